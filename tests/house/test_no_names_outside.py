"""References, never names: in titles, in the ledger, in logs, and in the text a record shows of itself."""

from __future__ import annotations

import logging
import re

import pytest
from django.apps import apps

from audit import gate
from audit.actions import Action
from audit.models import LedgerEntry
from tests.house.addresses import all_addresses
from tests.house.asking import ask, filled, references
from tests.house.world import World

pytestmark = pytest.mark.django_db

APPS = ("casework", "consent", "disclosures", "records_access", "audit", "vault")


def names_in(text: str, world: World) -> list[str]:
    """The planted words, and the names of the people of the other files, that stand in a text."""
    words = [*world.planted, "Amina", "Yusuf", "Kowalczyk", "Thorne"]
    return [word for word in words if word.lower() in text.lower()]


def test_no_title_and_no_log_line_names_anybody(world: World, caplog: pytest.LogCaptureFixture) -> None:
    refs, named = references(world), {}
    with caplog.at_level(logging.DEBUG):
        for address in all_addresses():
            body = ask(world, "caseworker", "GET", filled(address, refs)).content.decode()
            title = re.search(r"<title>(.*?)</title>", body, re.DOTALL)
            if title and (found := names_in(title[1], world)):
                named[address.name] = found
    assert named == {}
    said = "\n".join(r.getMessage() for r in caplog.records if not r.name.startswith("django.db"))
    assert names_in(said, world) == []


def test_the_ledger_names_nobody(world: World) -> None:
    everything = [f"{bytes(e.canonical).decode()} {e.reference} {e.sources} {e}" for e in LedgerEntry.objects.all()]
    assert len(everything) > 50
    assert names_in("\n".join(everything), world) == []


def test_no_record_says_a_name_of_itself(world: World) -> None:
    """Even where the file is open to whoever looks."""
    opened = gate.require(Action.OPEN_FILE, by=world.cast.caseworker, on=world.file.reference)
    assert opened.target.service_user.given_name == "zqxgivennamevrk"
    said = [
        f"{record!s} {record!r}"
        for model in apps.get_models()
        if model._meta.app_label in APPS
        for record in model._default_manager.all()[:200]
    ]
    assert len(said) > 100
    assert names_in("\n".join(said), world) == []
