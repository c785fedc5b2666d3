"""Consent as the person gave it: a form with lines, never changed once signed."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from consent.querysets import ConsentFormQuerySet, ConsentLineQuerySet, InternalPermissionQuerySet
from policy.vocabulary import SHAREABLE
from vault.fields import SealedTextField
from vault.models import SealedModel

CATEGORY_CHOICES = [(c.value, c.value) for c in SHAREABLE]
SEALED = "consent"


class ConsentForm(SealedModel):
    """One form: what may be shared, as it was explained, asked and signed.

    A draft until ``signed_at`` is set; after that database triggers refuse every change, and what
    happens later is a record of its own (:class:`Withdrawal`, :class:`LineUse`). Codes and dates are
    plain because rules weigh them before any key opens; everything written by or about the person
    is sealed.
    """

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        (
            "case_file", "number", "version", "recorded_by", "created_at", "discarded_at", "policy_version",
            "method", "asked_on", "signed_at", "signed_on", "capacity", "presence", "replaces",
            "exceptions_explained", "freely_given", "sharing_encouraged", "shares_nothing",
        ),
        "internal",
    )  # fmt: skip

    case_file = models.ForeignKey("casework.CaseFile", on_delete=models.CASCADE, related_name="consent_forms")
    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    discarded_at = models.DateTimeField(null=True, blank=True)
    replaces = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="replaced_by")
    policy_version = models.CharField(max_length=80, blank=True)

    method = models.CharField(max_length=20, blank=True)
    asked_on = models.DateField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    capacity = models.CharField(max_length=20, blank=True)
    presence = models.CharField(max_length=20, blank=True)
    exceptions_explained = models.BooleanField(default=False)
    freely_given = models.BooleanField(default=False)
    sharing_encouraged = models.CharField(max_length=20, blank=True)
    shares_nothing = models.BooleanField(default=False)

    signatory = SealedTextField(label="consent.form.signatory", compartment=SEALED)
    companion = SealedTextField(label="consent.form.companion", compartment=SEALED)
    interpreter = SealedTextField(label="consent.form.interpreter", compartment=SEALED)
    language = SealedTextField(label="consent.form.language", compartment=SEALED)
    own_words = SealedTextField(label="consent.form.own_words", compartment=SEALED)
    wording = SealedTextField(label="consent.form.wording", compartment=SEALED)

    objects = ConsentFormQuerySet.as_manager()

    class Meta:
        ordering = ("-number",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case_file", "number"], name="consent_number_once_a_file"),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True) | Q(signed_on__isnull=False, discarded_at__isnull=True),
                name="consent_signed_has_date_and_stays",
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True) | ~Q(method="") & ~Q(capacity="") & ~Q(presence=""),
                name="consent_signed_is_complete",
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


class ConsentLine(SealedModel):
    """One answer: this agency, this kind of information, for this, until then: yes or no."""

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        ("form", "position", "agency", "category", "agreed", "until_on", "single_use", "outlasts_file"), "internal"
    )

    form = models.ForeignKey(ConsentForm, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    agency = models.ForeignKey("casework.Agency", on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=20, choices=CATEGORY_CHOICES)
    agreed = models.BooleanField()
    until_on = models.DateField(null=True, blank=True)
    single_use = models.BooleanField(default=False)
    outlasts_file = models.BooleanField(default=False)
    purpose = SealedTextField(label="consent.line.purpose", compartment=SEALED)
    circumstances = SealedTextField(label="consent.line.circumstances", compartment=SEALED)
    why = SealedTextField(label="consent.line.why", compartment=SEALED)

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
        ("form", "understands", "assessed_on", "assessed_by"), "internal"
    )

    form = models.OneToOneField(ConsentForm, on_delete=models.CASCADE, related_name="understanding")
    understands = models.BooleanField()
    assessed_on = models.DateField()
    assessed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    basis = SealedTextField(label="consent.understanding.basis", compartment=SEALED)
    help_tried = SealedTextField(label="consent.understanding.help_tried", compartment=SEALED)

    def __str__(self) -> str:
        return f"understanding for {self.form_id}"


class Withdrawal(SealedModel):
    """A form, or a single line of it, taken back. It works from ``withdrawn_at``, at once."""

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        ("form", "line", "withdrawn_at", "recorded_by", "because"), "internal"
    )

    class Because(models.TextChoices):
        ASKED = "asked", "the person asked"
        REPLACED = "replaced", "a newer form took its place"

    form = models.ForeignKey(ConsentForm, on_delete=models.CASCADE, related_name="withdrawals")
    line = models.ForeignKey(ConsentLine, null=True, blank=True, on_delete=models.CASCADE, related_name="withdrawals")
    withdrawn_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    because = models.CharField(max_length=10, choices=Because.choices, default=Because.ASKED)
    how = SealedTextField(label="consent.withdrawal.how", compartment=SEALED)

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
        ("case_file", "number", "colleague", "whole_file", "method", "given_on", "recorded_by", "created_at",
         "freely_given", "withdrawn_at", "withdrawn_by"), "internal",
    )  # fmt: skip

    case_file = models.ForeignKey("casework.CaseFile", on_delete=models.CASCADE, related_name="internal_permissions")
    number = models.PositiveIntegerField()
    colleague = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    whole_file = models.BooleanField(default=False)
    method = models.CharField(max_length=20)
    given_on = models.DateField()
    freely_given = models.BooleanField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    wording = SealedTextField(label="consent.internal.wording", compartment=SEALED)

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


def review_due(signed_on: date, months: int) -> date:
    """The UK civil date on which a consent is due for review (DEF-4); it stays valid until someone ends it."""
    from policy.calendar import add_months_civil  # noqa: PLC0415

    return add_months_civil(signed_on, months)
