"""One booked, supervised reading of a person's own file."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from casework.models import CaseFile
from policy.vocabulary import Category
from records_access.models.requests import AccessRequest
from records_access.querysets import ViewingQuerySet
from records_access.querysets.viewings import RUNNING
from vault.fields import SealedTextField
from vault.models import SealedModel


class ViewingStatus(models.TextChoices):
    """Where a viewing stands."""

    BOOKED = "booked", "Booked"
    LIVE = "live", "Under way"
    PAUSED = "paused", "Paused"
    ENDED = "ended", "Ended"
    CANCELLED = "cancelled", "Called off"


class EndedBecause(models.TextChoices):
    """What ended a viewing."""

    SUPERVISOR = "supervisor", "The supervisor ended it"
    PERSON = "person", "The person finished"
    TIME = "time", "The booked time was over"


class ViewingSession(SealedModel):
    """A supervised viewing (NF-2.2, NF-4.5): who supervises, where, from when until when.

    ``folder_id`` is the case file's folder; ``copy_folder_id`` is the viewing's own, under which
    the released copy is sealed when it begins and which is all the person's screen ever opens.
    ``as_at`` is the moment the copy was frozen. ``page_open`` is what the person has before them.
    """

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        (
            "id", "folder_id", "case_file", "request", "number", "reference", "copy_folder_id", "supervisor",
            "booked_from_at", "booked_until_at", "booked_by", "booked_at", "status", "began_at", "as_at",
            "pages", "entries_kept_back", "page_open", "paused_at", "ended_at", "ended_because", "ended_by",
            "called_off_at", "called_off_by_person",
        ),
        "internal",
    )  # fmt: skip

    case_file = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="viewings")
    request = models.ForeignKey(AccessRequest, on_delete=models.CASCADE, related_name="viewings")
    number = models.PositiveSmallIntegerField()
    reference = models.CharField(max_length=40, unique=True)
    copy_folder_id = models.UUIDField(unique=True)
    supervisor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    place = SealedTextField(label="records_access.viewing.place", compartment=Category.ACCESS.value)
    booked_from_at = models.DateTimeField()
    booked_until_at = models.DateTimeField()
    booked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    booked_at = models.DateTimeField()
    status = models.CharField(max_length=12, choices=ViewingStatus.choices, default=ViewingStatus.BOOKED)
    began_at = models.DateTimeField(null=True, blank=True)
    as_at = models.DateTimeField(null=True, blank=True)
    pages = models.PositiveIntegerField(default=0)
    entries_kept_back = models.PositiveIntegerField(default=0)
    page_open = models.PositiveIntegerField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=12, choices=EndedBecause.choices, blank=True)
    ended_by = models.CharField(max_length=64, blank=True)
    called_off_at = models.DateTimeField(null=True, blank=True)
    called_off_by_person = models.BooleanField(default=False)

    objects = ViewingQuerySet.as_manager()

    class Meta:
        ordering = ("-booked_from_at",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case_file", "number"], name="viewing_number_once_a_file"),
            models.CheckConstraint(
                condition=Q(booked_until_at__gt=F("booked_from_at")), name="viewing_slot_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(began_at__isnull=False, ended_at__gte=F("began_at")),
                name="viewing_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(status__in=("booked", "cancelled"), began_at__isnull=True, ended_at__isnull=True)
                | Q(status__in=RUNNING, began_at__isnull=False, ended_at__isnull=True)
                | Q(status="ended", began_at__isnull=False, ended_at__isnull=False),
                name="viewing_status_agrees_with_its_times",
            ),
            models.UniqueConstraint(
                fields=["case_file"], condition=Q(status__in=RUNNING), name="one_live_viewing_a_file"
            ),
            models.UniqueConstraint(
                fields=["supervisor"], condition=Q(status__in=RUNNING), name="one_live_viewing_a_supervisor"
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def is_running_at(self, at: datetime) -> bool:
        """Whether it is under way, paused or not, and its booked time is not over."""
        return self.status in RUNNING and at < self.booked_until_at

    def is_readable_at(self, at: datetime) -> bool:
        """Whether the person may have a page before them at this moment."""
        return self.status == ViewingStatus.LIVE and at < self.booked_until_at
