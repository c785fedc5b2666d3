"""What kind of information each model field holds.

A sealed field is classed by its compartment. Every other field is named in its model's
``field_classes`` as ``public``, ``internal`` or a compartment; the mappings of base classes
count too. A history model has the classes of the model it follows; its own columns are internal.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models

from vault import compartments
from vault.fieldbase import SealedField

PUBLIC, INTERNAL = "public", "internal"


def classify(model: type[models.Model]) -> dict[str, str]:
    """Field name to class, for every field of the model that has one."""
    stated = _stated(getattr(model, "instance_type", model))
    found = {}
    for field in _fields(model):
        if isinstance(field, SealedField):
            found[field.name] = field.compartment or f"as {field.compartment_from} says"
        elif field.name in stated:
            found[field.name] = stated[field.name]
        elif _is_of_history(model, field):
            found[field.name] = INTERNAL
    return found


def unclassed(models_to_check: Iterable[type[models.Model]]) -> list[str]:
    """``app.Model.field`` for each field without a class, or with one that nobody knows.

    Also each name in ``field_classes`` that is no field: a class that has outlived its field
    would give a later field of that name a class nobody thought about.
    """
    known = {PUBLIC, INTERNAL, *compartments.known()}
    found = []
    for model in models_to_check:
        classes = classify(model)
        names = {field.name for field in _fields(model)}
        sealed = {field.name for field in _fields(model) if isinstance(field, SealedField)}
        wrong = {name for name in names - sealed if classes.get(name) not in known}
        if not hasattr(model, "instance_type"):
            wrong |= _stated(model).keys() - names
        found += [f"{model._meta.label}.{name}" for name in sorted(wrong)]
    return found


def project_models() -> list[type[models.Model]]:
    """The models of this project's own apps, history models included; no third party's.

    Tables behind many-to-many fields are left out: the field's class on its model speaks for them.
    """
    root = Path(str(settings.BASE_DIR)).resolve()
    own = [
        config
        for config in apps.get_app_configs()
        if (path := Path(config.path).resolve()).is_relative_to(root) and "site-packages" not in path.parts
    ]
    return [model for config in own for model in config.get_models()]


def _fields(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    return [*model._meta.fields, *model._meta.many_to_many]


def _stated(model: type[models.Model]) -> dict[str, str]:
    stated: dict[str, str] = {}
    for base in reversed(model.__mro__):
        stated |= base.__dict__.get("field_classes", {})
    return stated


def _is_of_history(model: type[models.Model], field: models.Field[Any, Any]) -> bool:
    """Whether simple-history added the column (``history_date`` and its like)."""
    return hasattr(model, "instance_type") and field.name.startswith("history_")
