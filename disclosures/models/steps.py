"""What is recorded on the way: advice, authority, telling the person, people spoken to."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from disclosures.models.requests import SEALED, DisclosureRequest
from policy.profile.values import InformException, RecordLine
from policy.rules.disclosure import Told
from vault.fields import SealedTextField
from vault.models import SealedModel


class AdviceRecord(SealedModel):
    """Advice given and written down by somebody the policy looks to for it (NF-1.4)."""

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        ("id", "folder_id", "request", "adviser", "given_at", "recorded_at", "advises"), "internal"
    )

    class Advises(models.TextChoices):
        SHARE = "share", "Share it"
        SHARE_LESS = "share-less", "Share less of it"
        WAIT = "wait", "Wait"
        KEEP = "keep", "Do not share it"

    request = models.ForeignKey(DisclosureRequest, on_delete=models.CASCADE, related_name="advice")
    adviser = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    advises = models.CharField(max_length=12, choices=Advises.choices)
    given_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    advice = SealedTextField(label="disclosures.advice.advice", compartment=SEALED)

    class Meta:
        ordering = ("recorded_at",)

    def __str__(self) -> str:
        return f"advice on {self.request_id}"

    @property
    def is_against(self) -> bool:
        """Whether sending as it stands would go against it."""
        return self.advises in (self.Advises.WAIT, self.Advises.KEEP)


class Authority(SealedModel):
    """A written answer of whoever the policy names, bound to exactly what would leave.

    People are compared, not accounts: the requester's person is repeated here so that the
    database itself refuses an approver who is the requester.
    """

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        (
            "id", "folder_id", "request", "granted", "decided_at", "decided_by", "decided_by_person",
            "requested_by_person",
            "standing_in_for", "bound_to", "voided_at", "policy_version",
        ),
        "internal",
    )  # fmt: skip

    request = models.ForeignKey(DisclosureRequest, on_delete=models.CASCADE, related_name="authorities")
    granted = models.BooleanField()
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_by_person = models.UUIDField()
    requested_by_person = models.UUIDField()
    standing_in_for = models.CharField(max_length=20, blank=True)
    bound_to = models.BinaryField()
    voided_at = models.DateTimeField(null=True, blank=True)
    policy_version = models.CharField(max_length=80)
    words = SealedTextField(label="disclosures.authority.words", compartment=SEALED)

    class Meta:
        ordering = ("decided_at",)
        verbose_name_plural = "authorities"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(decided_by_person=F("requested_by_person")), name="authoriser_is_not_requester"
            ),
            models.UniqueConstraint(
                fields=["request"], condition=Q(voided_at__isnull=True), name="one_authority_in_force"
            ),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True) | Q(voided_at__gte=F("decided_at")),
                name="authority_voided_after_it_was_given",
            ),
        ]

    def __str__(self) -> str:
        return f"authority on {self.request_id}"


class SubjectNotice(SealedModel):
    """Whether the person was told, how, or why not and when that is looked at again (NF-1.5)."""

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        (
            "id", "folder_id", "request", "outcome", "exception", "told_at", "concern_told", "recipient_told",
            "attempt_at", "look_again_on", "recorded_by", "recorded_at",
        ),
        "internal",
    )  # fmt: skip

    request = models.ForeignKey(DisclosureRequest, on_delete=models.CASCADE, related_name="notices")
    outcome = models.CharField(max_length=16, choices=[(t.value, t.value) for t in Told])
    told_at = models.DateTimeField(null=True, blank=True)
    concern_told = models.BooleanField(default=False)
    recipient_told = models.BooleanField(default=False)
    exception = models.CharField(max_length=20, blank=True, choices=[(e.value, e.value) for e in InformException])
    attempt_at = models.DateTimeField(null=True, blank=True)
    look_again_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    detail = SealedTextField(label="disclosures.notice.detail", compartment=SEALED, blank=True)

    class Meta:
        ordering = ("recorded_at",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(outcome=Told.TOLD.value, told_at__isnull=False, exception="")
                | ~Q(outcome=Told.TOLD.value) & Q(told_at__isnull=True),
                name="notice_told_or_why_not",
            ),
        ]

    def __str__(self) -> str:
        return f"telling about {self.request_id}"


class RecordedLine(SealedModel):
    """One line of the full notes: a person spoken to, advice, an action; "none" needs its reason (PACE-7)."""

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        ("id", "folder_id", "request", "kind", "none", "happened_at", "recorded_by", "recorded_at"), "internal"
    )

    request = models.ForeignKey(DisclosureRequest, on_delete=models.CASCADE, related_name="recorded_lines")
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in RecordLine])
    none = models.BooleanField(default=False)
    happened_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    words = SealedTextField(label="disclosures.line.words", compartment=SEALED)

    class Meta:
        ordering = ("happened_at", "recorded_at")

    def __str__(self) -> str:
        return f"{self.kind} line of {self.request_id}"
