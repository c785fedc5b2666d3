"""Who must not see a file, whatever their grants and rank."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q

from casework.models.files import CaseFile
from casework.models.workers import Worker
from casework.querysets.bars import BarMatchQuerySet, BarQuerySet
from vault.fields import SealedTextField
from vault.models import SealedModel


class BarKind(models.TextChoices):
    """Why somebody is kept out. Sealed at rest."""

    CONFLICT = "conflict", "Conflict of interest"
    ALLEGED = "alleged", "Said to have done harm"
    RELATIVE = "relative", "Relative"
    EX_PARTNER = "ex-partner", "Partner or former partner"
    OTHER = "other", "Another reason"


class Bar(SealedModel):
    """A name that must not see the file or learn of it: asked at intake, before any account exists.

    Name, kind and reason are sealed in the file's folder; the name is matched through the blind index.
    """

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        ("id", "folder_id", "case_file", "recorded_by", "recorded_at", "lifted_at", "lifted_by"), "internal"
    )

    case_file = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="bars")
    name = SealedTextField(label="casework.bar.name", compartment="restricted")
    kind = SealedTextField(label="casework.bar.kind", compartment="restricted")
    reason = SealedTextField(label="casework.bar.reason", compartment="restricted", blank=True, default="")
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = BarQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="bar_lifted_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"bar {self.pk}"


class MatchState(models.TextChoices):
    POSSIBLE = "possible", "Possible"
    CONFIRMED = "confirmed", "Confirmed"
    DISMISSED = "dismissed", "A different person"


class BarMatch(models.Model):
    """A bar and a worker who may be the person meant: the bare pair that SQL needs.

    A possible match blocks at once (fail closed) until an unconflicted manager decides. The
    human being is blocked (``person_id``), not one account.
    """

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        ("id", "bar", "case_file", "worker", "person_id", "state", "found_at", "decided_at", "decided_by"), "internal"
    )

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    bar = models.ForeignKey(Bar, on_delete=models.CASCADE, related_name="matches")
    case_file = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="bar_matches")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="bar_matches")
    person_id = models.UUIDField()
    state = models.CharField(max_length=10, choices=MatchState.choices, default=MatchState.POSSIBLE)
    found_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = BarMatchQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["person_id", "case_file"],
                condition=Q(state__in=(MatchState.POSSIBLE, MatchState.CONFIRMED)),
                name="bar_blocks_person",
            )
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["bar", "worker"], name="bar_matches_worker_once"),
            models.CheckConstraint(condition=Q(state__in=MatchState.values), name="bar_match_state_known"),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="bar_match_decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"match {self.pk}"
