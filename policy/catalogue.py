"""What may be cited besides a charity's own clauses: software defaults and notes on current law.

The two catalogues are data of their own, so that a default can never be taken for a clause and a
note on law never changes what a policy says.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from policy.decision import Ground, Source, SourceKind
from policy.profile import Profile

CATALOGUES = Path(__file__).parent / "catalogues"

STILL_PHONE = "This does not stop you phoning 999 or children's social care. Do it, then record it here."


@dataclass(frozen=True, slots=True)
class Default:
    """What the software does where a policy is silent. ``short`` fits a line on a screen."""

    id: str
    short: str
    text: str


@dataclass(frozen=True, slots=True)
class LawNote:
    """A note on law as it stands. ``replaces`` are older names a policy may print.

    ``checked`` tells how far the note was checked, in words for the administrator.
    """

    slug: str
    title: str
    text: str
    checked: str
    replaces: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def defaults() -> Mapping[str, Default]:
    """Every software default by its id (``DEF-1`` …)."""
    listed = _read("defaults.toml")["default"]
    return MappingProxyType({each["id"]: Default(**each) for each in listed})


@lru_cache(maxsize=1)
def law_notes() -> Mapping[str, LawNote]:
    """Every note on current law by its slug."""
    listed = _read("law.toml")["note"]
    notes = (LawNote(**each | {"replaces": tuple(each.get("replaces", ()))}) for each in listed)
    return MappingProxyType({note.slug: note for note in notes})


def replaced_law(printed: str) -> LawNote | None:
    """The note on what replaced the law a policy names, or None where it still stands."""
    wanted = _plain(printed)
    for note in law_notes().values():
        if wanted in map(_plain, note.replaces):
            return note
    return None


def paraphrase(source: Source, profile: Profile) -> str:
    """What a source says, in one line. A clause the profile does not hold falls back to DEF-1."""
    match source.kind:
        case SourceKind.CLAUSE if source.id in profile.clauses:
            return profile.clauses[source.id].paraphrase
        case SourceKind.LAW if source.id in law_notes():
            return law_notes()[source.id].title
        case SourceKind.DEFAULT if source.id in defaults():
            return defaults()[source.id].short
    return defaults()["DEF-1"].short


def explain(source: Source, profile: Profile) -> str:
    """One line for a screen: which source it is, of which version, and what it says."""
    return f"{cite(source, profile)}: {paraphrase(source, profile)}"


def cite(source: Source, profile: Profile) -> str:
    """The name of a source as a screen prints it, with version and date where it is a clause."""
    known = {
        SourceKind.CLAUSE: source.id in profile.clauses,
        SourceKind.DEFAULT: source.id in defaults(),
        SourceKind.LAW: source.id in law_notes(),
    }
    if not known[source.kind]:
        return "Software default DEF-1"
    match source.kind:
        case SourceKind.CLAUSE:
            return f"{source.id} ({profile.about.name}, version {profile.version}, {_date(profile)})"
        case SourceKind.DEFAULT:
            return f"Software default {source.id}"
        case SourceKind.LAW:
            return "Note on current law"


def blocking_message(
    what: str, grounds: Ground | tuple[Ground, ...], profile: Profile, *, life_at_risk: bool = False
) -> str:
    """The text that tells somebody why they were stopped.

    ``what`` is what was refused, as a clause of a sentence ("the file was not opened"). Several
    grounds are told clause first, then default, then law. ``life_at_risk`` adds that nothing here
    stops anyone phoning for help. The real ground of a concealed refusal is not for this
    function: give it the general clause alone (DEF-14).
    """
    told = (grounds,) if isinstance(grounds, Ground) else grounds
    order = list(SourceKind)
    parts = [f"{what[:1].upper()}{what[1:].rstrip('.')}."]
    for ground in sorted(told, key=lambda each: order.index(each.source.kind)):
        parts.append(_reason(ground, profile))
    if life_at_risk:
        parts.append(STILL_PHONE)
    return " ".join(parts)


def _reason(ground: Ground, profile: Profile) -> str:
    reason = f"Reason: {ground.reason.rstrip('.')}."
    if ground.source.kind is SourceKind.LAW and ground.source.id in law_notes():
        return f"{reason} Note on current law: {law_notes()[ground.source.id].title.rstrip('.')}."
    named = cite(ground.source, profile)
    return f"{reason} Source: {named[:1].lower() + named[1:] if named.startswith('Software') else named}."


def _date(profile: Profile) -> str:
    day = profile.in_force_from
    return f"in force from {day.day} {day:%B %Y}"


def _plain(name: str) -> str:
    return " ".join(name.lower().removeprefix("the ").split())


def _read(name: str) -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((CATALOGUES / name).read_text(encoding="utf-8"))
