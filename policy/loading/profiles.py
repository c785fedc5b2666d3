"""The ways in: shipped profiles by slug, a charity's own by path."""

from __future__ import annotations

import dataclasses
import itertools
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from policy import catalogue
from policy.decision import PolicyRef
from policy.loading.engine import BROKEN, Reader
from policy.loading.errors import Key, ProfileError, ProfileErrors, key_text
from policy.loading.lines import LineIndex
from policy.profile import Clause, Profile, ProfileWarning

SHIPPED = Path(__file__).parent.parent / "profiles"


def shipped_profiles() -> tuple[str, ...]:
    """The slugs of the profiles that come with the product."""
    return tuple(sorted(path.stem for path in SHIPPED.glob("*.toml")))


def load_profile(slug_or_path: str | Path) -> Profile:
    """The profile of that slug, or in that file.

    Raises ``ProfileErrors`` with every mistake found. A slug that is not shipped and is no file is
    one such mistake.
    """
    if str(slug_or_path) in shipped_profiles():
        return _shipped(str(slug_or_path))
    return read_profile(Path(slug_or_path))


@lru_cache(maxsize=8)
def _shipped(slug: str) -> Profile:
    return read_profile(SHIPPED / f"{slug}.toml")


def read_profile(path: Path) -> Profile:
    """The profile in ``path``, read afresh. Raises ``ProfileErrors``."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        known = ", ".join(shipped_profiles())
        message = f"cannot be read as a profile ({type(problem).__name__}); those shipped are {known}"
        raise ProfileErrors([ProfileError(path, 1, "(file)", message)]) from problem
    return _parse(text, path)


def load_profile_text(text: str, *, name: str) -> Profile:
    """The profile written in ``text``; ``name`` stands for the file in mistakes. Raises ``ProfileErrors``."""
    return _parse(text, Path(name))


def shipped_text(slug: str) -> str:
    """The text of a shipped profile, to be adopted or copied. Raises ``KeyError`` for another slug."""
    if slug not in shipped_profiles():
        raise KeyError(slug)
    return (SHIPPED / f"{slug}.toml").read_text(encoding="utf-8")


def _parse(text: str, path: Path) -> Profile:
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise ProfileErrors([ProfileError(path, _line_of(problem, text), "(syntax)", str(problem))]) from problem
    reader = Reader(path, LineIndex(text), _clause_ids(raw))
    profile: Profile = reader.read(Profile, raw, ())
    if reader.errors or profile is BROKEN:
        raise ProfileErrors(reader.errors)
    return dataclasses.replace(
        profile,
        clauses=MappingProxyType({each.id: _with_parent(each, profile) for each in profile.clauses.values()}),
        warnings=tuple(_warnings(profile, reader)),
    )


def check_file(path: Path, today: date) -> Profile:
    """The profile in ``path``, fit to be put in force by ``today``. Raises ``ProfileErrors``."""
    profile = read_profile(path)
    if profile.in_force_from > today:
        key: Key = ("about", "in_force_from")
        line = LineIndex(path.read_text(encoding="utf-8")).line(key)
        raise ProfileErrors([ProfileError(path, line, key_text(key), _future(profile.ref))])
    return profile


def check_versions(versions: Sequence[PolicyRef], today: date) -> None:
    """Refuse versions that lie in the future or overlap (DEF-18).

    ``versions`` are in the order they were adopted: each must begin after the one before it.
    """
    problems = [(ref, _future(ref)) for ref in versions if ref.in_force_from > today]
    for before, after in itertools.pairwise(versions):
        if after.in_force_from <= before.in_force_from:
            problems.append(
                (after, f"overlaps version {before.version!r}, in force from {before.in_force_from} (DEF-18)")
            )
        if after.version == before.version:
            problems.append((after, f"version {after.version!r} is in force already (DEF-18)"))
    _refuse((ref, "about.in_force_from", message) for ref, message in problems)


def check_single_active(active: Iterable[PolicyRef]) -> None:
    """Refuse a second policy: one installation serves one charity (DEF-1)."""
    refs = tuple(active)
    _refuse(
        (ref, "about.slug", f"{refs[0].slug!r} is in force here already; one installation holds one policy (DEF-1)")
        for ref in refs[1:]
        if ref.slug != refs[0].slug
    )


def _refuse(problems: Iterable[tuple[PolicyRef, str, str]]) -> None:
    errors = [ProfileError(Path(f"{ref.slug}.toml"), 1, key, message) for ref, key, message in problems]
    if errors:
        raise ProfileErrors(errors)


def _future(ref: PolicyRef) -> str:
    return f"{ref.in_force_from} is in the future; a version is adopted on or after its date (DEF-18)"


def _clause_ids(raw: dict[str, Any]) -> frozenset[str]:
    listed = raw.get("clauses")
    items = listed if isinstance(listed, list) else []
    return frozenset(str(each["id"]) for each in items if isinstance(each, dict) and "id" in each)


def _with_parent(each: Clause, profile: Profile) -> Clause:
    parent = each.id[:-1] if each.id[-1].isalpha() else each.id.rpartition(".")[0]
    return dataclasses.replace(each, parent=parent if parent in profile.clauses else None)


def _warnings(profile: Profile, reader: Reader) -> Iterator[ProfileWarning]:
    """Law that has moved on without the profile saying so."""
    mapped = {each.printed for each in profile.superseded}
    for place, statute in enumerate(profile.data_protection.legal_framework.value):
        note = catalogue.replaced_law(statute.printed)
        if note and statute.printed not in mapped:
            key: Key = ("data_protection", "legal_framework", place)
            message = f"{statute.printed!r} is replaced law and has no [[superseded]] entry saying what applies now"
            yield _warning(reader, key, message, statute.clauses)
    for place, entry in enumerate(profile.superseded):
        if entry.checked_on is None:
            yield _warning(reader, ("superseded", place), "no checked_on date: when was this checked?", entry.clauses)


def _warning(reader: Reader, key: Key, message: str, clauses: Iterable[str]) -> ProfileWarning:
    return ProfileWarning(reader.file, reader.line(key), key_text(key), f"{message} ({', '.join(clauses)})")


def _line_of(problem: tomllib.TOMLDecodeError, text: str) -> int:
    words = str(problem).replace(",", " ").replace(")", " ").split()
    if "line" in words:
        return int(words[words.index("line") + 1])
    return text.count("\n") + 1
