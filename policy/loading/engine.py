"""Reads plain TOML values into the typed dataclasses of a profile, driven by their annotations.

It knows types and the constraints of ``policy.profile.checks``; what a profile *means* is left to
``policy.loading.rules``, whose functions it calls for each table once that table is whole. Every
mistake is kept and reading goes on, so that one run names them all.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

from policy.decision import clause
from policy.loading import rules
from policy.loading.errors import Key, ProfileError
from policy.loading.lines import LineIndex
from policy.profile.checks import Check, Cites, KeyedBy, OrWord
from policy.profile.settings import Setting, Silence, Stated

BROKEN: Any = object()
"""Stands for a value that could not be read; whatever holds it is broken too."""

_SCALARS = {str: "text in quotes", bool: "true or false", int: "a whole number", date: "a date such as 2026-04-01"}


class Reader:
    """One reading of one file. ``clause_ids`` is the list every citation is held against."""

    def __init__(self, file: Path, lines: LineIndex, clause_ids: frozenset[str]) -> None:
        self.file = file
        self.clause_ids = clause_ids
        self.errors: list[ProfileError] = []
        self._lines = lines
        self._cited: tuple[str, ...] = ()

    def line(self, key: Key) -> int:
        return self._lines.line(key)

    def complain(self, key: Key, message: str) -> Any:
        """Keep a mistake, with the clauses that make it one, and go on."""
        named = [each for each in self._cited if each in self.clause_ids and each not in message]
        suffix = f" ({', '.join(named)})" if named else ""
        self.errors.append(ProfileError(self.file, self._lines.line(key), rules.key_text(key), message + suffix))
        return BROKEN

    def read(self, hint: Any, raw: Any, key: Key) -> Any:
        """``raw`` as the annotation ``hint`` asks, or ``BROKEN`` after complaining."""
        notes: tuple[Any, ...] = ()
        if get_origin(hint) is Annotated:
            hint, *rest = get_args(hint)
            notes = tuple(rest)
        value = self._noted(hint, raw, key, notes)
        if value is BROKEN:
            return BROKEN
        for note in notes:
            if isinstance(note, Check) and not note.test(value):
                return self.complain(key, f"must {note.demand}")
            if isinstance(note, Cites) and value not in self.clause_ids:
                return self.complain(key, f"{value!r} is not in this policy's own list of clauses")
        return value

    def _noted(self, hint: Any, raw: Any, key: Key, notes: tuple[Any, ...]) -> Any:
        for note in notes:
            if isinstance(note, KeyedBy):
                return self._keyed(hint, raw, key, note)
            if isinstance(note, OrWord):
                return self._list_or_word(hint, raw, key, note.word)
        return self._plain(hint, raw, key)

    def _list_or_word(self, hint: Any, raw: Any, key: Key, word: str) -> Any:
        if raw == []:
            return self.complain(key, f'must not be empty; where the policy does not say, write "{word}"')
        return () if raw == word else self._list(tuple, get_args(hint)[0], raw, key)

    def _plain(self, hint: Any, raw: Any, key: Key) -> Any:
        origin = get_origin(hint)
        if origin in (tuple, frozenset):
            return self._list(origin, get_args(hint)[0], raw, key)
        if origin is Mapping:
            return self._mapping(hint, raw, key)
        if origin in (types.UnionType, typing.Union):
            return self._plain_or_none(hint, raw, key)
        if isinstance(hint, type) and issubclass(hint, Enum):
            return self._word(hint, raw, key)
        if dataclasses.is_dataclass(hint):
            return self._table(hint, raw, key)
        return self._scalar(hint, raw, key)

    def _plain_or_none(self, hint: Any, raw: Any, key: Key) -> Any:
        (kind,) = (each for each in get_args(hint) if each is not type(None))
        return self.read(kind, raw, key)

    def _scalar(self, hint: Any, raw: Any, key: Key) -> Any:
        if type(raw) is hint:
            return raw
        return self.complain(key, f"must be {_SCALARS[hint]}, not {raw!r}")

    def _word(self, hint: type[Enum], raw: Any, key: Key) -> Any:
        allowed = [member.value for member in hint]
        if raw in allowed:
            return hint(raw)
        return self.complain(key, f"unknown {_spaced(hint.__name__)} {raw!r}; allowed: {', '.join(allowed)}")

    def _list(self, origin: Any, item: Any, raw: Any, key: Key) -> Any:
        if not isinstance(raw, list):
            return self.complain(key, f"must be a list in square brackets, not {raw!r}")
        if "silent" in raw:
            return self.complain(key, 'a list is either filled or the one word "silent", never half of each')
        if origin is frozenset and len({str(each) for each in raw}) < len(raw):
            return self.complain(key, "lists something twice")
        values = [self.read(item, each, (*key, place)) for place, each in enumerate(raw)]
        return BROKEN if BROKEN in values else origin(values)

    def _keyed(self, hint: Any, raw: Any, key: Key, keyed: KeyedBy) -> Any:
        items = self._list(tuple, get_args(hint)[1], raw, key)
        seen: set[str] = set()
        for place, item in enumerate(raw if isinstance(raw, list) else ()):
            name = item.get(keyed.key) if isinstance(item, dict) else None
            if isinstance(name, str) and name in seen:
                self.complain((*key, place, keyed.key), f"duplicate {keyed.key} {name!r}")
            seen.add(str(name))
        if items is BROKEN:
            return BROKEN
        return types.MappingProxyType({getattr(item, keyed.key): item for item in items})

    def _mapping(self, hint: Any, raw: Any, key: Key) -> Any:
        names, values = get_args(hint)
        if not isinstance(raw, dict):
            return self.complain(key, f"must be a table, not {raw!r}")
        found = {
            self.read(names, name, (*key, name)): self.read(values, value, (*key, name)) for name, value in raw.items()
        }
        return BROKEN if BROKEN in found or BROKEN in found.values() else types.MappingProxyType(found)

    def _table(self, hint: Any, raw: Any, key: Key) -> Any:
        if not isinstance(raw, dict):
            return self.complain(key, f"must be a table, not {raw!r}")
        hints = typing.get_type_hints(hint, include_extras=True)
        fields = {each.name: each for each in dataclasses.fields(hint) if not each.metadata.get("derived")}
        for name in raw.keys() - fields.keys():
            self.complain((*key, name), f"unknown key; the keys here are {', '.join(fields)}")
        values = {name: self._field(each, hints[name], raw, key) for name, each in fields.items()}
        if BROKEN in values.values():
            return BROKEN
        made = hint(**{name: value for name, value in values.items() if value is not _LEFT_OUT})
        return self._weigh(made, key)

    def _field(self, field: dataclasses.Field[Any], hint: Any, raw: dict[str, Any], key: Key) -> Any:
        before, self._cited = self._cited, self._cited + tuple(field.metadata.get("cited", ()))
        place = (*key, field.name)
        silence = field.metadata.get("silence")
        try:
            if field.name not in raw:
                return self._left_out(field, place)
            if silence:
                return self._setting(get_args(hint)[0], raw[field.name], place, silence)
            return self.read(hint, raw[field.name], place)
        finally:
            self._cited = before

    def _left_out(self, field: dataclasses.Field[Any], key: Key) -> Any:
        if field.default is not dataclasses.MISSING:
            return _LEFT_OUT
        hint = ': give a value with its clauses, "silent" or "not-applicable"' if "silence" in field.metadata else ""
        return self.complain(key, f"missing{hint}")

    def _setting(self, hint: Any, raw: Any, key: Key, silence: Silence) -> Any:
        if raw in (Stated.SILENT, Stated.NOT_APPLICABLE):
            return Setting(silence.value, Stated(raw), (silence.source,))
        if not isinstance(raw, dict) or raw.keys() != {"is", "clauses"}:
            return self.complain(key, 'write { is = …, clauses = ["…"] } or the one word "silent" or "not-applicable"')
        value = self.read(hint, raw["is"], key)
        clauses = self.read(rules.Citations, raw["clauses"], key)
        if BROKEN in (value, clauses):
            return BROKEN
        return Setting(value, Stated.CLAUSE, tuple(clause(each) for each in clauses))

    def _weigh(self, made: Any, key: Key) -> Any:
        complaints = list(rules.complaints_about(made))
        for complaint in complaints:
            before, self._cited = self._cited, self._cited + complaint.cited
            self.complain((*key, *complaint.key), complaint.message)
            self._cited = before
        return BROKEN if complaints else made


_LEFT_OUT: Any = object()


def _spaced(name: str) -> str:
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()
