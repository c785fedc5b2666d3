"""The attribute of a sealed field: opens on reading, never before; keeps what it may not open."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from vault import seal
from vault.errors import MisplacedSeal, PlainValueRefused
from vault.sealed import Fresh, Sealed

if TYPE_CHECKING:
    from vault.fields import SealedField

logger = logging.getLogger(__name__)


class SealedAttribute(DeferredAttribute):
    """Holds None, a ``Sealed`` value as it lies in the database, or a ``Fresh`` one to be sealed."""

    field: SealedField

    def __get__(self, instance: models.Model | None, cls: type[models.Model] | None = None) -> Any:
        if instance is None:
            return self
        held = self.held(instance)
        if isinstance(held, Fresh):
            return held.value
        return self._opened(instance, held) if isinstance(held, Sealed) else held

    def __set__(self, instance: models.Model, value: Any) -> None:
        data, name = instance.__dict__, self.field.attname
        if hasattr(value, "resolve_expression"):
            raise PlainValueRefused(f"{self.field.seal_label} cannot be set by an expression")
        if isinstance(value, Sealed):
            data[name] = self._placed(instance, value)
        elif value is None or isinstance(value, Fresh):
            data[name] = value
        elif not self._unchanged(instance, value):
            data[name] = Fresh(value)

    def held(self, instance: models.Model) -> Sealed | Fresh | None:
        """What the instance holds, unopened; a deferred value is fetched first."""
        data, name = instance.__dict__, self.field.attname
        if name not in data:
            rows = type(instance)._base_manager.using(instance._state.db).filter(pk=instance.pk)
            self.__set__(instance, rows.values_list(name, flat=True).get())
        held: Sealed | Fresh | None = data[name]
        return held

    def _placed(self, instance: models.Model, value: Sealed) -> Sealed:
        if value.label != self.field.seal_label:
            raise MisplacedSeal(f"a value of {value.label} cannot be put into {self.field.seal_label}")
        if value.place is None and "folder_id" in instance.__dict__ and "id" in instance.__dict__:
            value.place = self.field.place_of(instance)
        return value

    def _unchanged(self, instance: models.Model, value: Any) -> bool:
        """Whether the value is what is sealed there already: then its ciphertext stays as it is."""
        held = instance.__dict__.get(self.field.attname)
        if not isinstance(held, Sealed):
            return False
        opened = self._opened(instance, held)
        return not isinstance(opened, Sealed) and type(opened) is type(value) and bool(opened == value)

    def _opened(self, instance: models.Model, held: Sealed) -> Any:
        try:
            plain = seal.unseal(held.place or self.field.place_of(instance), held.ciphertext)
        except MisplacedSeal as misplaced:
            logger.error("%s", misplaced)
            return held.as_damaged()
        return held if plain is None else self.field.decode(plain)
