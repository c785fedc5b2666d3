"""Django's stock form messages, said again in words that tell the person what to do.

Only Django's own messages are replaced: they are lazy translations, while a message written in
this product is plain text and is shown as its author wrote it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise

CHOOSING = (forms.Select, forms.RadioSelect)


def sentence_label(label: object) -> str:
    """The label as it reads inside a sentence: "First name" -> "first name"; "GP's name" keeps its capitals."""
    text = str(label).strip().rstrip("?:.")
    if len(text) > 1 and text[0].isupper() and not text[1].isupper() and not text.startswith("I "):
        return text[0].lower() + text[1:]
    return text


def _required(field: forms.Field, label: object, params: dict[str, Any]) -> str:
    widget, asked = field.widget, str(label).strip()
    if isinstance(widget, forms.CheckboxSelectMultiple | forms.SelectMultiple):
        return f"Select at least one answer: {sentence_label(label)}"
    if isinstance(widget, forms.CheckboxInput):
        return f"Tick the box to go on: {sentence_label(label)}"
    if isinstance(widget, forms.FileInput):
        return f"Choose a file: {sentence_label(label)}"
    if asked.endswith("?"):
        return f"Answer the question: {asked}"
    verb = "Select" if isinstance(widget, CHOOSING) else "Enter"
    return f"{verb} {sentence_label(label)}"


def _invalid(field: forms.Field, label: object, params: dict[str, Any]) -> str:
    match field:
        case forms.EmailField():
            return "Enter an email address in the right form, like name@example.org"
        case forms.IntegerField():
            return f"Enter {sentence_label(label)} as a number, like 3"
        case forms.URLField():
            return "Enter a web address in the right form, like https://example.org"
        case forms.TimeField():
            return "Enter a time on the 24-hour clock, like 14:30"
    return f"Check what you entered: {sentence_label(label)}"


def _not_a_choice(field: forms.Field, label: object, params: dict[str, Any]) -> str:
    return f"Select from the list: {sentence_label(label)}"


def _too_long(field: forms.Field, label: object, params: dict[str, Any]) -> str:
    used, limit = params.get("show_value"), params.get("limit_value")
    return f"Use {limit} characters or fewer: {sentence_label(label)}. You used {used}."


def _too_short(field: forms.Field, label: object, params: dict[str, Any]) -> str:
    return f"Use {params.get('limit_value')} characters or more: {sentence_label(label)}"


def _too_big(field: forms.Field, label: object, params: dict[str, Any]) -> str:
    return f"Enter a number no bigger than {params.get('limit_value')}: {sentence_label(label)}"


def _too_small(field: forms.Field, label: object, params: dict[str, Any]) -> str:
    return f"Enter a number no smaller than {params.get('limit_value')}: {sentence_label(label)}"


def _hidden_characters(field: forms.Field, label: object, params: dict[str, Any]) -> str:
    return f"Type the text again without hidden characters: {sentence_label(label)}"


_SAID: dict[str, Callable[[forms.Field, object, dict[str, Any]], str]] = {
    "required": _required,
    "invalid": _invalid,
    "invalid_choice": _not_a_choice,
    "invalid_list": _not_a_choice,
    "invalid_pk_value": _not_a_choice,
    "max_length": _too_long,
    "min_length": _too_short,
    "max_value": _too_big,
    "min_value": _too_small,
    "null_characters_not_allowed": _hidden_characters,
}


def reword(error: ValidationError, field: forms.Field, label: object) -> ValidationError:
    """The same error in our words if it is one of Django's own, else the error untouched."""
    said = _SAID.get(error.code or "")
    if said is None or not isinstance(error.message, Promise):
        return error
    return ValidationError(said(field, label, error.params or {}), code=error.code)
