"""Settings from the environment: read strictly, and every error names the variable."""

from __future__ import annotations

import pytest

from config import env

NAME = "IN_CONFIDENCE_SOMETHING"


@pytest.mark.parametrize("raw", ["1", "yes", "TRUE", " on "])
def test_a_yes_is_a_yes(raw: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, raw)
    assert env.flag(NAME) is True


@pytest.mark.parametrize("raw", ["0", "no", "False", "off", ""])
def test_a_no_is_a_no_whatever_the_fallback(raw: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, raw)
    assert env.flag(NAME, True) is False


def test_an_unclear_answer_is_an_error_and_never_a_guess(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "perhaps")
    with pytest.raises(env.BadSetting, match=NAME):
        env.flag(NAME)


def test_what_is_not_set_takes_its_fallback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(NAME, raising=False)
    assert env.flag(NAME, True) is True
    assert env.text(NAME, "usual") == "usual"
    assert env.number(NAME, 15) == 15
    assert env.words(NAME, "one, two") == ["one", "two"]


def test_what_has_no_fallback_must_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(NAME, raising=False)
    with pytest.raises(env.BadSetting, match=NAME):
        env.text(NAME)


@pytest.mark.parametrize("raw", ["-1", "1.5", "ten", "", "²"])
def test_a_number_is_whole_and_not_below_nothing(raw: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, raw)
    with pytest.raises(env.BadSetting, match=NAME):
        env.number(NAME, 5)


def test_a_list_drops_what_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, " a.example ,, b.example,")
    assert env.words(NAME) == ["a.example", "b.example"]
