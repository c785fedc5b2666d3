"""Keeping the marker out of forms, where "sealed" would be sent back as if somebody had typed it."""

from __future__ import annotations

from typing import Any

from django import forms

from vault.sealed import require_plain


class PlainOnlyBoundField(forms.BoundField):
    """A bound field that raises PlainValueRefused rather than show a sealed initial value.

    The house's own bound field inherits from it, so that it holds for every form.
    """

    @property
    def initial(self) -> Any:
        value = super().initial
        require_plain(value)
        return value


def refusing_sealed(field: forms.Field) -> forms.Field:
    """The form field of a sealed model field, made to refuse the marker by itself."""
    kind = type(field)
    field.__class__ = type(kind.__name__, (_RefusesSealed, kind), {})
    return field


class _RefusesSealed:
    def prepare_value(self, value: Any) -> Any:
        require_plain(value)
        return super().prepare_value(value)  # type: ignore[misc]
