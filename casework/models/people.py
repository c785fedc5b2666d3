"""The people a charity serves, and how they are related."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from vault.fields import SealedDateField, SealedTextField
from vault.models import SealedModel


class ServiceUser(SealedModel):
    """A person who uses the service. Who they are and how to reach them is sealed in their folder.

    ``person_role`` is one of the words the policy has for it (child, parent, carer …); each of
    them has a file and consents of their own (PIAS-FN-1).
    """

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        ("id", "folder_id", "person_role", "birth_date_estimated", "language", "version"), "internal"
    )

    given_name = SealedTextField(label="casework.person.given_name", compartment="identity")
    family_name = SealedTextField(label="casework.person.family_name", compartment="identity", blank=True, default="")
    known_as = SealedTextField(label="casework.person.known_as", compartment="identity", blank=True, default="")
    pronouns = SealedTextField(label="casework.person.pronouns", compartment="identity", blank=True, default="")
    birth_date = SealedDateField(label="casework.person.birth_date", compartment="identity", null=True, blank=True)
    birth_date_estimated = models.BooleanField(default=False)
    address = SealedTextField(label="casework.person.address", compartment="contact", blank=True, default="")
    phone = SealedTextField(label="casework.person.phone", compartment="contact", blank=True, default="")
    email = SealedTextField(label="casework.person.email", compartment="contact", blank=True, default="")
    safe_contact = SealedTextField(label="casework.person.safe_contact", compartment="contact", blank=True, default="")
    person_role = models.CharField(max_length=40)
    language = models.CharField(max_length=40, default="English")
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords(cascade_delete_history=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["folder_id"], name="person_has_one_folder"),
        ]

    def __str__(self) -> str:
        return f"person {self.pk}"


class Relation(SealedModel):
    """Somebody in a person's life, written in that person's file alone.

    It gives no right to anything. ``other`` is set when the somebody has a file too; nothing of
    it shows on the other's side, so that former partners leave no trace in each other's file.
    """

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        ("id", "folder_id", "case_file", "other", "recorded_by", "recorded_at", "ended_at"), "internal"
    )

    case_file = models.ForeignKey("casework.CaseFile", on_delete=models.CASCADE, related_name="relations")
    other = models.ForeignKey(
        "casework.CaseFile", null=True, blank=True, on_delete=models.SET_NULL, related_name="related_from"
    )
    name = SealedTextField(label="casework.relation.name", compartment="family", blank=True, default="")
    kind = SealedTextField(label="casework.relation.kind", compartment="family")
    note = SealedTextField(label="casework.relation.note", compartment="family", blank=True, default="")
    recorded_by = models.ForeignKey("casework.Worker", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(other__isnull=True) | ~Q(other=F("case_file")), name="relation_is_to_another"
            ),
        ]

    def __str__(self) -> str:
        return f"relation {self.pk}"
