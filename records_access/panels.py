"""What records_access adds to a file's page, and what it serves on the person's own screen."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest

from audit import gate
from audit.actions import Action
from audit.gate import Opened
from casework import panels, screens
from casework.models import OwnScreen, ScreenPurpose
from policy.rules.viewing import WITH_NAMES, Stage
from records_access import presenting
from records_access.facts import looks_at, stage_of
from records_access.facts.viewings import viewing_of
from records_access.looks import look_columns, look_rows
from records_access.models import AccessRequest, ViewingSession

_SHOWN = 5


def own_records_panel(opened: Opened, request: HttpRequest) -> dict[str, Any]:
    """The file's requests and viewings, newest first, as far as whoever opens the file may see."""
    case_file = opened.target
    viewings = ViewingSession.objects.about(case_file).select_related("supervisor")[:_SHOWN]
    return {
        "reference": case_file.reference,
        "request_columns": presenting.request_columns(),
        "requests": presenting.request_rows(AccessRequest.objects.about(case_file)[:_SHOWN]),
        "viewing_columns": presenting.viewing_columns(),
        "viewings": presenting.viewing_rows(viewings),
        "may_record": gate.ask(Action.RECORD_ACCESS_REQUEST, by=request.user, on=case_file.reference),
    }


def who_looked_panel(opened: Opened, request: HttpRequest) -> dict[str, Any] | None:
    """The last few who opened the file; nothing at all for whoever may not see it."""
    case_file = opened.target
    decision = gate.ask(Action.SEE_WHO_LOOKED, by=request.user, on=case_file.reference)
    if decision.refused:
        return None
    named = WITH_NAMES in decision.notes
    return {
        "reference": case_file.reference,
        "columns": look_columns(named=named),
        "rows": look_rows(looks_at(case_file, limit=_SHOWN), named=named),
    }


def screen_stands(screen: OwnScreen, at: datetime) -> str:
    """How a reading screen stands: open, paused or closed."""
    viewing = viewing_of(screen)
    stage = stage_of(viewing, at) if viewing is not None else Stage.OVER
    return {Stage.LIVE: screens.READING, Stage.PAUSED: screens.PAUSED}.get(stage, screens.CLOSED)


panels.register("own-records", "Own records", own_records_panel, "records_access/panel_own_records.html", order=60)
panels.register("who-looked", "Who has looked", who_looked_panel, "records_access/panel_who_looked.html", order=90)
panels.place("own-records", "Own records", "own-records", order=60)
screens.serves(ScreenPurpose.VIEWING, start="own-screen-read", stands=screen_stands)
