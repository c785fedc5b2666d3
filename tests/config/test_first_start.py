"""An installation without the demonstration: a charity of its own, and a manager who can invite the others."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from audit.adoption import NoPolicyInForce, profile_in_force
from casework.models import Worker
from casework.procedures.workers import invite_worker
from config.management.commands.first_manager import Command
from policy.loading import load_profile
from policy.vocabulary import Role
from tests.cast import SLUGS
from vault import strongroom

ANSWERS = {
    "CHARITY": 'Harbour "Lights" & Friends',
    "NAME": "Ama Owusu",
    "EMAIL": "ama@harbour.example",
    "PASSWORD": "seven grey herons wading",
}


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Nobody is at the terminal; the environment says everything."""
    monkeypatch.setattr("sys.stdin", StringIO())
    for name, value in ANSWERS.items():
        monkeypatch.setenv(f"IN_CONFIDENCE_FIRST_{name}", value)
    return monkeypatch


def set_up(slug: str = "new-futures") -> str:
    said = StringIO()
    with strongroom.opened_room():
        call_command("first_manager", policy=slug, stdout=said, stderr=said)
    return said.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize("slug", SLUGS)
def test_the_first_manager_signs_in_under_the_charitys_own_name_and_invites(
    slug: str, answered: pytest.MonkeyPatch, client: Client
) -> None:
    assert "ama@harbour.example can sign in" in set_up(slug)
    profile = profile_in_force()
    assert profile.name == ANSWERS["CHARITY"]
    assert profile.clauses.keys() == load_profile(slug).clauses.keys()
    form = {"login": ANSWERS["EMAIL"], "password": ANSWERS["PASSWORD"]}
    assert client.post("/account/sign-in/", form).status_code == 302
    manager = Worker.objects.get()
    with strongroom.opened_room():
        invited = invite_worker(by=manager, name="Ben Adu", email="ben@harbour.example", role=Role.CASEWORKER)
    assert invited.worker.is_active


@pytest.mark.django_db
def test_what_is_missing_is_named_and_nothing_is_set_up(answered: pytest.MonkeyPatch) -> None:
    answered.delenv("IN_CONFIDENCE_FIRST_EMAIL")
    answered.delenv("IN_CONFIDENCE_FIRST_PASSWORD")
    with pytest.raises(CommandError, match="IN_CONFIDENCE_FIRST_EMAIL, IN_CONFIDENCE_FIRST_PASSWORD"):
        set_up()
    assert not Worker.objects.exists()
    with pytest.raises(NoPolicyInForce):
        profile_in_force()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "bad"),
    [
        ("CHARITY", "two\nlines"),
        ("CHARITY", "x" * 121),
        ("NAME", "   "),
        ("EMAIL", "nobody"),
        ("PASSWORD", "short"),
        ("PASSWORD", "ama@harbour.example"),
    ],
)
def test_a_bad_answer_sets_up_nothing(field: str, bad: str, answered: pytest.MonkeyPatch) -> None:
    answered.setenv(f"IN_CONFIDENCE_FIRST_{field}", bad)
    with pytest.raises(CommandError):
        set_up()
    assert not Worker.objects.exists()
    with pytest.raises(NoPolicyInForce):
        profile_in_force()


@pytest.mark.django_db
def test_a_second_first_manager_is_refused(answered: pytest.MonkeyPatch) -> None:
    set_up()
    answered.setenv("IN_CONFIDENCE_FIRST_EMAIL", "other@harbour.example")
    with pytest.raises(CommandError, match="accounts here already"):
        set_up()
    assert Worker.objects.count() == 1


@pytest.mark.django_db
def test_at_a_terminal_a_bad_answer_is_asked_for_again(answered: pytest.MonkeyPatch) -> None:
    answered.delenv("IN_CONFIDENCE_FIRST_EMAIL")
    replies = iter(["not an address", "ama@harbour.example"])
    asked: list[str] = []
    answered.setattr("sys.stdin", type("Terminal", (StringIO,), {"isatty": lambda self: True})())
    answered.setattr(Command, "_ask", lambda self, field: asked.append(field) or next(replies))
    set_up()
    assert asked == ["email", "email"]
    assert Worker.objects.get().email == "ama@harbour.example"


@pytest.mark.django_db
def test_preparing_again_keeps_the_people_who_are_there(answered: pytest.MonkeyPatch) -> None:
    set_up()
    call_command("prepare", policy="new-futures", stdout=StringIO())
    assert Worker.objects.count() == 1
