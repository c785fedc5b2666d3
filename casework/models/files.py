"""The case file, who works on it, and why somebody else looked."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from guardian.models import UserObjectPermissionBase
from simple_history.models import HistoricalRecords

from casework.models.people import ServiceUser
from casework.models.workers import Team, Worker
from casework.querysets.files import AccessReasonQuerySet, AssignmentQuerySet, CaseFileQuerySet
from vault.fields import SealedTextField
from vault.models import SealedModel


class FileStatus(models.TextChoices):
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


class DuplicateCheck(models.TextChoices):
    """Whether a manager has still to say that this is not somebody already known (DEF-32)."""

    CLEAR = "clear", "No other file found"
    WAITING = "waiting", "Waiting for a manager"
    DIFFERENT = "different", "Checked: a different person"
    SAME = "same", "Checked: the same person"


class CameBy(models.TextChoices):
    """Who made the first contact."""

    SELF = "self", "The person themselves"
    FAMILY = "family", "Family or a friend"
    AGENCY = "agency", "Another agency"
    OUTREACH = "outreach", "Our own outreach"


class Need(models.TextChoices):
    """The main need in one word, coarse enough for figures."""

    SAFETY = "safety", "Safety"
    HOUSING = "housing", "Housing"
    HEALTH = "health", "Health"
    MONEY = "money", "Money"
    FAMILY = "family", "Family and contact"
    WORK = "work", "Work and learning"
    OTHER = "other", "Something else"


class CaseFile(SealedModel):
    """Everything the charity holds about one person, under one folder's keys (NF-4.5).

    Its row is the aggregate's one lock. ``person_id`` is the human being the file is about, the
    same as a worker's where the person also works here. ``last_used_on`` moves with declared
    uses only.
    """

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        (
            "id", "folder_id", "reference", "service_user", "person_id", "team", "status", "opened_at", "opened_by",
            "closed_at", "last_used_on", "duplicate_check", "came_by", "referred_by", "area", "main_need",
            "policy_explained_at", "policy_explained_by", "policy_explained_in",
        ),
        "internal",
    )  # fmt: skip

    reference = models.CharField(max_length=20, unique=True, editable=False)
    service_user = models.OneToOneField(ServiceUser, on_delete=models.PROTECT, related_name="case_file")
    person_id = models.UUIDField(default=uuid4, db_index=True)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="case_files")
    status = models.CharField(max_length=8, choices=FileStatus.choices, default=FileStatus.OPEN)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    last_used_on = models.DateField()
    duplicate_check = models.CharField(max_length=12, choices=DuplicateCheck.choices, default=DuplicateCheck.CLEAR)
    came_by = models.CharField(max_length=12, choices=CameBy.choices)
    referred_by = models.ForeignKey(
        "casework.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="referred_files"
    )
    area = models.CharField(max_length=40, blank=True)
    main_need = models.CharField(max_length=12, choices=Need.choices, default=Need.OTHER)
    policy_explained_at = models.DateTimeField(null=True, blank=True)
    policy_explained_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    policy_explained_in = models.CharField(max_length=40, blank=True)

    objects = CaseFileQuerySet.as_manager()
    history = HistoricalRecords(cascade_delete_history=True)

    class Meta:
        permissions: ClassVar = [("open_assigned_file", "May open the file as its assigned worker")]
        indexes: ClassVar = [
            models.Index(fields=["team", "-opened_at", "-id"], name="file_newest_by_team"),
            models.Index(fields=["-opened_at", "-id"], name="file_newest"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["folder_id"], name="file_has_one_folder"),
            models.CheckConstraint(
                condition=Q(status=FileStatus.OPEN, closed_at__isnull=True)
                | Q(status=FileStatus.CLOSED, closed_at__isnull=False, closed_at__gte=F("opened_at")),
                name="file_closed_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(policy_explained_at__isnull=True)
                | (Q(policy_explained_by__isnull=False) & ~Q(policy_explained_in="")),
                name="file_explained_by_whom_and_in_what_language",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_open(self) -> bool:
        return self.status == FileStatus.OPEN


class CaseFileUserObjectPermission(UserObjectPermissionBase):
    """Guardian's grant on a file, with a real foreign key so that it cannot outlive the file."""

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(("id", "permission", "user", "content_object"), "internal")

    content_object = models.ForeignKey(CaseFile, on_delete=models.CASCADE)

    def __str__(self) -> str:
        return f"grant on {self.content_object_id}"


class Assignment(models.Model):
    """A worker's responsibility for a file, from ``started_at`` up to ``ended_at``.

    ``as_volunteer``: made while the worker was a volunteer, so the volunteer rules go with it.
    ``suspended_at``: standing still because what it rested on has moved (leave entered later).
    ``file_opened_at`` repeats the file's own, so that one index serves a worker's list.
    """

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        (
            "id", "case_file", "worker", "assigned_by", "as_volunteer", "reason", "started_at", "ended_at", "ended_by",
            "end_reason", "suspended_at", "file_opened_at",
        ),
        "internal",
    )  # fmt: skip

    class Reason(models.TextChoices):
        """Why, in words that say nothing about the person."""

        INTAKE = "intake", "Opened the file"
        ALLOCATED = "allocated", "Allocated"
        COVER = "cover", "Covering for a colleague"
        HANDOVER = "handover", "Taking over"
        ENDED = "ended", "Work finished"
        REASSIGNED = "reassigned", "Reassigned"
        LEFT = "left", "Left the charity"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case_file = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="assignments")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="assignments")
    assigned_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    as_volunteer = models.BooleanField(default=False)
    reason = models.CharField(max_length=12, choices=Reason.choices, default=Reason.ALLOCATED)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    end_reason = models.CharField(max_length=12, choices=Reason.choices, blank=True)
    suspended_at = models.DateTimeField(null=True, blank=True)
    file_opened_at = models.DateTimeField()

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ("started_at",)
        indexes: ClassVar = [
            models.Index(fields=["worker", "-file_opened_at", "case_file"], name="assignment_newest_by_worker")
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
                name="assignment_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, end_reason="") | (Q(ended_at__isnull=False) & ~Q(end_reason="")),
                name="assignment_end_has_a_reason",
            ),
            models.UniqueConstraint(
                fields=["case_file", "worker"], condition=Q(ended_at__isnull=True), name="assignment_live_once"
            ),
        ]

    def __str__(self) -> str:
        return f"assignment {self.pk}"


class AccessReason(SealedModel):
    """Why somebody outside a file's team opens it; stated before anything is looked up (DEF-10).

    It is kept for every well-formed reference, also of a file that does not exist: then it is
    sealed in the worker's own folder. It holds until ``expires_at``.
    """

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        ("id", "folder_id", "worker", "reference", "stated_at", "expires_at"), "internal"
    )

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="access_reasons")
    reference = models.CharField(max_length=20, blank=True)
    reason = SealedTextField(label="casework.access_reason.reason", compartment="access")
    stated_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    objects = AccessReasonQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["worker", "reference", "-expires_at"], name="access_reason_live")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("stated_at")), name="access_reason_expires_later")
        ]

    def __str__(self) -> str:
        return f"reason for {self.reference}"


class ReferenceCounter(models.Model):
    """The last number given out of a series; numbers only ever go up, so none is used twice."""

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(("id", "series", "last"), "internal")

    series = models.CharField(max_length=16, unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.series} {self.last}"
