"""The person's own screen: a browser that holds no worker's session and one folder at most."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from casework.models.files import CaseFile
from casework.models.workers import Worker
from casework.querysets.screens import OwnScreenQuerySet


class ScreenPurpose(models.TextChoices):
    VIEWING = "viewing", "Reading one's own file"
    SIGNING = "signing", "Signing"


class ScreenEnd(models.TextChoices):
    """Who or what ended a screen."""

    SUPERVISOR = "supervisor", "Ended by the supervisor"
    PERSON = "person", "Ended by the person"
    IDLE = "idle", "Left alone too long"
    TIME_UP = "time-up", "The booked time was over"
    UNUSED = "unused", "The code was never used"


class OwnScreen(models.Model):
    """One session of a person's own screen, opened by a worker with a one-use code.

    Codes and cookies are kept as keyed hashes only. ``folder_id`` is the one folder it may open.
    ``label`` is the part of a code that says which screen is meant; it is no secret, and ``tries``
    counts what was typed after it, so that nobody guesses the rest.
    """

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        (
            "id", "purpose", "case_file", "folder_id", "opened_by", "opened_at", "label", "tries", "code_hash",
            "code_expires_at",
            "cookie_hash", "entered_at", "last_seen_at", "ends_at", "ended_at", "ended_how", "ended_by",
        ),
        "internal",
    )  # fmt: skip

    actor_kind = "own-screen"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    purpose = models.CharField(max_length=8, choices=ScreenPurpose.choices)
    case_file = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="own_screens")
    folder_id = models.UUIDField()
    opened_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    label = models.CharField(max_length=3, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    code_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    code_expires_at = models.DateTimeField()
    cookie_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    entered_at = models.DateTimeField(null=True, blank=True)
    last_seen_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_how = models.CharField(max_length=12, choices=ScreenEnd.choices, blank=True)
    ended_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = OwnScreenQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("opened_at")), name="screen_ends_after_it_opens"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_how="")
                | (Q(ended_at__isnull=False, ended_at__gte=F("opened_at")) & ~Q(ended_how="")),
                name="screen_end_says_how",
            ),
            models.CheckConstraint(
                condition=Q(entered_at__isnull=True, cookie_hash__isnull=True)
                | Q(entered_at__isnull=False, code_hash__isnull=True),
                name="screen_code_is_spent_on_entry",
            ),
            models.UniqueConstraint(
                fields=["label"],
                condition=Q(entered_at__isnull=True, ended_at__isnull=True) & ~Q(label=""),
                name="screen_label_waits_once",
            ),
        ]

    def __str__(self) -> str:
        return f"own screen {self.pk}"

    @property
    def actor_id(self) -> str:
        return str(self.pk)
