"""Every address asked for by everybody in the lived-through world, each request undone once it was looked at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from audit.models import LedgerEntry
from casework.models import Bar, BarMatch, Task
from tests.config.conftest import BACKEND
from tests.house.addresses import Address
from tests.house.world import World

ACTORS = (
    "director", "chair", "manager", "coordinator", "caseworker", "caseworker2", "new_volunteer", "settled_volunteer",
    "nobody",
)  # fmt: skip


NOT_THERE = UUID(int=0)
"""The id of a record that the world does not have."""


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside is taken back, in both databases; the gate's own transactions may run in it."""
    with ExitStack() as stack:
        for database in ("default", "keys"):
            block = transaction.atomic(using=database)
            block._from_testcase = True
            stack.enter_context(block)
        yield
        for database in ("default", "keys"):
            transaction.set_rollback(True, using=database)


def ask(world: World, actor: str, method: str, address: str) -> HttpResponse:
    """One request with nothing in it, and nothing left of it afterwards."""
    browser = Client(raise_request_exception=False)
    if actor != "nobody":
        browser.cookies[settings.SESSION_COOKIE_NAME] = _session_of(world, actor)
    with undone():
        return browser.generic(method, address, content_type="application/x-www-form-urlencoded")


def _session_of(world: World, actor: str) -> str:
    """The actor's one session in this world, begun when it is first needed."""
    if f"session {actor}" not in world.refs:
        browser = Client()
        browser.force_login(getattr(world.cast, actor), backend=BACKEND)
        world.refs[f"session {actor}"] = browser.cookies[settings.SESSION_COOKIE_NAME].value
    return world.refs[f"session {actor}"]


def references(world: World) -> dict[str, dict[str, object]]:
    """What fills an address, by the beginning of its route and, where that is not enough, by its name."""
    refs, cast = world.refs, world.cast
    task = Task.objects.filter(for_worker=cast.caseworker).to_do().order_by("pk").values_list("pk", flat=True).first()
    bar = Bar.objects.filter(case_file=world.file).earliest("recorded_at")
    draft, proposed, sent = ({"reference": refs[f"request {state}"]} for state in ("draft", "proposed", "sent"))
    by_name: dict[str, dict[str, object]] = {
        "note-correct": {"reference": refs["file"], "note": refs["note"]},
        "assignment-end": {"reference": refs["file"], "worker": cast.caseworker.reference},
        "ledger-entry": {"entry": LedgerEntry.objects.order_by("id").values_list("id", flat=True).first()},
        "bar-lift": {"reference": refs["file"], "bar": bar.pk},
        "deputy-end": {"nomination": NOT_THERE},
        "leave-end": {"reference": cast.new_volunteer.reference, "leave": NOT_THERE},
        "policy-version": {"version": cast.profile.version},
        "own-screen-page": {"page": 1},
        **{f"consent-{step}": {"reference": refs["consent draft"]} for step in ("edit", "sign", "discard")},
        **{f"disclosure-{step}": draft for step in ("outline", "words", "basis", "questions", "propose")},
        **{f"disclosure-{step}": sent for step in ("letter", "line", "close")},
        "disclosure": proposed,
    }
    by_route: dict[str, dict[str, object]] = {
        "teams/": {"team": cast.team.pk, "worker": cast.caseworker.reference},
        "tasks/": {"reference": str(task)},
        "files/": {"reference": refs["file"]},
        "matches/": {"reference": str(BarMatch.objects.get().pk)},
        "agencies/": {"reference": cast.housing.reference},
        "workers/": {"reference": cast.new_volunteer.reference},
        "consent/": {"reference": refs["consent form"]},
        "colleagues/": {"reference": f"{refs['file']}-P1"},
        "alarms/": {"reference": refs["alarm"]},
        "disclosures/": proposed,
        "requests/": {"reference": refs["access request"]},
        "viewings/": {"reference": refs["viewing"]},
    }
    return by_name | by_route


def filled(address: Address, refs: dict[str, dict[str, object]]) -> str:
    """The address with the world's references in it."""
    by_route = next((key for key in refs if key.endswith("/") and address.route.startswith(key)), "")
    given = refs.get(address.name) or refs.get(by_route, {})
    return reverse(address.name, kwargs={name: value for name, value in given.items() if name in address.converters})
