"""Filters over requests and alarms, named in the words of the work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from disclosures.states import State

if TYPE_CHECKING:
    from datetime import datetime

    from casework.models import CaseFile, Worker

UNFINISHED = (State.DRAFT, State.PROPOSED, State.AUTHORISED, State.SENT, State.REFUSED)


class DisclosureRequestQuerySet(models.QuerySet):
    """Requests to share."""

    def of(self, case_file: CaseFile) -> Self:
        """Requests of one file, newest first."""
        return self.filter(case_file=case_file).order_by("-number")

    def open(self) -> Self:
        """Requests with something left to do."""
        return self.filter(state__in=UNFINISHED)

    def not_kept_from(self, worker: Worker) -> Self:
        """Leave out what this person must not learn of: barred from the file, its subject, or accused in it."""
        matches = apps.get_model("casework", "BarMatch").objects.blocking().filter(person_id=worker.person_id)
        accused = apps.get_model("disclosures", "AccusedInRequest").objects.filter(person_id=worker.person_id)
        return self.exclude(case_file__person_id=worker.person_id).filter(
            ~Exists(matches.filter(case_file=OuterRef("case_file"))), ~Exists(accused.filter(request=OuterRef("pk")))
        )

    def own_or_proposed(self, worker: Worker) -> Self:
        """Drafts are their maker's until they are proposed."""
        return self.filter(~Q(state=State.DRAFT) | Q(proposed_by__person_id=worker.person_id))

    def asked_by(self, worker: Worker) -> Self:
        """Requests of one human being, whatever account was used."""
        return self.filter(proposed_by__person_id=worker.person_id)


class DangerAlarmQuerySet(models.QuerySet):
    """Alarms."""

    def not_reviewed(self) -> Self:
        """Alarms nobody else has looked at yet."""
        return self.filter(review__isnull=True)

    def raised_before(self, at: datetime) -> Self:
        """Alarms raised before an instant."""
        return self.filter(raised_at__lt=at)

    def not_kept_from(self, worker: Worker) -> Self:
        """Leave out what this person must not learn of: by the alarm itself, or by a bar on its file."""
        kept = apps.get_model("disclosures", "KeptFromAlarm").objects.filter(
            alarm=OuterRef("pk"), person_id=worker.person_id
        )
        matches = apps.get_model("casework", "BarMatch").objects.blocking().filter(person_id=worker.person_id)
        barred = Exists(matches.filter(case_file=OuterRef("case_file")))
        return self.filter(~Exists(kept)).filter(Q(case_file__isnull=True) | ~barred)
