"""Model fields whose values lie in the database sealed.

Each field has a fixed ``label``, part of every seal: it must never change, not even when the
model is renamed. ``compartment`` names the key; ``compartment_from`` names a field of the same
row, with choices, that holds the compartment's name. An empty text is sealed like any other;
None is stored as NULL, which shows that there is no value. A field that joins a table later
must allow it: a migration has no key to seal a default for the rows that are there.

Reading gives the plain value while a decision has the compartment, or the record, open, and
``Sealed`` otherwise. Writing is assigning and saving the record; nothing else writes.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from vault.errors import PlainValueRefused
from vault.fieldbase import SealedField
from vault.frozen import freeze

__all__ = ["SealedDateField", "SealedDateTimeField", "SealedField", "SealedJSONField", "SealedTextField"]


class SealedTextField(SealedField):
    """Text. ``max_length`` is checked by ``full_clean``, before sealing, in characters."""

    empty_strings_allowed = True

    def __init__(self, *args: Any, max_length: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, max_length=max_length, **kwargs)
        if max_length is not None:
            self.validators.append(MaxLengthValidator(max_length))

    def to_python(self, value: Any) -> str | None:
        return None if value is None else str(value)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if not _is_unicode(value):
            raise ValidationError(_("This text has a sign in it that cannot be kept."), code="not-unicode")

    def encode(self, value: Any) -> bytes:
        text = str(value)
        if not _is_unicode(text):
            raise PlainValueRefused(f"{self.seal_label} was given a text that is not Unicode")
        return text.encode()

    def decode(self, plain: bytes) -> str:
        return plain.decode()

    def formfield(self, **kwargs: Any) -> Any:
        widget = {} if self.choices else {"widget": forms.Textarea}
        return super().formfield(**{"max_length": self.max_length, **widget, **kwargs})


class SealedDateField(SealedField):
    """A civil date."""

    def to_python(self, value: Any) -> date | None:
        found: date | None = models.DateField().to_python(value)
        return found

    def encode(self, value: Any) -> bytes:
        return str(_converted(self, value).isoformat()).encode()

    def decode(self, plain: bytes) -> date:
        return date.fromisoformat(plain.decode())

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": forms.DateField, **kwargs})


class SealedDateTimeField(SealedField):
    """An aware instant; read back in UTC."""

    def to_python(self, value: Any) -> datetime | None:
        found: datetime | None = models.DateTimeField().to_python(value)
        return found

    def encode(self, value: Any) -> bytes:
        instant = _converted(self, value)
        if instant.tzinfo is None:
            raise PlainValueRefused(f"{self.seal_label} was given a time without a time zone")
        return str(instant.astimezone(UTC).isoformat()).encode()

    def decode(self, plain: bytes) -> datetime:
        return datetime.fromisoformat(plain.decode())

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": forms.DateTimeField, **kwargs})


class SealedJSONField(SealedField):
    """Lists, objects, texts, numbers, yes and no. What is read cannot be changed in place: assign anew."""

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if _json(value) is None:
            raise ValidationError(_("This cannot be kept as it is."), code="not-json")

    def encode(self, value: Any) -> bytes:
        spelled = _json(value)
        if spelled is None:
            raise PlainValueRefused(f"{self.seal_label} was given a value that is not JSON")
        return spelled

    def decode(self, plain: bytes) -> Any:
        return freeze(json.loads(plain))

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": forms.JSONField, **kwargs})


def _converted(field: SealedDateField | SealedDateTimeField, value: Any) -> Any:
    """``to_python`` without its error message, which would carry the value into a log."""
    try:
        return field.to_python(value)
    except ValidationError:
        raise PlainValueRefused(f"{field.seal_label} was given a value of the wrong kind") from None


def _is_unicode(text: str) -> bool:
    """False for lone surrogates, which no encoding can keep."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _json(value: Any) -> bytes | None:
    """The value as JSON, or None where it is not JSON or would not come back the same."""
    try:
        spelled = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
        return spelled if json.loads(spelled) == value else None
    except (TypeError, ValueError, RecursionError):
        return None
