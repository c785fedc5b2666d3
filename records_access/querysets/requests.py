"""Requests of people to see their own records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from casework.models import CaseFile


class AccessRequestQuerySet(models.QuerySet["AccessRequest"]):
    """Requests."""

    def about(self, case_file: CaseFile) -> Self:
        """Those about one file, newest first."""
        return self.filter(case_file=case_file).order_by("-number")

    def next_number(self, case_file: CaseFile) -> int:
        """The next number of this file; the caller holds the file's lock."""
        return (self.filter(case_file=case_file).aggregate(last=models.Max("number"))["last"] or 0) + 1
