"""Danger now: what was said to whom before anybody was asked, and who looked at it afterwards."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from disclosures.querysets import DangerAlarmQuerySet
from policy.rules.disclosure import DangerKind
from vault.fields import SealedTextField
from vault.models import SealedModel

SEALED = "disclosure"


class DangerAlarm(SealedModel):
    """One alarm, in a folder of its own: the file it may concern is linked later or never.

    A file the worker may open is linked at once. Otherwise what was typed stays sealed
    here and a manager links it, so that an alarm never tells anybody whether a file exists.
    """

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        (
            "id", "folder_id", "reference", "raised_by", "raised_by_person", "raised_at", "case_file", "linked_by",
            "linked_at",
            "link_wanted", "kind", "ground", "policy_version",
        ),
        "internal",
    )  # fmt: skip

    reference = models.CharField(max_length=20, unique=True, editable=False)
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    raised_by_person = models.UUIDField()
    raised_at = models.DateTimeField()
    case_file = models.ForeignKey(
        "casework.CaseFile", null=True, blank=True, on_delete=models.SET_NULL, related_name="alarms"
    )
    linked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    linked_at = models.DateTimeField(null=True, blank=True)
    link_wanted = models.BooleanField(default=False)
    kind = models.CharField(max_length=24, choices=[(k.value, k.value) for k in DangerKind])
    ground = models.SlugField(max_length=60, blank=True)
    policy_version = models.CharField(max_length=80)

    who_at_risk = SealedTextField(label="disclosures.alarm.who_at_risk", compartment=SEALED)
    happening = SealedTextField(label="disclosures.alarm.happening", compartment=SEALED)
    about = SealedTextField(label="disclosures.alarm.about", compartment=SEALED, blank=True)

    objects = DangerAlarmQuerySet.as_manager()

    class Meta:
        ordering = ("-raised_at",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["folder_id"], name="alarm_has_one_folder"),
        ]

    def __str__(self) -> str:
        return self.reference


class AlarmTold(SealedModel):
    """Somebody outside who was told, by phone or in writing, with the number they gave."""

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        ("id", "folder_id", "alarm", "whom", "channel", "told_at", "recorded_at", "recorded_by"), "internal"
    )

    class Whom(models.TextChoices):
        EMERGENCY_SERVICES = "emergency-services", "999: police, ambulance or fire"
        CHILDRENS_SOCIAL_CARE = "childrens-social-care", "Children’s social care"
        OTHER = "other", "Somebody else"

    class Channel(models.TextChoices):
        PHONED = "phoned", "I phoned"
        SENT = "sent", "I sent it in writing"
        SPOKE = "spoke", "I told them face to face"

    alarm = models.ForeignKey(DangerAlarm, on_delete=models.CASCADE, related_name="told")
    whom = models.CharField(max_length=24, choices=Whom.choices)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    told_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    whom_exactly = SealedTextField(label="disclosures.told.whom_exactly", compartment=SEALED, blank=True)
    their_number = SealedTextField(label="disclosures.told.their_number", compartment=SEALED, blank=True)
    said = SealedTextField(label="disclosures.told.said", compartment=SEALED, blank=True)

    class Meta:
        ordering = ("told_at",)

    def __str__(self) -> str:
        return f"told for {self.alarm_id}"


class KeptFromAlarm(models.Model):
    """A person who must not learn of the alarm: said to be the danger, or barred from the file meant."""

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(("id", "alarm", "person_id"), "internal")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    alarm = models.ForeignKey(DangerAlarm, on_delete=models.CASCADE, related_name="kept_from")
    person_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["alarm", "person_id"], name="kept_from_alarm_once"),
        ]

    def __str__(self) -> str:
        return f"kept from {self.alarm_id}"


class AlarmReview(SealedModel):
    """Another person's answer to what was done in an emergency."""

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        ("id", "folder_id", "alarm", "outcome", "reviewed_at", "reviewed_by", "reviewed_by_person", "raised_by_person"),
        "internal",
    )

    class Outcome(models.TextChoices):
        RIGHT = "right", "It was right to act"
        AUTHORITY_GIVEN = "authority-given", "Written authority is given"
        AUTHORITY_REFUSED = "authority-refused", "Authority would not have been given"
        MORE_TO_DO = "more-to-do", "More has to be done"

    alarm = models.OneToOneField(DangerAlarm, on_delete=models.CASCADE, related_name="review")
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    reviewed_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reviewed_by_person = models.UUIDField()
    raised_by_person = models.UUIDField()
    conclusion = SealedTextField(label="disclosures.alarm_review.conclusion", compartment=SEALED)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(reviewed_by_person=F("raised_by_person")), name="alarm_reviewed_by_another"
            ),
        ]

    def __str__(self) -> str:
        return f"review of {self.alarm_id}"
