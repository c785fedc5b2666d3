"""Case files in domain words; above all, the files a worker may open.

A page of files is made of limited branches: each walks one index from the newest file down and
stops at the page's size, so that a worker with few files costs no more than one with many
(performance.md section 1). Paging is by the last file seen, never by counting past it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from casework.querysets.reach import Reach, reach_of

if TYPE_CHECKING:
    from casework.models import CaseFile, Worker

COUNT_CAP = 1_000
"""Counts stop here and are shown as "1,000+"."""


@dataclass(frozen=True, slots=True)
class PageMark:
    """Where a page of files ends: its last file's time and id."""

    opened_at: datetime
    id: UUID

    @classmethod
    def of(cls, case_file: CaseFile) -> PageMark:
        """The mark of a page that ends with this file."""
        return cls(case_file.opened_at, case_file.pk)

    @classmethod
    def read(cls, text: str) -> PageMark | None:
        """A mark as an address carries it; None for anything else, which then means the first page."""
        time, _, id = text.partition("_")
        try:
            at = datetime.fromtimestamp(int(time) / 1_000_000, UTC)
            return cls(at, UUID(id))
        except (ValueError, OverflowError, OSError):
            return None

    def write(self) -> str:
        """The mark for an address: a time and an id, nothing about anyone."""
        return f"{round(self.opened_at.timestamp() * 1_000_000)}_{self.id}"

    def after(self, time: str = "opened_at", id: str = "pk") -> Q:
        """Everything older than the mark, in the columns named."""
        return Q(**{f"{time}__lt": self.opened_at}) | Q(**{time: self.opened_at, f"{id}__lt": self.id})


@dataclass(frozen=True, slots=True)
class FilePage:
    """One page of files, newest first, and the mark to ask for the next (None on the last)."""

    files: list[CaseFile]
    next: PageMark | None


class CaseFileQuerySet(models.QuerySet["CaseFile"]):
    """Case files."""

    def visible_to(self, worker: Worker, at: datetime, *, everywhere: bool = False) -> CaseFileQuerySet:
        """The files this worker may open at this moment: the one scope of every list, search and count.

        ``everywhere`` widens it, for a search that states a reason, to what a reason would open.
        """
        return self.within(reach_of(worker, at, everywhere=everywhere))

    def within(self, reach: Reach) -> CaseFileQuerySet:
        """The files a reach covers."""
        return self.filter(reach.anything()).exclude(reach.shut())

    def page_visible(
        self, worker: Worker, at: datetime, *, before: PageMark | None = None, size: int = 50, **only: Any
    ) -> FilePage:
        """The newest ``size`` files of :meth:`visible_to` older than ``before``, in two statements.

        ``only`` are plain conditions on the file itself, such as ``status``.
        """
        ids = self._newest_ids(reach_of(worker, at), before, size + 1, only)
        found = {f.pk: f for f in self.filter(pk__in=ids[:size])}
        files = [found[i] for i in ids[:size] if i in found]
        last = files[-1] if len(ids) > size else None
        return FilePage(files, PageMark.of(last) if last else None)

    def count_visible(self, worker: Worker, at: datetime, *, cap: int = COUNT_CAP) -> int:
        """How many files the worker may open, counting no further than ``cap`` + 1."""
        return self.visible_to(worker, at)[: cap + 1].count()

    def open_now(self) -> CaseFileQuerySet:
        return self.filter(status="open")

    def unused_since(self, day: date) -> CaseFileQuerySet:
        """Files whose last declared use was before ``day``."""
        return self.filter(last_used_on__lt=day)

    def _newest_ids(self, reach: Reach, before: PageMark | None, limit: int, only: dict[str, Any]) -> list[UUID]:
        branches = [self._by_file(way_in, reach, before, limit, only) for way_in in reach.file_branches()]
        if reach.assigned and not reach.everywhere:
            branches.append(self._by_assignment(reach, before, limit, only))
        if not branches:
            return []
        parts, params = [], []
        for number, branch in enumerate(branches):
            sql, given = branch.query.sql_with_params()
            parts.append(f"SELECT found, newest FROM ({sql}) AS branch{number}")
            params.extend(given)
        sql = f"SELECT found AS id FROM ({' UNION '.join(parts)}) AS pages ORDER BY newest DESC, found DESC LIMIT %s"
        return [f.pk for f in self.model.objects.raw(sql, [*params, limit])]

    def _by_file(
        self, way_in: Q, reach: Reach, before: PageMark | None, limit: int, only: dict[str, Any]
    ) -> models.QuerySet:
        files = self.model.objects.filter(way_in, **only).exclude(reach.shut())
        if before is not None:
            files = files.filter(before.after())
        return files.order_by("-opened_at", "-pk").values(found=F("pk"), newest=F("opened_at"))[:limit]

    def _by_assignment(
        self, reach: Reach, before: PageMark | None, limit: int, only: dict[str, Any]
    ) -> models.QuerySet:
        """The same from the assignments' side, whose index holds a worker's files from the newest down."""
        on_file = {f"case_file__{name}": value for name, value in only.items()}
        held = reach.assignments().filter(**on_file).exclude(reach.shut("case_file_id", "case_file__person_id"))
        if before is not None:
            held = held.filter(before.after("file_opened_at", "case_file_id"))
        return held.order_by("-file_opened_at", "-case_file_id").values(
            found=F("case_file_id"), newest=F("file_opened_at")
        )[:limit]


class AssignmentQuerySet(models.QuerySet):
    """Who works, or worked, on what."""

    def live(self) -> AssignmentQuerySet:
        """Neither ended nor standing still."""
        return self.filter(ended_at__isnull=True, suspended_at__isnull=True)

    def not_ended(self) -> AssignmentQuerySet:
        return self.filter(ended_at__isnull=True)

    def in_force_at(self, at: datetime) -> AssignmentQuerySet:
        """Assignments that ran at an instant, for "who had access then"."""
        return self.filter(Q(ended_at__isnull=True) | Q(ended_at__gt=at), started_at__lte=at)


class AccessReasonQuerySet(models.QuerySet):
    """Reasons given from outside a file's team."""

    def running_at(self, at: datetime) -> AccessReasonQuerySet:
        return self.filter(stated_at__lte=at, expires_at__gt=at)
