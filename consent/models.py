"""Consent as the person gave it: a form with lines, never changed once signed."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from consent.querysets import ConsentFormQuerySet, ConsentLineQuerySet, InternalPermissionQuerySet
from policy.profile.values import ConsentMethod
from policy.rules.consent import FormKind, Presence, SignedBy
from policy.vocabulary import SHAREABLE
from vault.fields import SealedJSONField, SealedTextField
from vault.models import SealedModel

CATEGORY_CHOICES = [(c.value, c.value) for c in SHAREABLE]
SEALED = "consent"


class ConsentForm(SealedModel):
    """One form: what may be shared, as it was explained, asked and signed.

    While it is being written ``draft`` holds what was typed, whole. Signing writes the lines and
    the rest; after that database triggers refuse every change, and what happens later is a record of
    its own (:class:`Withdrawal`, :class:`LineUse`). Codes and dates are plain, the words are sealed.
    """

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        (
            "id", "folder_id", "case_file", "number", "kind", "version", "recorded_by", "created_at", "saved_at",
            "discarded_at", "replaces", "policy_version", "method", "signed_at", "signed_on", "signed_by", "presence",
            "parents_disagree", "explained", "freely_given",
        ),
        "internal",
    )  # fmt: skip

    case_file = models.ForeignKey("casework.CaseFile", on_delete=models.CASCADE, related_name="consent_forms")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=16, choices=[(k.value, k.value) for k in FormKind])
    version = models.PositiveIntegerField(default=1)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    discarded_at = models.DateTimeField(null=True, blank=True)
    replaces = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="replaced_by")
    policy_version = models.CharField(max_length=80, blank=True)

    method = models.CharField(max_length=12, blank=True, choices=[(m.value, m.value) for m in ConsentMethod])
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    signed_by = models.CharField(max_length=16, blank=True, choices=[(s.value, s.value) for s in SignedBy])
    presence = models.CharField(max_length=20, blank=True, choices=[(p.value, p.value) for p in Presence])
    parents_disagree = models.BooleanField(default=False)
    explained = models.BooleanField(default=False)
    freely_given = models.BooleanField(null=True, blank=True)

    draft = SealedJSONField(label="consent.form.draft", compartment=SEALED, null=True, blank=True)
    signatory = SealedTextField(label="consent.form.signatory", compartment=SEALED, blank=True)
    supporter = SealedTextField(label="consent.form.supporter", compartment=SEALED, blank=True)
    language = SealedTextField(label="consent.form.language", compartment=SEALED, blank=True)
    written_record = SealedTextField(label="consent.form.written_record", compartment=SEALED, blank=True)
    wording = SealedTextField(label="consent.form.wording", compartment=SEALED, blank=True)

    objects = ConsentFormQuerySet.as_manager()

    class Meta:
        ordering = ("-number",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case_file", "number"], name="consent_number_once_a_file"),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True) | Q(signed_on__isnull=False, discarded_at__isnull=True),
                name="consent_signed_has_a_day_and_stays",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """The file's reference and the form's number: ``NF-26-0007-C1``."""
        return f"{self.case_file.reference}-C{self.number}"

    @property
    def is_draft(self) -> bool:
        return self.signed_at is None and self.discarded_at is None

    @property
    def is_signed(self) -> bool:
        return self.signed_at is not None


class ConsentLine(SealedModel):
    """One answer: this agency, this kind of information, for this, until then: yes or no."""

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        (
            "id", "folder_id", "form", "position", "agency", "category", "agreed", "until_on", "single_use",
            "outlasts_file",
        ),
        "internal",
    )  # fmt: skip

    form = models.ForeignKey(ConsentForm, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    agency = models.ForeignKey("casework.Agency", on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=20, choices=CATEGORY_CHOICES)
    agreed = models.BooleanField()
    until_on = models.DateField(null=True, blank=True)
    single_use = models.BooleanField(default=False)
    outlasts_file = models.BooleanField(default=False)
    purpose = SealedTextField(label="consent.line.purpose", compartment=SEALED, blank=True)
    circumstances = SealedTextField(label="consent.line.circumstances", compartment=SEALED, blank=True)

    objects = ConsentLineQuerySet.as_manager()

    class Meta:
        ordering = ("position",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["form", "position"], name="consent_line_position_once"),
            models.CheckConstraint(
                condition=Q(category__in=[c.value for c in SHAREABLE]), name="consent_line_category_shareable"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form_id} line {self.position}"


class UnderstandingAssessment(SealedModel):
    """Whether one young person understands this one decision; a standing label is never enough."""

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        ("id", "folder_id", "form", "understands", "assessed_on", "assessed_by"), "internal"
    )

    form = models.OneToOneField(ConsentForm, on_delete=models.CASCADE, related_name="understanding")
    understands = models.BooleanField()
    assessed_on = models.DateField()
    assessed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    basis = SealedTextField(label="consent.understanding.basis", compartment=SEALED)
    help_tried = SealedTextField(label="consent.understanding.help_tried", compartment=SEALED, blank=True)

    def __str__(self) -> str:
        return f"understanding for {self.form_id}"


class Withdrawal(SealedModel):
    """A form, or a single line of it, taken back. It works from ``withdrawn_at``, at once."""

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        ("id", "folder_id", "form", "line", "withdrawn_at", "recorded_by", "because"), "internal"
    )

    class Because(models.TextChoices):
        ASKED = "asked", "the person asked"
        REPLACED = "replaced", "a newer form took its place"

    form = models.ForeignKey(ConsentForm, on_delete=models.CASCADE, related_name="withdrawals")
    line = models.ForeignKey(ConsentLine, null=True, blank=True, on_delete=models.CASCADE, related_name="withdrawals")
    withdrawn_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    because = models.CharField(max_length=10, choices=Because.choices, default=Because.ASKED)
    words = SealedTextField(label="consent.withdrawal.words", compartment=SEALED, blank=True)

    class Meta:
        ordering = ("withdrawn_at",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["form"], condition=Q(line__isnull=True), name="consent_form_withdrawn_once"
            ),
            models.UniqueConstraint(
                fields=["line"], condition=Q(line__isnull=False), name="consent_line_withdrawn_once"
            ),
        ]

    def __str__(self) -> str:
        return f"withdrawal of {self.line_id or self.form_id}"


class LineUse(models.Model):
    """A single-use line was spent on one sending; the database keeps it to one."""

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(("id", "line", "used_at", "used_for"), "internal")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    line = models.OneToOneField(ConsentLine, on_delete=models.CASCADE, related_name="use")
    used_at = models.DateTimeField()
    used_for = models.UUIDField()

    def __str__(self) -> str:
        return f"use of {self.line_id}"


class InternalPermission(SealedModel):
    """The person freely lets one named colleague know all of the file or chosen entries (PACE-5)."""

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        (
            "id", "folder_id", "case_file", "number", "colleague", "whole_file", "given_on", "recorded_by",
            "created_at", "freely_given", "withdrawn_at", "withdrawn_by",
        ),
        "internal",
    )  # fmt: skip

    case_file = models.ForeignKey("casework.CaseFile", on_delete=models.CASCADE, related_name="internal_permissions")
    number = models.PositiveIntegerField()
    colleague = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    whole_file = models.BooleanField(default=False)
    given_on = models.DateField()
    freely_given = models.BooleanField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    words = SealedTextField(label="consent.internal.words", compartment=SEALED)

    objects = InternalPermissionQuerySet.as_manager()

    class Meta:
        ordering = ("-number",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case_file", "number"], name="internal_permission_number_once"),
            models.UniqueConstraint(
                fields=["case_file", "colleague"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_internal_permission_a_colleague",
            ),
            models.CheckConstraint(condition=Q(freely_given=True), name="internal_permission_freely_given"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("created_at")),
                name="internal_permission_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        return f"{self.case_file.reference}-P{self.number}"


class PermittedEntry(models.Model):
    """One entry of the file that an internal permission covers."""

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(("id", "permission", "note"), "internal")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    permission = models.ForeignKey(InternalPermission, on_delete=models.CASCADE, related_name="entries")
    note = models.ForeignKey("casework.CaseNote", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["permission", "note"], name="entry_permitted_once"),
        ]

    def __str__(self) -> str:
        return f"{self.permission_id} covers {self.note_id}"
