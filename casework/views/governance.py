"""The policy in force for everybody; the ledger for those the policy trusts with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from audit.actions import Action, Outcome
from audit.adoption import adopted_in_force, profile_of
from audit.ledger import content_of
from audit.models import AdoptedPolicy, LedgerEntry
from audit.views import GatedView
from casework.models import BarMatch, CaseFile, Worker
from policy import catalogue
from policy.decision import default

PAGE_SIZE = 100
FILTERS = ("reference", "actor", "outcome", "verb")


class PolicyPage(GatedView):
    """The whole policy, readable and printable, without signing in (PRESTON-10)."""

    public_because = "everybody the policy concerns may read it"

    def get(self, request: HttpRequest, version: str = "") -> HttpResponse:
        adopted = self.adopted(version)
        profile = profile_of(adopted)
        context = {
            "adopted": adopted,
            "profile": profile,
            "versions": AdoptedPolicy.objects.order_by("-in_force_from"),
            "clauses": list(profile.clauses.values()),
            "defaults": catalogue.defaults(),
            "law_notes": catalogue.law_notes(),
        }
        return render(request, "casework/policy.html", context)

    def adopted(self, version: str) -> AdoptedPolicy:
        if not version:
            return adopted_in_force()
        found = AdoptedPolicy.objects.filter(version=version).first()
        if found is None:
            raise Http404
        return found


class WhatItRefuses(GatedView):
    """What the product will not do, in plain words."""

    public_because = "nobody should have to sign in to learn what is refused"

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "casework/refuses.html", {"danger_default": default("DEF-26")})


class Accessibility(GatedView):
    """How to use the product with the help one needs, and what does not work yet."""

    public_because = "the accessibility statement is for everybody"

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "casework/accessibility.html")


class Ledger(GatedView):
    """What was asked and decided, newest first. Entries about files closed to the reader are absent."""

    action = Action.SEE_LEDGER

    def get(self, request: HttpRequest) -> HttpResponse:
        asked = {name: request.GET.get(name, "").strip() for name in FILTERS}
        before = request.GET.get("before", "")
        entries = entries_for(self.by)
        if before.isdecimal():
            entries = entries.filter(id__lt=int(before))
        columns = {"reference": "reference__iexact", "actor": "actor_id__iexact", "outcome": "outcome", "verb": "verb"}
        entries = entries.filter(**{columns[name]: value for name, value in asked.items() if value})
        page = list(entries[: PAGE_SIZE + 1])
        older = f"?{_query(asked)}before={page[PAGE_SIZE - 1].pk}" if len(page) > PAGE_SIZE else ""
        context = {
            "entries": named(page[:PAGE_SIZE]),
            "asked": asked,
            "outcomes": [o.value for o in Outcome],
            "verbs": [a.value for a in Action],
            "older_url": older,
            "newer_url": reverse("ledger") if before else "",
        }
        return render(request, "casework/ledger.html", context)


class LedgerEntryPage(GatedView):
    """One entry with all that was recorded, which is never a name and never content."""

    action = Action.SEE_LEDGER

    def get(self, request: HttpRequest, entry: int) -> HttpResponse:
        found = entries_for(self.by).filter(pk=entry).first()
        if found is None:
            raise Http404
        return render(request, "casework/ledger_entry.html", {"entry": found, "content": told(content_of(found))})


ENTRY_WORDS = {
    "at": "When (UTC)", "actor": "Who", "verb": "What", "on": "About", "outcome": "Answer", "sources": "Decided by",
    "policy": "Policy in force", "details": "Details", "folder": "Key folder",
    "request": "Request number", "id": "Entry number",
}  # fmt: skip


def told(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """An entry's content in words, the order a reader asks in; what is empty is left out."""
    rows = [(words, _in_words(content.get(key))) for key, words in ENTRY_WORDS.items()]
    rows += [(key, _in_words(value)) for key, value in content.items() if key not in ENTRY_WORDS]
    return [(words, value) for words, value in rows if value]


def _in_words(value: Any) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_in_words(each)}" for key, each in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_in_words(each) for each in value)
    return "" if value is None else str(value)


def entries_for(worker: Worker) -> QuerySet[LedgerEntry]:
    """Entries newest first, less every one about a file the reader is kept out of (DEF-9)."""
    matches = BarMatch.objects.blocking().filter(person_id=worker.person_id)
    hidden = CaseFile.objects.filter(Exists(matches.filter(case_file=OuterRef("pk"))))
    return (
        LedgerEntry.objects.exclude(folder_id__in=hidden.values("folder_id"))
        .exclude(reference__in=hidden.values("reference"))
        .order_by("-id")
    )


def named(entries: list[LedgerEntry]) -> list[dict[str, Any]]:
    """Entries with the names of the workers who acted, looked up in one query."""
    ids = {e.actor_id for e in entries if e.actor_kind == "worker"}
    names = dict(Worker.objects.filter(reference__in=ids).values_list("reference", "name"))
    return [{"entry": e, "who": names.get(e.actor_id, e.actor_id or "nobody signed in")} for e in entries]


def _query(asked: dict[str, str]) -> str:
    kept = {name: value for name, value in asked.items() if value}
    return urlencode(kept) + "&" if kept else ""
