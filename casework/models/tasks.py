"""Things to be done, with words fixed by their kind so that none can carry a name."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q

from casework.models.files import CaseFile
from casework.models.workers import Worker
from casework.querysets.tasks import TaskQuerySet
from policy.vocabulary import Power


class TaskState(models.TextChoices):
    OPEN = "open", "To do"
    DONE = "done", "Done"
    CANCELLED = "cancelled", "No longer needed"


class Task(models.Model):
    """One thing for one worker, or for whoever holds a power.

    ``kind`` picks the words (:mod:`casework.taskkinds`); ``about`` is a reference or an id that the
    kind's page understands. A task about a file is hidden from everybody barred from it.
    ``not_for_person`` keeps a power's task from the human being whose own act or conduct it is about.
    """

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        (
            "id", "kind", "for_worker", "for_power", "not_for_person", "case_file", "about", "raised_at", "due_at",
            "state", "finished_at", "finished_by",
        ),
        "internal",
    )  # fmt: skip

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.SlugField(max_length=40)
    for_worker = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks")
    for_power = models.CharField(max_length=20, blank=True, choices=[(p.value, p.value) for p in Power])
    not_for_person = models.UUIDField(null=True, blank=True)
    case_file = models.ForeignKey(CaseFile, null=True, blank=True, on_delete=models.CASCADE, related_name="tasks")
    about = models.CharField(max_length=64, blank=True)
    raised_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=TaskState.choices, default=TaskState.OPEN)
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ("due_at", "raised_at")
        indexes: ClassVar = [
            models.Index(fields=["for_worker", "due_at"], condition=Q(state="open"), name="task_open_by_worker"),
            models.Index(fields=["for_power", "due_at"], condition=Q(state="open"), name="task_open_by_power"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(for_worker__isnull=False, for_power="") | (Q(for_worker__isnull=True) & ~Q(for_power="")),
                name="task_is_for_a_worker_or_a_power",
            ),
            models.CheckConstraint(
                condition=Q(state="open", finished_at__isnull=True) | (~Q(state="open") & Q(finished_at__isnull=False)),
                name="task_finished_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
