"""Filters over consent, named in the words of the work."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

if TYPE_CHECKING:
    from casework.models import CaseFile, Worker


class ConsentFormQuerySet(models.QuerySet):
    """Consent forms of files."""

    def of(self, case_file: CaseFile) -> Self:
        """The forms of one file, newest first."""
        return self.filter(case_file=case_file).order_by("-number")

    def signed(self) -> Self:
        """Forms that were signed, whether or not they were withdrawn since."""
        return self.filter(signed_at__isnull=False)

    def drafts(self) -> Self:
        """Forms still being written."""
        return self.filter(signed_at__isnull=True, discarded_at__isnull=True)

    def withdrawn_whole(self) -> Self:
        """Signed forms withdrawn as a whole."""
        return self.filter(withdrawals__line__isnull=True, withdrawals__isnull=False).distinct()


class ConsentLineQuerySet(models.QuerySet):
    """Lines: one agency, one kind of information, one purpose, until a date."""

    def agreed(self) -> Self:
        """Lines the person said yes to."""
        return self.filter(agreed=True)

    def signed(self) -> Self:
        """Lines of forms that were signed."""
        return self.filter(form__signed_at__isnull=False)

    def not_withdrawn(self) -> Self:
        """Lines neither withdrawn alone nor with their form."""
        taken_back = (
            apps.get_model("consent", "Withdrawal")
            .objects.filter(form=OuterRef("form"))
            .filter(Q(line__isnull=True) | Q(line=OuterRef("pk")))
        )
        return self.filter(~Exists(taken_back))

    def not_ended(self, on: date) -> Self:
        """Lines whose own last day, if they have one, is not past on this UK civil date."""
        return self.filter(Q(until_on__isnull=True) | Q(until_on__gte=on))

    def unspent(self) -> Self:
        """Lines that are not single-use lines already used."""
        return self.filter(Q(single_use=False) | Q(use__isnull=True))

    def for_agency(self, agency_id: UUID) -> Self:
        """Lines that name one agency."""
        return self.filter(agency_id=agency_id)


class InternalPermissionQuerySet(models.QuerySet):
    """What a person freely let named colleagues see."""

    def in_force(self) -> Self:
        """Permissions not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def towards(self, worker: Worker) -> Self:
        """Permissions that name this colleague, by person and not by account."""
        return self.filter(colleague__person_id=worker.person_id)
