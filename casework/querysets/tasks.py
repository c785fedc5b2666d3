"""Tasks in domain words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from policy.vocabulary import Power

if TYPE_CHECKING:
    from casework.models import Worker


class TaskQuerySet(models.QuerySet):
    """Things to be done."""

    def to_do(self) -> TaskQuerySet:
        return self.filter(state="open")

    def for_eyes_of(self, worker: Worker, powers: Iterable[Power]) -> TaskQuerySet:
        """A worker's own tasks and those of the powers held, less any about a file the person is barred from.

        What is about the worker's own person, or kept from it, is left out as well.
        """
        matches = apps.get_model("casework", "BarMatch").objects.blocking().filter(person_id=worker.person_id)
        mine = Q(for_worker=worker) | Q(for_power__in=[p.value for p in powers])
        return (
            self.filter(mine)
            .exclude(not_for_person=worker.person_id)
            .exclude(Q(case_file__isnull=False) & Q(case_file__person_id=worker.person_id))
            .exclude(Exists(matches.filter(case_file=OuterRef("case_file_id"))))
        )
