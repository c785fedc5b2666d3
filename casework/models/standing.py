"""What a worker's access rests on: volunteering, leave, reviews, vetting, undertakings, nominations."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from casework.models.workers import Worker
from casework.querysets.workers import DatedQuerySet
from vault.fields import SealedTextField
from vault.models import SealedModel


class VolunteeringPeriod(models.Model):
    """One stretch of volunteering; ``ended_on`` is its last day.

    A new period starts its waiting time anew unless a manager records that the earlier one
    counts (DEF-11). A corrected start date keeps the old one in history.
    """

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        ("id", "worker", "started_on", "ended_on", "earlier_service_counts", "recorded_by", "recorded_at"), "internal"
    )

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="volunteering_periods")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    earlier_service_counts = models.BooleanField(default=False)
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = DatedQuerySet.as_manager()
    history = HistoricalRecords(cascade_delete_history=True)

    class Meta:
        ordering = ("started_on",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="volunteering_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["worker"], condition=Q(ended_on__isnull=True), name="volunteering_open_once"
            ),
        ]

    def __str__(self) -> str:
        return f"volunteering from {self.started_on}"


class Leave(models.Model):
    """Time away, which pauses the waiting months. Without ``ended_on`` its end is not known. No reason is kept."""

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        ("id", "worker", "started_on", "ended_on", "recorded_by", "recorded_at"), "internal"
    )

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="leaves")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ("started_on",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")), name="leave_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"leave from {self.started_on}"


class ReviewOutcome(models.TextChoices):
    SATISFACTORY = "satisfactory", "Satisfactory"
    UNSATISFACTORY = "unsatisfactory", "Not satisfactory"


class SatisfactoryReview(models.Model):
    """A named supervisor's dated record of how somebody's volunteering went."""

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        ("id", "worker", "reviewer", "reviewed_on", "outcome", "recorded_at"), "internal"
    )

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="reviews")
    reviewer = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="reviews_given")
    reviewed_on = models.DateField()
    outcome = models.CharField(max_length=16, choices=ReviewOutcome.choices)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("reviewed_on", "recorded_at")
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reviewer=F("worker")), name="review_never_of_oneself"),
            models.CheckConstraint(condition=Q(outcome__in=ReviewOutcome.values), name="review_outcome_known"),
        ]

    def __str__(self) -> str:
        return f"review on {self.reviewed_on}"


class VettingOutcome(models.TextChoices):
    APPLIED_FOR = "applied-for", "Applied for"
    CLEARED = "cleared", "Cleared"
    NOT_CLEARED = "not-cleared", "Not cleared"


class VettingCheck(SealedModel):
    """A criminal-record check. Its detail is sealed in the worker's own folder; the outcome is not (PRESTON-7)."""

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        ("id", "folder_id", "worker", "applied_on", "decided_on", "outcome", "recorded_by", "recorded_at"), "internal"
    )

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="vetting_checks")
    applied_on = models.DateField()
    decided_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=VettingOutcome.choices, default=VettingOutcome.APPLIED_FOR)
    detail = SealedTextField(label="casework.vetting.detail", compartment="vetting", blank=True, default="")
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("applied_on", "recorded_at")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True) | Q(decided_on__gte=F("applied_on")),
                name="vetting_decided_after_applied",
            ),
            models.CheckConstraint(
                condition=Q(outcome=VettingOutcome.APPLIED_FOR, decided_on__isnull=True)
                | Q(outcome__in=(VettingOutcome.CLEARED, VettingOutcome.NOT_CLEARED), decided_on__isnull=False),
                name="vetting_outcome_has_a_date",
            ),
            models.CheckConstraint(condition=~Q(recorded_by=F("worker")), name="vetting_never_of_oneself"),
        ]

    def __str__(self) -> str:
        return f"check of {self.applied_on}"


class Undertaking(models.Model):
    """A worker's signature under one adopted version of the policy."""

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        ("id", "worker", "policy", "typed_name", "witness", "signed_at"), "internal"
    )

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="undertakings")
    policy = models.ForeignKey("audit.AdoptedPolicy", on_delete=models.PROTECT, related_name="+")
    typed_name = models.CharField(max_length=120)
    witness = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ("signed_at",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["worker", "policy"], name="undertaking_signed_once_a_version"),
            models.CheckConstraint(
                condition=Q(witness__isnull=True) | ~Q(witness=F("worker")), name="undertaking_witness_is_another"
            ),
        ]

    def __str__(self) -> str:
        return f"undertaking signed {self.signed_at:%Y-%m-%d}"


class DeputyNomination(models.Model):
    """Who stands in for whom, between which days (both counted), never back-dated (DEF-20).

    ``by_board``: nominated by the board and not by the principal, which is what lets a deputy act
    where the principal is the subject.
    """

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        (
            "id", "principal", "deputy", "nominated_by", "by_board", "nominated_on", "started_on", "ended_on",
            "withdrawn_at", "recorded_at",
        ),
        "internal",
    )  # fmt: skip

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    principal = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="deputies")
    deputy = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="stands_in_for")
    nominated_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    by_board = models.BooleanField(default=False)
    nominated_on = models.DateField()
    started_on = models.DateField()
    ended_on = models.DateField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField()

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ("started_on",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(principal=F("deputy")), name="deputy_is_another"),
            models.CheckConstraint(condition=Q(ended_on__gte=F("started_on")), name="nomination_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(started_on__gte=F("nominated_on")), name="nomination_never_backdated"),
        ]

    def __str__(self) -> str:
        return f"nomination from {self.started_on} to {self.ended_on}"
