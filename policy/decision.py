"""A decision says why.

A rule takes frozen facts and returns a :class:`Decision`. It is closed by default: with no
ground that permits, the answer is no. It keeps every objection, not just the first, so that
the person refused learns everything that stands in the way and what would remove it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID


class SourceKind(StrEnum):
    """The three kinds of reason, which are never mixed."""

    CLAUSE = "clause"  # the charity's own words
    DEFAULT = "default"  # the software's choice where the policy is silent
    LAW = "law"  # a note on current law


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """Where a reason comes from: a clause id, a default id or the slug of a law note."""

    kind: SourceKind
    id: str

    def __str__(self) -> str:
        match self.kind:
            case SourceKind.CLAUSE:
                return self.id
            case SourceKind.DEFAULT:
                return f"software default {self.id}"
            case SourceKind.LAW:
                return f"note on current law ({self.id})"


def clause(id: str) -> Source:
    """Cite a clause of the charity's own policy, without its roman suffix."""
    return Source(SourceKind.CLAUSE, id)


def default(id: str) -> Source:
    """Cite a software default (``DEF-n``)."""
    return Source(SourceKind.DEFAULT, id)


def law(slug: str) -> Source:
    """Cite a note on current law by its slug in ``policy/catalogues/law.toml``."""
    return Source(SourceKind.LAW, slug)


class Effect(StrEnum):
    """What a ground does to the question that was asked."""

    PERMITS = "permits"
    FORBIDS = "forbids"
    REQUIRES = "requires"  # refuses until something named is done


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason, with the source that makes it so.

    ``reason`` is a plain sentence for the person on the screen; ``remedy`` says what would
    make the act lawful, or is empty where nothing would. Neither ever names a person.
    ``field`` names the form field the ground belongs beside, if it belongs to one.
    """

    effect: Effect
    source: Source
    reason: str
    remedy: str = ""
    field: str = ""


def permits(source: Source, reason: str) -> Ground:
    """A ground that lets the act happen."""
    return Ground(Effect.PERMITS, source, reason)


def forbids(source: Source, reason: str, *, remedy: str = "", field: str = "") -> Ground:
    """A ground that stops the act, whatever else permits it."""
    return Ground(Effect.FORBIDS, source, reason, remedy, field)


def requires(source: Source, reason: str, *, remedy: str, field: str = "") -> Ground:
    """A ground that stops the act until ``remedy`` is done."""
    return Ground(Effect.REQUIRES, source, reason, remedy, field)


@dataclass(frozen=True, slots=True)
class Obligation:
    """Something a permitted act leaves to be done, shown as a task until it is met."""

    slug: str
    source: Source
    what: str
    within_hours: int | None = None


@dataclass(frozen=True, slots=True)
class Opening:
    """What a permitted decision unlocks in one folder.

    Whole compartments by name, or single records by id (a record listed here opens although
    its compartment stays shut). Empty sets open nothing.
    """

    folder_id: UUID
    compartments: frozenset[str] = frozenset()
    records: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class PolicyRef:
    """The version of the policy a decision was made under."""

    slug: str
    version: str
    in_force_from: date


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer to one question, with everything that decided it.

    ``concealed`` means the asker may not learn that the thing exists: screens then show the
    page of a file that does not exist and cite only ``shown`` grounds. ``changes_on`` is the
    date (UK civil) from which a refusal may turn, where the rule knows it.
    """

    permitted: bool
    grounds: tuple[Ground, ...]
    policy: PolicyRef
    concealed: bool = False
    opens: tuple[Opening, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    changes_on: date | None = None
    notes: tuple[str, ...] = field(default=())

    def __bool__(self) -> bool:
        raise TypeError("a Decision is not a yes or no: ask .permitted, or use {% allowed %}")

    @property
    def refused(self) -> bool:
        return not self.permitted

    @property
    def objections(self) -> tuple[Ground, ...]:
        """Every ground that stands in the way, clauses before defaults before law."""
        return tuple(sorted((g for g in self.grounds if g.effect is not Effect.PERMITS), key=_rank))

    @property
    def support(self) -> tuple[Ground, ...]:
        """Every ground that permits, clauses before defaults before law."""
        return tuple(sorted((g for g in self.grounds if g.effect is Effect.PERMITS), key=_rank))

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of what decided: the objections of a refusal, the support of a yes."""
        deciding = self.support if self.permitted else self.objections
        return tuple(dict.fromkeys(g.source.id for g in deciding))


def _rank(ground: Ground) -> int:
    return list(SourceKind).index(ground.source.kind)


def decide(
    grounds: Iterable[Ground],
    policy: PolicyRef,
    *,
    opens: Iterable[Opening] = (),
    obligations: Iterable[Obligation] = (),
    concealed: bool = False,
    changes_on: date | None = None,
    notes: Iterable[str] = (),
) -> Decision:
    """Weigh grounds: permitted if something permits and nothing forbids or still requires.

    No ground at all is a refusal under DEF-1 (silence is never permission). A refusal opens
    nothing and leaves no obligations; a permitted act conceals nothing.
    """
    weighed = tuple(grounds)
    stopped = any(g.effect is not Effect.PERMITS for g in weighed)
    permitted = not stopped and any(g.effect is Effect.PERMITS for g in weighed)
    if not permitted and not stopped:
        weighed += (forbids(default("DEF-1"), "Nothing in the policy permits this."),)
    return Decision(
        permitted=permitted,
        grounds=weighed,
        policy=policy,
        concealed=concealed and not permitted,
        opens=tuple(opens) if permitted else (),
        obligations=tuple(obligations) if permitted else (),
        changes_on=None if permitted else changes_on,
        notes=tuple(notes),
    )
