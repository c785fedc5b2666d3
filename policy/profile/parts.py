"""The parts of a profile that are not parameters: clauses, duties, roles, grounds, fixes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from policy.decision import Source, clause
from policy.profile.checks import FILLED, ClauseId, NonEmpty, OrWord, Slug
from policy.profile.people_values import After, FactKind, KeptBy, RecipientKind
from policy.vocabulary import Group, Power


@dataclass(frozen=True, slots=True)
class About:
    """Which policy this is. Version and date are the importer's where the policy prints none."""

    slug: Slug
    name: NonEmpty
    title: NonEmpty
    version: NonEmpty
    in_force_from: date
    general_clause: ClauseId
    dated_by: NonEmpty
    printed_revision: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing somebody must do. ``human_only``: software can record or remind, not do it."""

    id: NonEmpty
    kept_by: KeptBy
    statement: NonEmpty
    actor: NonEmpty
    human_only: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause that may be cited, in short words of our own."""

    id: NonEmpty
    paraphrase: NonEmpty
    duties: tuple[Duty, ...] = ()
    parent: str | None = field(default=None, metadata={"derived": True})

    @property
    def source(self) -> Source:
        return clause(self.id)


@dataclass(frozen=True, slots=True)
class RoleEntry:
    """What an abstract role is called here, whom it counts among, what it is trusted with."""

    title: NonEmpty
    group: Group
    powers: frozenset[Power]


@dataclass(frozen=True, slots=True)
class FactWhen:
    """A fact asked only after another fact was answered in one of these ways."""

    fact: NonEmpty
    answers: tuple[NonEmpty, ...]


@dataclass(frozen=True, slots=True)
class FactSpec:
    """A fact that a ground demands.

    ``must_be`` lists the answers that let the ground stand (empty: any answer that is not blank);
    ``otherwise`` says why another answer does not. ``choices`` for ``choice`` only; a ``yesno``
    answers "yes" or "no". ``when`` makes the fact conditional on another.
    """

    name: NonEmpty
    label: NonEmpty
    kind: FactKind = FactKind.TEXT
    choices: tuple[str, ...] = ()
    must_be: tuple[str, ...] = ()
    otherwise: str = ""
    optional: bool = False
    when: FactWhen | None = None


@dataclass(frozen=True, slots=True)
class DisclosureGround:
    """A circumstance in which the policy lets a confidence be broken.

    ``told`` empty means the policy does not say: a recipient and a reason are asked for, and
    "anyone" is never offered. ``danger``: it covers danger to life, serious harm, or a child's
    significant harm. ``duty``: the worker must act, not merely may. ``offer_first`` ranks
    suggestions and imposes none (DEF-27).
    """

    slug: Slug
    clause: ClauseId
    title: NonEmpty
    paraphrase: NonEmpty
    facts: tuple[FactSpec, ...]
    told: Annotated[tuple[RecipientKind, ...], OrWord("unstated")]
    after: After
    danger: bool
    also: tuple[ClauseId, ...] = ()
    duty: bool = False
    offer_first: tuple[RecipientKind, ...] = ()
    telling_on_hold: bool = False
    notes: str = ""

    @property
    def source(self) -> Source:
        """The clause to cite for this ground."""
        return clause(self.clause)

    @property
    def sources(self) -> tuple[Source, ...]:
        return tuple(clause(each) for each in (self.clause, *self.also))

    @property
    def told_unstated(self) -> bool:
        return not self.told


@dataclass(frozen=True, slots=True)
class CrossReferenceFix:
    """The policy sends its reader to the wrong place; where it means."""

    printed: NonEmpty
    means: NonEmpty
    clauses: tuple[ClauseId, ...]


@dataclass(frozen=True, slots=True)
class Superseded:
    """Law the policy names that has been replaced. ``note`` is a law note's slug."""

    printed: NonEmpty
    now: NonEmpty
    clauses: tuple[ClauseId, ...]
    note: NonEmpty
    checked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Interpretation:
    """A reading chosen where the policy contradicts itself or is unclear; for a person to confirm."""

    id: NonEmpty
    clauses: tuple[ClauseId, ...]
    problem: NonEmpty
    reading: NonEmpty


@dataclass(frozen=True, slots=True)
class ServiceUserText:
    """The policy in plain words for the people it protects."""

    aims: NonEmpty
    promise: NonEmpty
    recorded: Annotated[tuple[NonEmpty, ...], FILLED]
    exceptions: Annotated[tuple[NonEmpty, ...], FILLED]
    sharing: NonEmpty
    own_records: NonEmpty


@dataclass(frozen=True, slots=True)
class Scripts:
    """Words for a worker to say, where the policy asks for such a conversation."""

    open_records_notice: str = ""
    pause_and_explain: str = ""
    thank: str = ""
    explain_next: str = ""
    hypothetical_call: str = ""
    first_contact: str = ""


@dataclass(frozen=True, slots=True)
class SafeguardingContact:
    """Where a concern about a child goes."""

    name: NonEmpty
    how: NonEmpty


@dataclass(frozen=True, slots=True)
class Statute:
    """Law as the policy names it."""

    printed: NonEmpty
    clauses: tuple[ClauseId, ...]


@dataclass(frozen=True, slots=True)
class Notification:
    """The charity's position towards the data-protection register."""

    position: NonEmpty
    checked_by: NonEmpty
    checked_on: date
