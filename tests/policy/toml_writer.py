"""Writes a profile as TOML, so that loading can be proved to lose nothing."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

from policy.profile import Profile, Setting, Stated


def as_toml(profile: Profile) -> str:
    """The profile as a file that loads to an equal profile."""
    lines: list[str] = []
    for field in dataclasses.fields(profile):
        if not field.metadata.get("derived"):
            lines += _section(field.name, getattr(profile, field.name))
    return "\n".join(lines) + "\n"


def _section(name: str, held: Any) -> list[str]:
    if name == "roles":
        return [line for role, entry in held.items() for line in _table(f"[roles.{role}]", entry)]
    if isinstance(held, Mapping):
        held = tuple(held.values())
    if isinstance(held, tuple):
        return [line for item in held for line in _table(f"[[{name}]]", item)]
    return _table(f"[{name}]", held)


def _table(header: str, held: Any) -> list[str]:
    return [header, *(f"{key} = {value}" for key, value in _fields(held)), ""]


def _fields(held: Any) -> list[tuple[str, str]]:
    return [
        (field.name, '"unstated"' if field.name == "told" and not value else _value(value))
        for field in dataclasses.fields(held)
        if not field.metadata.get("derived") and (value := getattr(held, field.name)) is not None
    ]


def _value(value: Any) -> str:
    if isinstance(value, Setting):
        if value.stated is not Stated.CLAUSE:
            return _value(value.stated)
        return f"{{ is = {_value(value.value)}, clauses = {_value([source.id for source in value.sources])} }}"
    if isinstance(value, Enum):
        return _value(value.value)
    if isinstance(value, str | bool | int):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list | frozenset):
        return f"[{', '.join(map(_value, value))}]"
    return f"{{ {', '.join(f'{key} = {text}' for key, text in _fields(value))} }}"
