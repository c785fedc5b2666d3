"""What left: one sending a request, with an exact copy."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models

from disclosures.models.requests import SEALED, DisclosureItem, DisclosureRequest
from disclosures.models.steps import Authority
from policy.vocabulary import SHAREABLE
from vault.fields import SealedJSONField, SealedTextField
from vault.models import SealedModel


class SentDisclosure(SealedModel):
    """The one sending of a request. ``letter`` is its heading; the passages are :class:`SentItem` rows."""

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        (
            "id",
            "folder_id",
            "request",
            "sent_at",
            "sent_by",
            "channel",
            "agency",
            "authority",
            "bound_to",
            "policy_version",
        ),
        "internal",
    )

    class Channel(models.TextChoices):
        HANDED_OVER = "handed-over", "Handed over in person"
        POSTED = "posted", "Posted as a letter"
        PHONED = "phoned", "Told by phone"
        SECURE_EMAIL = "secure-email", "Secure e-mail, sent by me"

    request = models.OneToOneField(DisclosureRequest, on_delete=models.CASCADE, related_name="sent")
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=14, choices=Channel.choices)
    agency = models.ForeignKey("casework.Agency", on_delete=models.PROTECT, related_name="+")
    authority = models.ForeignKey(Authority, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    bound_to = models.BinaryField()
    policy_version = models.CharField(max_length=80)
    letter = SealedJSONField(label="disclosures.sent.letter", compartment=SEALED)
    channel_note = SealedTextField(label="disclosures.sent.channel_note", compartment=SEALED, blank=True)
    why_not_followed = SealedTextField(label="disclosures.sent.why_not_followed", compartment=SEALED, blank=True)

    class Meta:
        ordering = ("-sent_at",)

    def __str__(self) -> str:
        return f"sending of {self.request_id}"


class SentItem(SealedModel):
    """The exact words of one item as they left."""

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        ("id", "folder_id", "sent", "item", "position", "category"), "internal"
    )

    sent = models.ForeignKey(SentDisclosure, on_delete=models.CASCADE, related_name="items")
    item = models.ForeignKey(DisclosureItem, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()
    category = models.CharField(max_length=20, choices=[(c.value, c.value) for c in SHAREABLE])
    passage = SealedTextField(label="disclosures.sent_item.passage", compartment_from="category")

    class Meta:
        ordering = ("position",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sent", "position"], name="sent_item_position_once"),
        ]

    def __str__(self) -> str:
        return f"item {self.position} of {self.sent_id}"


class ReliedLine(models.Model):
    """A consent line that a sending relied on."""

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(("id", "sent", "line"), "internal")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    sent = models.ForeignKey(SentDisclosure, on_delete=models.CASCADE, related_name="relied_on")
    line = models.ForeignKey("consent.ConsentLine", on_delete=models.CASCADE, related_name="relied_on")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sent", "line"], name="line_relied_on_once"),
        ]

    def __str__(self) -> str:
        return f"{self.sent_id} relied on {self.line_id}"
