"""Alarms that wait for somebody, counted for the menu and for the banner on every page."""

from __future__ import annotations

from casework.models import Worker
from disclosures.models import DangerAlarm
from policy.vocabulary import Power


def alarms_waiting(worker: Worker) -> int:
    """How many alarms wait for somebody who reviews them: the number that glows until it is nought."""
    if not worker.has_power(Power.REVIEW_DANGER):
        return 0
    waiting = DangerAlarm.objects.not_reviewed().not_kept_from(worker).exclude(raised_by_person=worker.person_id)
    return waiting.count()
