"""A profile with a mistake is refused, and every mistake is named by file, line and key."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from policy.decision import PolicyRef, default
from policy.loading import (
    ProfileError,
    ProfileErrors,
    check_file,
    check_single_active,
    check_versions,
    load_profile,
    load_profile_text,
    read_profile,
    shipped_profiles,
    shipped_text,
)
from policy.profile import Profile, Stated
from tests.policy.broken_profiles import BROKEN, DENIED, NOTICE, Broken

TODAY = date(2026, 3, 2)
FILE = "ours.toml"


def errors_in(text: str) -> tuple[ProfileError, ...]:
    with pytest.raises(ProfileErrors) as caught:
        load_profile_text(text, name=FILE)
    return caught.value.errors


def changed(slug: str, old: str, new: str) -> str:
    text = shipped_text(slug)
    assert text.count(old) >= 1, f"{old!r} is no longer in {slug}"
    return text.replace(old, new, 1)


def line_of(text: str, words: str) -> int:
    """The line on which ``words`` (which may run over several lines) begin."""
    return text[: text.index(words)].count("\n") + 1


def assert_named(broken: Broken) -> None:
    text = changed(broken.slug, broken.old, broken.new)
    errors = errors_in(text)
    found = [each for each in errors if each.key == broken.key]
    assert found, f"no mistake at {broken.key}: {[str(each) for each in errors]}"
    (error,) = found
    assert error.file == Path(FILE)
    assert error.line == line_of(text, broken.line_with)
    for words in broken.says:
        assert words in error.message
    assert str(error).startswith(f"{FILE}:{error.line}: {error.key}: ")


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN.keys())
def test_a_mistake_is_refused_by_file_line_and_key(broken: Broken) -> None:
    assert_named(broken)


@pytest.mark.clause("PACE-1")
def test_an_unknown_group_is_refused_naming_the_allowed_ones() -> None:
    allowed = "allowed: staff, volunteer, committee, friend, service-user"
    assert_named(
        Broken(
            "pace",
            '"friend"],',
            '"donor"],',
            '"donor"',
            "confidentiality.bound_groups[5]",
            ("donor", allowed, "PACE-1"),
        )
    )


@pytest.mark.clause("PRESTON-DP-0")
def test_the_principles_cannot_be_switched_off() -> None:
    assert_named(
        Broken(
            "preston",
            "principles = { is = true",
            "principles = { is = false",
            "principles = {",
            "data_protection.principles",
            ("cannot be switched off", "PRESTON-DP-0"),
        )
    )


def test_the_principles_cannot_be_switched_off_where_the_policy_has_no_clause_on_them_either() -> None:
    text = changed("pace", 'principles = "silent"', 'principles = { is = false, clauses = ["PACE-10"] }')
    (error,) = errors_in(text)
    assert error.key == "data_protection.principles"
    assert "PRESTON" not in error.message


@pytest.mark.parametrize("name", ["advantages", "disadvantages"])
@pytest.mark.clause("PIAS-SD-2-i")
def test_an_empty_list_of_reasons_for_or_against_the_shared_database_is_refused(name: str) -> None:
    text = shipped_text("pias")
    start = text.index(f"\n{name} = ") + 1
    end = text.index("\n], clauses", start)
    text = text[:start] + f"{name} = {{ is = [" + text[end + 1 :]
    (error,) = errors_in(text)
    assert error.key == f"shared_database.{name}"
    assert error.line == line_of(text, f"{name} = {{ is = [")
    assert "PIAS-SD-2" in error.message


@pytest.mark.clause("PIAS-CB-4b")
def test_a_script_that_names_gateway_needs_its_contact() -> None:
    text = shipped_text("pias")
    whole = next(line for line in text.splitlines() if line.startswith("contact = { is = { name"))
    for silence in ("silent", "not-applicable"):
        (error,) = errors_in(text.replace(whole, f'contact = "{silence}"'))
        assert error.key == "safeguarding.contact"
        assert "PIAS-CB-4b" in error.message
    missing = errors_in(text.replace(whole, ""))
    assert [each.key for each in missing] == ["safeguarding.contact"]


@pytest.mark.parametrize("name", ["thank", "explain_next"])
def test_the_words_of_an_abuse_script_must_be_there(name: str) -> None:
    text = shipped_text("pias")
    whole = next(line for line in text.splitlines() if line.startswith(f"{name} = "))
    (error,) = errors_in(text.replace(whole, ""))
    assert error.key == f"scripts.{name}"
    assert "PIAS-CB-4" in error.message


def test_an_open_records_notice_must_have_words() -> None:
    text = shipped_text("new-futures")
    whole = next(line for line in text.splitlines() if line.startswith("open_records_notice = "))
    (error,) = errors_in(text.replace(whole, ""))
    assert (error.key, "NF-2.3" in error.message) == ("scripts.open_records_notice", True)


@pytest.mark.clause("NF-4.3b")
def test_a_profile_without_words_for_service_users_is_refused() -> None:
    text = shipped_text("new-futures")
    start, end = text.index("[service_user_text]"), text.index("[scripts]")
    (error,) = errors_in(text[:start] + text[end:])
    assert (error.key, error.message) == ("service_user_text", "missing (NF-4.3b)")
    blank = text.replace(text[text.index('aims = "') : text.index("promise =")], 'aims = " "\n')
    (error,) = errors_in(blank)
    assert error.key == "service_user_text.aims"
    assert error.line == line_of(blank, 'aims = " "')
    assert "NF-4.3b" in error.message


@pytest.mark.clause("NF-2.4")
def test_the_list_of_those_without_access_refuses_what_it_cannot_apply() -> None:
    text = shipped_text("new-futures").replace(DENIED, '{ role = "student", months = -1 }, { role = "volunteer" }')
    errors = errors_in(text)
    assert [each.key for each in errors] == [
        "file_access.denied[1].months",
        "file_access.denied[1].role",
        "file_access.denied[2]",
    ]
    assert all("NF-2.4" in each.message for each in errors)


def test_every_mistake_is_named_at_once_in_the_order_of_the_file() -> None:
    text = shipped_text("new-futures")
    for old, new in (
        ('held_by = { is = "organisation"', 'held_by = { is = "nobody"'),
        ("is = 24", "is = -1"),
        (DENIED, '{ role = "volunteer" }'),
        ('slug = "life-threatened"', 'slug = "child-significant-harm"'),
    ):
        text = text.replace(old, new, 1)
    errors = errors_in(text)
    keys = [each.key for each in errors]
    assert keys == ["confidentiality.held_by", "own_file.notice_hours", "file_access.denied[1]", "grounds[2].slug"]
    assert [each.line for each in errors] == sorted(each.line for each in errors)
    with pytest.raises(ProfileErrors, match=r"(?s)ours\.toml:\d+: confidentiality.*grounds\[2\]\.slug"):
        load_profile_text(text, name=FILE)


@pytest.mark.parametrize(
    ("slug", "printed", "cited"),
    [
        pytest.param("pace", "Data Protection Act", "PACE-10", marks=pytest.mark.clause("PACE-10-i")),
        pytest.param("new-futures", "Data Protection Act 1998", "NF-3.2a", marks=pytest.mark.clause("NF-3.2a")),
        ("preston", "Criminal Records Bureau", "PRESTON-7"),
    ],
)
def test_replaced_law_without_a_note_is_a_warning_naming_the_clause(slug: str, printed: str, cited: str) -> None:
    text = shipped_text(slug)
    start = text.index(f'[[superseded]]\nprinted = "{printed}"')
    end = text.index("[[", start + 2)
    (warning,) = load_profile_text(text[:start] + text[end:], name=FILE).warnings
    assert cited in warning.message
    assert warning.line == line_of(text, f'printed = "{printed}"')
    assert not load_profile(slug).warnings


@pytest.mark.clause("ACEVO-PR-7")
def test_a_mapping_of_law_without_the_date_it_was_checked_is_a_warning() -> None:
    text = changed("acevo", "checked_on = 2026-01-01\n", "")
    (warning,) = load_profile_text(text, name=FILE).warnings
    assert warning.line == line_of(text, "[[superseded]]")
    assert "checked_on" in warning.message
    assert "ACEVO-PR-7" in warning.message
    assert str(warning).startswith(f"{FILE}:{warning.line}: superseded[1]: ")


def test_a_profile_is_loaded_by_slug_or_by_path(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(shipped_text("pace"), encoding="utf-8")
    assert load_profile(path) == load_profile("pace") == read_profile(path)
    assert shipped_profiles() == ("acevo", "new-futures", "pace", "pias", "preston")
    with pytest.raises(KeyError):
        shipped_text("ours")


def test_a_profile_that_is_not_there_or_not_text_is_refused_naming_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(ProfileErrors, match="acevo, new-futures, pace, pias, preston"):
        load_profile("no-such-policy")
    path = tmp_path / "picture.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ProfileErrors, match=r"picture\.toml:1: \(file\)"):
        load_profile(path)


def test_a_file_for_a_later_day_is_not_put_in_force_today(tmp_path: Path) -> None:
    path = tmp_path / "next.toml"
    text = changed("pace", "in_force_from = 2025-01-01", "in_force_from = 2026-03-03")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProfileErrors) as caught:
        check_file(path, TODAY)
    (error,) = caught.value.errors
    assert (error.file, error.line, error.key) == (path, line_of(text, "in_force_from"), "about.in_force_from")
    assert "DEF-18" in error.message
    assert check_file(path, date(2026, 3, 3)).slug == "pace"


def test_versions_follow_one_another_and_lie_in_the_past() -> None:
    first = PolicyRef("pace", "1", date(2025, 1, 1))
    second = PolicyRef("pace", "2", date(2026, 1, 1))
    check_versions([first, second], TODAY)
    check_versions([], TODAY)
    for versions, words in (
        ([first, PolicyRef("pace", "2", date(2026, 3, 3))], "future"),
        ([first, PolicyRef("pace", "2", first.in_force_from)], "overlaps"),
        ([second, first], "overlaps"),
        ([first, PolicyRef("pace", "1", date(2026, 1, 1))], "in force already"),
    ):
        with pytest.raises(ProfileErrors, match=words):
            check_versions(versions, TODAY)


def test_one_installation_holds_one_policy() -> None:
    pace, again = PolicyRef("pace", "1", date(2025, 1, 1)), PolicyRef("pace", "2", date(2026, 1, 1))
    check_single_active([])
    check_single_active([pace, again])
    with pytest.raises(ProfileErrors, match=r"preston\.toml:1: about\.slug: 'pace' is in force"):
        check_single_active([pace, PolicyRef("preston", "1", date(2025, 1, 1))])


@pytest.mark.parametrize("word", ["silent", "not-applicable"])
def test_silence_carries_the_default_and_its_own_name(word: str) -> None:
    profile = load_profile_text(changed("new-futures", NOTICE, f'notice_hours = "{word}"'), name=FILE)
    notice = profile.own_file.notice_hours
    assert (notice.value, notice.stated, notice.source) == (0, Stated(word), default("DEF-7"))
    assert notice.is_silent


def test_what_is_loaded_cannot_be_changed() -> None:
    profile: Profile = load_profile("pace")
    with pytest.raises(TypeError):
        profile.clauses["PACE-1"] = profile.clauses["PACE-2"]  # type: ignore[index]
    with pytest.raises(AttributeError):
        profile.own_file = load_profile("new-futures").own_file  # type: ignore[misc]
