"""System checks: a sealed field set up wrongly is found before anything is sealed by it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from vault.master import configuration
from vault.routers import KEYS

if TYPE_CHECKING:
    from vault.fieldbase import SealedField

_GROUP_OR_OTHERS = 0o077


def field_problems(field: SealedField) -> list[checks.CheckMessage]:
    """What is wrong with one sealed field and the model it is in."""
    found = []
    if bool(field.compartment) == bool(field.compartment_from):
        found.append(_error(field, "E001", "Give a sealed field either compartment or compartment_from."))
    if field.compartment_from and not _chooses(field):
        found.append(_error(field, "E002", "compartment_from must name a field of the same model with choices."))
    if any(getattr(field, name) for name in ("unique", "db_index", "primary_key")):
        found.append(_error(field, "E003", "A sealed field cannot be a key, unique or indexed."))
    if not all(_is_uuid(field.model, name) for name in ("id", "folder_id")):
        found.append(_error(field, "E004", "A model with sealed fields needs UUID fields id and folder_id."))
    return found


def label_problems(models_to_check: Iterable[type[models.Model]]) -> list[checks.CheckMessage]:
    """Labels that two fields share. A history model shares those of the model it follows."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for model in models_to_check:
        followed = getattr(model, "instance_type", model)
        for field in model._meta.local_fields:
            if label := getattr(field, "seal_label", ""):
                owners[label].add(f"{followed._meta.label}.{field.name}")
    return [
        checks.Error(f"The label {label!r} is used by {' and '.join(sorted(names))}.", id="vault.E005")
        for label, names in owners.items()
        if len(names) > 1
    ]


@checks.register(checks.Tags.models)
def labels_are_unique(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """A label belongs to one field for ever, or a value could be moved from one to the other."""
    return label_problems(apps.get_models())


@checks.register(checks.Tags.database)
def keys_are_apart(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """The keys need a database of their own and the router that keeps them there."""
    found: list[checks.CheckMessage] = []
    if KEYS not in settings.DATABASES:
        found.append(checks.Error(f"DATABASES has no {KEYS!r}.", id="vault.E006"))
    if "vault.routers.KeysRouter" not in settings.DATABASE_ROUTERS:
        found.append(checks.Error("DATABASE_ROUTERS lacks vault.routers.KeysRouter.", id="vault.E007"))
    return found


@checks.register(checks.Tags.security, deploy=True)
def keys_are_private(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Nobody but their owner may read the master key's file or the directory of epoch keys."""
    vault = configuration()
    paths = [Path(vault[name]) for name in ("MASTER_KEY_FILE", "EPOCH_DIR") if vault.get(name)]
    return [
        checks.Error(f"{path} can be read by others than its owner.", id="vault.E008")
        for path in paths
        if path.exists() and path.stat().st_mode & _GROUP_OR_OTHERS
    ]


def _error(field: SealedField, code: str, words: str) -> checks.CheckMessage:
    return checks.Error(words, obj=field, id=f"vault.{code}")


def _chooses(field: SealedField) -> bool:
    try:
        return bool(getattr(field.model._meta.get_field(field.compartment_from), "choices", None))
    except FieldDoesNotExist:
        return False


def _is_uuid(model: type[models.Model], name: str) -> bool:
    try:
        return isinstance(model._meta.get_field(name), models.UUIDField)
    except FieldDoesNotExist:
        return False
