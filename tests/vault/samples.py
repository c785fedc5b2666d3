"""Models for the vault's tests alone: in no installed app, so that no migration or house test sees them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from vault.fields import SealedDateField, SealedDateTimeField, SealedJSONField, SealedTextField
from vault.models import SealedModel

APP = "vault_samples"


class Tracked(SealedModel):
    """A sealed model with a history."""

    history = HistoricalRecords(
        inherit=True,
        app=APP,
        history_user_id_field=models.CharField(null=True, max_length=40),
        cascade_delete_history=True,
    )

    class Meta:
        abstract = True


class Note(Tracked):
    """One field of each kind; the body's compartment is chosen in the row."""

    field_classes: ClassVar[dict[str, str]] = {"reference": "internal", "category": "internal"}

    reference = models.CharField(max_length=20, blank=True)
    category = models.CharField(max_length=12, choices=[("notes", "Notes"), ("health", "Health")], default="notes")
    heading = SealedTextField(label="sample.note.heading", compartment="identity", max_length=40, blank=True)
    body = SealedTextField(label="sample.note.body", compartment_from="category")
    born_on = SealedDateField(label="sample.note.born_on", compartment="identity", null=True, blank=True)
    seen_at = SealedDateTimeField(label="sample.note.seen_at", compartment="identity", null=True, blank=True)
    details = SealedJSONField(label="sample.note.details", compartment="identity", null=True, blank=True)

    class Meta:
        app_label = APP

    def __str__(self) -> str:
        return self.reference


class Letter(SealedModel):
    """A second model, to move values to and from."""

    body = SealedTextField(label="sample.letter.body", compartment="notes")
    closing = SealedTextField(label="sample.letter.closing", compartment="notes", default="", blank=True)

    class Meta:
        app_label = APP

    def __str__(self) -> str:
        return str(self.pk)


SAMPLES: tuple[type[models.Model], ...] = (Note, Note.history.model, Letter)
EVERYTHING = ("identity", "notes", "health")
