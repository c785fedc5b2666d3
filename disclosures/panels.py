"""Disclosures on the file's own page, their place beside the file, and the menu's entries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from audit import gate
from audit.actions import Action
from audit.gate import Opened
from casework import navigation, panels
from disclosures.alarms import alarms_waiting
from disclosures.models import DangerAlarm, DisclosureRequest
from disclosures.shown import register_row
from policy.vocabulary import Category

COLUMNS = ("Request", "To", "Rests on", "Asked by", "Begun", "State")


def disclosures_panel(opened: Opened, request: HttpRequest) -> Mapping[str, Any] | None:
    """What was or would be shared from this file, and alarms linked to it."""
    case_file = opened.target
    if not any(Category.DISCLOSURE.value in o.compartments for o in opened.decision.opens):
        return None
    requests = DisclosureRequest.objects.of(case_file).select_related("agency", "proposed_by", "case_file")
    alarms = DangerAlarm.objects.not_kept_from(request.user).filter(case_file=case_file)
    return {
        "reference": case_file.reference,
        "columns": COLUMNS,
        "rows": [register_row(each) for each in requests[:10]],
        "alarms": [{"reference": a.reference, "at": a.raised_at, "reviewed": hasattr(a, "review")} for a in alarms],
        "may_propose": gate.ask(Action.PROPOSE_DISCLOSURE, by=request.user, on=case_file.reference),
    }


panels.register("disclosures", "Sharing", disclosures_panel, "disclosures/panel.html", order=40)
panels.place("disclosures", "Sharing", "file-disclosures", order=40)
navigation.offer(navigation.Place("Sharing", "disclosures", Action.LIST_DISCLOSURES, 50))
navigation.offer(navigation.Place("Alarms", "alarms", Action.REVIEW_DANGER, 60, alarms_waiting))
