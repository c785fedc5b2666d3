"""How far a worker's files reach at one moment, as the conditions of a query.

The policy decides the ways in (:func:`policy.rules.file_access.routes`); here each becomes one
branch. What shuts a file in spite of every way in (a bar, one's own file, a file held as a
volunteer who must still wait) is taken away inside each branch, so that a limit counts what is
left.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING
from uuid import UUID

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

if TYPE_CHECKING:
    from casework.models import Worker


@dataclass(frozen=True, slots=True)
class Reach:
    """The ways into files that one worker has, already decided. Empty: no file at all.

    ``reasoned``: files for which the worker's stated reason still runs. ``everywhere``: every
    file that nothing shuts, for a search that itself states a reason. ``permitted``: files the
    person let this worker see. ``shuts_volunteer``: files held as a volunteer stay shut.
    """

    worker_id: UUID
    person_id: UUID
    at: datetime
    team_ids: frozenset[UUID] = frozenset()
    assigned: bool = False
    reasoned: bool = False
    everywhere: bool = False
    permitted: frozenset[UUID] = frozenset()
    shuts_volunteer: bool = False

    def file_branches(self) -> list[Q]:
        """One condition on files a way in, each served by an index; assignments have a table of their own."""
        if self.everywhere:
            return [Q()]
        found = [Q(team_id=team_id) for team_id in sorted(self.team_ids)]
        if self.reasoned:
            found.append(Q(reference__in=self._reasons().values("reference")))
        if self.permitted:
            found.append(Q(pk__in=sorted(self.permitted)))
        return found

    def anything(self) -> Q:
        """All ways in as one condition; matches nothing where there is none."""
        branches = self.file_branches()
        if self.assigned and not self.everywhere:
            branches.append(Q(Exists(self.assignments().filter(case_file=OuterRef("pk")))))
        return reduce(or_, branches) if branches else Q(pk__in=[])

    def shut(self, file: str = "pk", person: str = "person_id") -> Q:
        """What no way in overcomes; ``file`` and ``person`` name the columns to compare."""
        matches = apps.get_model("casework", "BarMatch").objects.blocking().filter(person_id=self.person_id)
        condition = Q(**{person: self.person_id}) | Q(Exists(matches.filter(case_file=OuterRef(file))))
        if self.shuts_volunteer:
            held = self.assignments().filter(as_volunteer=True, case_file=OuterRef(file))
            condition |= Q(Exists(held))
        return condition

    def assignments(self) -> QuerySet:
        """The worker's live assignments."""
        return apps.get_model("casework", "Assignment").objects.live().filter(worker_id=self.worker_id)

    def _reasons(self) -> QuerySet:
        return apps.get_model("casework", "AccessReason").objects.running_at(self.at).filter(worker_id=self.worker_id)


ReachOf = Callable[["Worker", datetime, bool], Reach]
_asked: list[ReachOf] = []


def answers_reach(function: ReachOf) -> ReachOf:
    """Let the decisions floor say how far a worker reaches; querysets stand below it and may not ask."""
    _asked[:] = [function]
    return function


def reach_of(worker: Worker, at: datetime, *, everywhere: bool = False) -> Reach:
    """How far a worker reaches now.

    :raises LookupError: while nobody has been registered to answer.
    """
    if not _asked:
        raise LookupError("nobody answers how far a worker reaches")
    return _asked[0](worker, at, everywhere)
