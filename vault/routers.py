"""Which database a model lives in: keys apart from everything they open."""

from __future__ import annotations

from typing import Any

from django.db import models

KEYS = "keys"
"""The alias of the database that holds wrapped keys and nothing else."""

_KEY_MODELS = frozenset({"epoch", "folderkey"})


class KeysRouter:
    """Epoch and FolderKey live in ``keys`` alone, and nothing else ever goes there."""

    def db_for_read(self, model: type[models.Model], **hints: Any) -> str | None:
        return KEYS if _is_key(model) else None

    def db_for_write(self, model: type[models.Model], **hints: Any) -> str | None:
        return KEYS if _is_key(model) else None

    def allow_relation(self, obj1: models.Model, obj2: models.Model, **hints: Any) -> bool | None:
        """No relation crosses the two databases; inside one, other routers may speak."""
        ends = (_is_key(obj1.__class__), _is_key(obj2.__class__))
        return None if ends == (False, False) else all(ends)

    def allow_migrate(self, db: str, app_label: str, model_name: str | None = None, **hints: Any) -> bool | None:
        """A step of a migration that names no model (RunPython, RunSQL) runs on the data alone."""
        is_key = app_label == "vault" and model_name in _KEY_MODELS
        if db == KEYS:
            return is_key
        return False if is_key else None


def _is_key(model: type[models.Model]) -> bool:
    return model._meta.app_label == "vault" and model._meta.model_name in _KEY_MODELS
