"""What all sealed fields have in common; the fields themselves are in ``vault.fields``.

Each field has a fixed ``label``, part of every seal: it must never change, not even when the
model is renamed. ``compartment`` names the key; ``compartment_from`` names a field of the same
row, with choices, that holds the compartment's name. An empty text is sealed like any other;
None is stored as NULL, which shows that there is no value.
"""

from __future__ import annotations

from typing import Any, NoReturn
from uuid import UUID

from django.core import checks
from django.core.exceptions import FieldError
from django.db import models
from django.db.models.expressions import Col
from django.db.models.lookups import IsNull

from vault import compartments, seal
from vault.checks import field_problems
from vault.descriptor import SealedAttribute
from vault.errors import CompartmentClosed, MisplacedSeal, PlainValueRefused
from vault.forms import refusing_sealed
from vault.sealed import Fresh, Place, Sealed


class Ciphertext(bytes):
    """Bytes on their way from a sealed field to its column: the only thing a column takes."""


_ONLY_SELECTED = " <is sealed: this column can be selected, and nothing else>"


class SealedCol(Col):
    """A sealed column in a query: it may be selected, but sorting or comparing ciphertext means nothing.

    Whatever a column is used for, Django asks it for its SQL; only for what is selected (and
    grouped, which is harmless) does it also call ``select_format``. So the SQL carries words that
    no database accepts, and they are taken away there: any other use fails loudly instead of
    finding nothing.
    """

    target: SealedField

    def resolve_expression(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise FieldError(f"{self.target.seal_label} is sealed: a query cannot order by it or compute with it")

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        sql, params = super().as_sql(compiler, connection)
        return sql + _ONLY_SELECTED, params

    def select_format(self, compiler: Any, sql: str, params: Any) -> tuple[str, Any]:
        return super().select_format(compiler, sql.removesuffix(_ONLY_SELECTED), params)


class SealedIsNull(IsNull):
    """The one look-up: whether there is a value at all."""

    def __init__(self, lhs: Any, rhs: Any) -> None:
        super().__init__(Col(lhs.alias, lhs.target) if isinstance(lhs, SealedCol) else lhs, rhs)


class SealedField(models.Field):  # type: ignore[type-arg]  # not subscriptable at run time
    """What the sealed fields have in common. Use SealedTextField and its sisters."""

    descriptor_class = SealedAttribute
    empty_strings_allowed = False
    # Changing one of these changes nothing in the database.
    non_db_attrs = (*models.Field.non_db_attrs, "label", "compartment", "compartment_from", "max_length")

    def __init__(
        self, *args: Any, label: str, compartment: str = "", compartment_from: str = "", **kwargs: Any
    ) -> None:
        self.seal_label = label
        self.compartment = compartment
        self.compartment_from = compartment_from
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        kwargs["label"] = self.seal_label
        if self.compartment:
            kwargs["compartment"] = self.compartment
        if self.compartment_from:
            kwargs["compartment_from"] = self.compartment_from
        return name, path, list(args), kwargs

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, self.descriptor_class(self))
        if not cls._meta.abstract and cls.__module__ != "__fake__":
            compartments.register(self)

    def get_internal_type(self) -> str:
        return "BinaryField"

    # -- where a value belongs

    def place_of(self, instance: models.Model) -> Place:
        """The place of this field's value in a row; history rows carry their record's own id."""
        return Place(self.seal_label, _uuid(instance.folder_id), _uuid(instance.id))  # type: ignore[attr-defined]

    def compartment_in(self, instance: models.Model) -> str:
        """The compartment a new value of this row is sealed in."""
        return str(getattr(instance, self.compartment_from)) if self.compartment_from else self.compartment

    def possible_compartments(self) -> list[str]:
        """Every compartment this field's values may be sealed in."""
        if not self.compartment_from:
            return [self.compartment]
        chooser: Any = self.model._meta.get_field(self.compartment_from)
        return [str(value) for value, _ in chooser.flatchoices]

    # -- between the row and the database

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Sealed | None:
        """A value as it is read: the marker, which a row's attribute opens if a decision lets it."""
        return (
            None
            if value is None
            else Sealed(value.encode() if isinstance(value, str) else bytes(value), self.seal_label)
        )

    def pre_save(self, model_instance: models.Model, add: bool) -> Ciphertext | None:
        """Seal what is new, hand back untouched what is not.

        Raises CompartmentClosed where a new value's compartment, or the two of a value that
        moves from one to another, are not open.
        """
        held = self._held(model_instance)
        if held is None:
            return None
        compartment = self.compartment_in(model_instance)
        place = self.place_of(model_instance)
        if isinstance(held, Sealed) and self._stays(held, place, compartment):
            return Ciphertext(held.ciphertext)
        ciphertext = Ciphertext(seal.seal(place, compartment, self._plain_bytes(held, place)))
        model_instance.__dict__[self.attname] = Sealed(bytes(ciphertext), self.seal_label, place)
        return ciphertext

    def get_prep_value(self, value: Any) -> Ciphertext | None:
        """Let nothing through but what ``pre_save`` has sealed: no plain value, no marker."""
        if value is None or isinstance(value, Ciphertext):
            return value
        raise PlainValueRefused(f"{self.seal_label} is sealed: it is changed by saving its record, one at a time")

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        ciphertext = value if prepared else self.get_prep_value(value)
        return None if ciphertext is None else connection.Database.Binary(bytes(ciphertext))

    def get_placeholder(self, value: Any, compiler: Any, connection: Any) -> str:
        """The one place where an expression in update() or bulk_update() can be stopped."""
        if hasattr(value, "as_sql"):
            raise PlainValueRefused(f"{self.seal_label} is sealed: no expression can be written to it")
        return str(connection.ops.binary_placeholder_sql(value))

    def get_lookup(self, lookup_name: str) -> type[SealedIsNull]:
        """Only ``isnull``: any other look-up would compare ciphertext and silently find nothing."""
        if lookup_name != "isnull":
            raise FieldError(f"{self.seal_label} is sealed: it cannot be looked up by {lookup_name!r}")
        return SealedIsNull

    def get_transform(self, lookup_name: str) -> NoReturn:
        raise FieldError(f"{self.seal_label} is sealed: it cannot be transformed by {lookup_name!r}")

    def get_col(self, alias: str, output_field: models.Field[Any, Any] | None = None) -> SealedCol:
        return SealedCol(alias, self, output_field)

    # -- plain values: each sister says what hers look like

    def encode(self, value: Any) -> bytes:
        """The bytes to seal. Raises PlainValueRefused, with no content in it, for a wrong value."""
        raise NotImplementedError

    def decode(self, plain: bytes) -> Any:
        """The value that :meth:`encode` was given."""
        raise NotImplementedError

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        """Validate a plain value; one that is sealed was validated when it was plain."""
        return value if isinstance(value, Sealed) else super().clean(value, model_instance)

    def value_to_string(self, obj: models.Model) -> NoReturn:
        raise PlainValueRefused(f"{self.seal_label} is sealed: records with sealed values are not serialised")

    def formfield(self, **kwargs: Any) -> Any:
        """A form field that refuses to show the marker as if it were the value."""
        made = super().formfield(**kwargs)
        return refusing_sealed(made) if made is not None else None

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        return [*super().check(**kwargs), *field_problems(self)]

    def _held(self, instance: models.Model) -> Sealed | Fresh | None:
        attribute: SealedAttribute = self.model.__dict__[self.attname]
        return attribute.held(instance)

    def _stays(self, held: Sealed, place: Place, compartment: str) -> bool:
        """Whether a value may be written back as it is. Moved to another record, it may not be at all."""
        if held.place is not None and held.place.record_id != place.record_id:
            raise MisplacedSeal(f"{self.seal_label}: a sealed value cannot be copied to another record")
        if held.damaged or seal.compartment_of(held) is None:
            return True  # it opens nowhere; it is kept as evidence of what happened to it
        return held.place in (None, place) and seal.compartment_of(held) == compartment

    def _plain_bytes(self, held: Sealed | Fresh, place: Place) -> bytes:
        if isinstance(held, Fresh):
            return self.encode(held.value)
        plain = seal.unseal(held.place or place, held.ciphertext)
        if plain is None:
            raise CompartmentClosed(
                f"{self.seal_label}: the value is sealed and cannot be moved to another compartment"
            )
        return plain


def _uuid(value: UUID | str) -> UUID:
    """Django takes an id as text too, until the record is read again."""
    return value if isinstance(value, UUID) else UUID(str(value))
