"""A person's request to see their own records."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from casework.models import CaseFile
from policy.vocabulary import Category
from records_access.querysets import AccessRequestQuerySet
from vault.fields import SealedTextField
from vault.models import SealedModel


class HowAsked(models.TextChoices):
    """How the request reached the charity."""

    IN_PERSON = "in-person", "In person"
    PHONE = "phone", "By phone"
    LETTER = "letter", "By letter"
    EMAIL = "email", "By email or text"
    ADVOCATE = "advocate", "Through an advocate or solicitor"


class IdentityCheck(models.TextChoices):
    """How the charity made sure who was asking (DEF-6)."""

    KNOWN = "known", "A worker who knows the person spoke with them"
    DOCUMENT = "document", "The person showed a document"
    SAFE_CONTACT = "safe-contact", "We rang or wrote back through a safe contact already on file"
    NOT_YET = "not-yet", "Not yet checked"


class RequestStatus(models.TextChoices):
    """Where a request stands."""

    OPEN = "open", "Open"
    MET = "met", "Met: the file was read"
    WITHDRAWN = "withdrawn", "Withdrawn by the person"


class AccessRequest(SealedModel):
    """A request to see one's own file, with the notice it gives (NF-2.2).

    ``received_at`` is when it reached the charity, as the recorder claims; ``recorded_at`` is
    when that was typed in. The notice runs from the first, and both are kept for good.
    """

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        (
            "id", "folder_id", "case_file", "number", "reference", "how_asked", "received_at", "recorded_at",
            "recorded_by", "identity_check", "status", "closed_at",
        ),
        "internal",
    )  # fmt: skip

    case_file = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="access_requests")
    number = models.PositiveSmallIntegerField()
    reference = models.CharField(max_length=40, unique=True)
    how_asked = models.CharField(max_length=20, choices=HowAsked.choices)
    received_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    identity_check = models.CharField(max_length=20, choices=IdentityCheck.choices)
    identity_note = SealedTextField(
        label="records_access.request.identity_note", compartment=Category.ACCESS.value, blank=True
    )
    safe_contact = SealedTextField(
        label="records_access.request.safe_contact", compartment=Category.ACCESS.value, blank=True
    )
    status = models.CharField(max_length=12, choices=RequestStatus.choices, default=RequestStatus.OPEN)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = AccessRequestQuerySet.as_manager()

    class Meta:
        ordering = ("-recorded_at",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case_file", "number"], name="request_number_once_a_file"),
            models.CheckConstraint(
                condition=Q(received_at__lte=F("recorded_at")), name="request_not_received_after_it_was_recorded"
            ),
            models.CheckConstraint(
                condition=Q(status="open", closed_at__isnull=True)
                | (~Q(status="open") & Q(closed_at__gte=F("received_at"))),
                name="request_closed_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_open(self) -> bool:
        """Whether it is neither met nor withdrawn."""
        return self.status == RequestStatus.OPEN
