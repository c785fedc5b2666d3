"""A request to share: to whom, what for, which items, on consent or on which ground."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from disclosures.querysets import DisclosureRequestQuerySet
from disclosures.states import State
from policy.rules.disclosure import Basis, Passing
from policy.vocabulary import SHAREABLE
from vault.fields import SealedJSONField, SealedTextField
from vault.models import SealedModel

SEALED = "disclosure"


class DisclosureRequest(SealedModel):
    """One thing to be shared with one agency. Who asked, when and how far it is are plain; the rest is sealed."""

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        (
            "id", "folder_id", "case_file", "number", "version", "agency", "basis", "passing", "risk_now", "state",
            "proposed_by", "begun_at",
            "proposed_at", "cancelled_at", "cancelled_by", "closed_at", "closed_by", "policy_version",
        ),
        "internal",
    )  # fmt: skip

    case_file = models.ForeignKey("casework.CaseFile", on_delete=models.CASCADE, related_name="disclosures")
    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)
    agency = models.ForeignKey("casework.Agency", on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(max_length=10, choices=[(b.value, b.value) for b in Basis], default=Basis.NEITHER.value)
    passing = models.CharField(
        max_length=12, choices=[(p.value, p.value) for p in Passing], default=Passing.DISCLOSURE.value
    )
    risk_now = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    proposed_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    policy_version = models.CharField(max_length=80)

    contact_name = SealedTextField(label="disclosures.request.contact_name", compartment=SEALED, blank=True)
    purpose = SealedTextField(label="disclosures.request.purpose", compartment=SEALED, blank=True)
    purpose_from = SealedTextField(label="disclosures.request.purpose_from", compartment=SEALED, blank=True)
    answers = SealedJSONField(label="disclosures.request.answers", compartment=SEALED, blank=True)
    cancel_reason = SealedTextField(label="disclosures.request.cancel_reason", compartment=SEALED, blank=True)

    objects = DisclosureRequestQuerySet.as_manager()

    class Meta:
        ordering = ("-begun_at",)
        indexes: ClassVar = [
            models.Index(fields=["state", "-begun_at"], name="disclosure_by_state"),
            models.Index(fields=["proposed_by", "-begun_at"], name="disclosure_by_requester"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case_file", "number"], name="disclosure_number_once_a_file"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="disclosure_state_known"),
            models.CheckConstraint(condition=Q(basis__in=[b.value for b in Basis]), name="disclosure_basis_known"),
            models.CheckConstraint(
                condition=Q(state__in=(State.DRAFT, State.CANCELLED)) | Q(proposed_at__isnull=False),
                name="disclosure_proposed_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state=State.CANCELLED, cancelled_at__isnull=False, cancelled_by__isnull=False)
                | ~Q(state=State.CANCELLED) & Q(cancelled_at__isnull=True),
                name="disclosure_cancelled_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(state=State.CLOSED, closed_at__isnull=False, closed_by__isnull=False)
                | ~Q(state=State.CLOSED) & Q(closed_at__isnull=True),
                name="disclosure_closed_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """The file's reference and the request's number: ``NF-26-0007-D1``."""
        return f"{self.case_file.reference}-D{self.number}"

    @property
    def rests_on_consent(self) -> bool:
        return self.basis == Basis.CONSENT.value


class ClaimedGround(SealedModel):
    """A circumstance of the policy that the worker relies on, with the facts it demands."""

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        ("id", "folder_id", "request", "slug", "position"), "internal"
    )

    request = models.ForeignKey(DisclosureRequest, on_delete=models.CASCADE, related_name="grounds")
    slug = models.SlugField(max_length=60)
    position = models.PositiveIntegerField()
    facts = SealedJSONField(label="disclosures.ground.facts", compartment=SEALED, blank=True)

    class Meta:
        ordering = ("position",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "slug"], name="ground_claimed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.slug} for {self.request_id}"


class DisclosureItem(SealedModel):
    """One passage or detail that is to leave, in the words it will leave in, and why it is needed.

    It is sealed in the compartment of its own category, so that whoever may see the file's
    disclosures does not thereby see what they may not see of the file.
    """

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        ("id", "folder_id", "request", "position", "category", "note", "person_field"), "internal"
    )

    request = models.ForeignKey(DisclosureRequest, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    category = models.CharField(max_length=20, choices=[(c.value, c.value) for c in SHAREABLE])
    note = models.ForeignKey("casework.CaseNote", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    person_field = models.CharField(max_length=20, blank=True)
    passage = SealedTextField(label="disclosures.item.passage", compartment_from="category")
    necessity = SealedTextField(label="disclosures.item.necessity", compartment=SEALED, blank=True)

    class Meta:
        ordering = ("position",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "position"], name="item_position_once"),
            models.CheckConstraint(
                condition=Q(category__in=[c.value for c in SHAREABLE]), name="item_category_shareable"
            ),
            models.CheckConstraint(
                condition=Q(note__isnull=False, person_field="") | Q(note__isnull=True) & ~Q(person_field=""),
                name="item_comes_from_one_place",
            ),
        ]

    def __str__(self) -> str:
        return f"item {self.position} of {self.request_id}"


class AccusedInRequest(models.Model):
    """A person who works here and is accused in the matter: learns nothing of it, decides nothing in it."""

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(("id", "request", "person_id"), "internal")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    request = models.ForeignKey(DisclosureRequest, on_delete=models.CASCADE, related_name="accused")
    person_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "person_id"], name="accused_once_a_request"),
        ]

    def __str__(self) -> str:
        return f"accused in {self.request_id}"
