"""Supervised viewings, their copies and the pages seen."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.db import models

if TYPE_CHECKING:
    from casework.models import CaseFile, Worker

STANDING = ("booked", "live", "paused")
RUNNING = ("live", "paused")


class ViewingQuerySet(models.QuerySet["ViewingSession"]):
    """Viewings."""

    def about(self, case_file: CaseFile) -> Self:
        """Those of one file, newest first."""
        return self.filter(case_file=case_file).order_by("-number")

    def standing(self) -> Self:
        """Booked or under way."""
        return self.filter(status__in=STANDING)

    def running(self) -> Self:
        """Under way, paused or not."""
        return self.filter(status__in=RUNNING)

    def supervised_by(self, worker: Worker) -> Self:
        """Those this human being supervises, under any account."""
        return self.filter(supervisor__person_id=worker.person_id)

    def overlapping(self, booked_from_at: datetime, booked_until_at: datetime) -> Self:
        """Those that share some time with a slot; one that ends as the other begins does not."""
        return self.filter(booked_from_at__lt=booked_until_at, booked_until_at__gt=booked_from_at)

    def overdue_at(self, at: datetime) -> Self:
        """Under way past their booked end."""
        return self.running().filter(booked_until_at__lte=at)

    def next_number(self, case_file: CaseFile) -> int:
        """The next number of this file; the caller holds the file's lock."""
        return (self.filter(case_file=case_file).aggregate(last=models.Max("number"))["last"] or 0) + 1


class ReleasedPassageQuerySet(models.QuerySet["ReleasedPassage"]):
    """The pages of a released copy."""

    def of(self, viewing_id: UUID) -> Self:
        """One viewing's copy, in page order."""
        return self.filter(viewing_id=viewing_id).order_by("page")


class PageSeenQuerySet(models.QuerySet["PageSeen"]):
    """Which page was turned to, when."""

    def of(self, viewing_id: UUID) -> Self:
        """One viewing's pages in the order they were turned to."""
        return self.filter(viewing_id=viewing_id).order_by("id")
