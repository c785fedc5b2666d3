"""A profile as text for a terminal: what it says, where it is silent, and on whose word."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from enum import Enum
from typing import Any

from policy.profile import DisclosureGround, Profile, Setting


def describe(profile: Profile) -> str:
    """The whole profile: head, roles, every parameter with its source, grounds, readings, warnings."""
    return "\n".join(_lines(profile))


def settings_of(profile: Profile) -> Iterator[tuple[str, Setting[Any]]]:
    """Every parameter under its key (``own_file.notice_hours``), in the profile's order."""
    for section in dataclasses.fields(profile):
        held = getattr(profile, section.name)
        if not dataclasses.is_dataclass(held):
            continue
        for each in dataclasses.fields(held):
            setting = getattr(held, each.name)
            if isinstance(setting, Setting):
                yield f"{section.name}.{each.name}", setting


def plain(value: object) -> str:
    """A parameter's value in words."""
    match value:
        case None | () | "":
            return "none"
        case bool():
            return "yes" if value else "no"
        case Enum():
            return str(value.value)
        case frozenset():
            return ", ".join(sorted(map(plain, value))) or "none"
        case tuple():
            return "; ".join(map(plain, value))
    if dataclasses.is_dataclass(value):
        parts = ((each.name, getattr(value, each.name)) for each in dataclasses.fields(value))
        return " ".join(f"{name}={plain(part)}" for name, part in parts)
    return str(value)


def _lines(profile: Profile) -> Iterator[str]:
    yield f"{profile.name}: {profile.about.title}"
    yield f"version {profile.version}, in force from {profile.in_force_from} ({profile.about.dated_by})"
    yield f"{len(profile.clauses)} clauses, {len(profile.duties)} duties, {len(profile.grounds)} grounds"
    yield ""
    for role, entry in profile.roles.items():
        yield f"{role}: {entry.title} ({entry.group}): {plain(entry.powers)}"
    yield ""
    for key, setting in settings_of(profile):
        sources = ", ".join(source.id for source in setting.sources)
        silence = "" if not setting.is_silent else f" ({setting.stated})"
        yield f"{key} = {plain(setting.value)}  [{sources}]{silence}"
    yield ""
    for ground in profile.grounds.values():
        yield _ground(ground)
    for reading in profile.interpretations:
        yield f"reading {reading.id} [{', '.join(reading.clauses)}]: {reading.reading}"
    for warning in profile.warnings:
        yield f"warning: {warning}"


def _ground(ground: DisclosureGround) -> str:
    told = plain(ground.told) if ground.told else "unstated"
    facts = ", ".join(fact.name for fact in ground.facts)
    return f"ground {ground.slug} [{ground.clause}]: facts {facts}; told {told}; after: {ground.after}"
