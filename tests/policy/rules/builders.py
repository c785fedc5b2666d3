"""Short ways to say who somebody is, for tests of rules. Everything here is invented."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID, uuid5

from policy.calendar import Span
from policy.decision import Decision
from policy.profile import Profile
from policy.rules.people import Review, Signatures, VettingOutcome, VolunteeringPeriod, WorkerFacts
from policy.vocabulary import Role

_SPACE = UUID("7a9d0000-0000-4000-8000-000000000000")
SIGNED = Signatures(current=True)
NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)


def an_id(name: str) -> UUID:
    """The same id for the same name, every time."""
    return uuid5(_SPACE, name)


def worker(role: Role = Role.CASEWORKER, name: str = "", **facts: object) -> WorkerFacts:
    """Somebody active who signed the policy in force, unless told otherwise."""
    known: dict[str, object] = {"signatures": SIGNED, "vetting": VettingOutcome.CLEARED, **facts}
    return WorkerFacts(person_id=an_id(name or role.value), role=role, **known)  # type: ignore[arg-type]


def volunteer(
    started_on: date = date(2025, 1, 6),
    *,
    reviewed_on: date | None = date(2025, 8, 1),
    satisfactory: bool = True,
    by: str = "supervisor",
    leaves: tuple[Span, ...] = (),
    **facts: object,
) -> WorkerFacts:
    """A settled volunteer with a good review, unless told otherwise."""
    reviews = () if reviewed_on is None else (Review(reviewed_on, satisfactory, an_id(by)),)
    known: dict[str, object] = {
        "volunteering": (VolunteeringPeriod(started_on),),
        "reviews": reviews,
        "leaves": leaves,
        **facts,
    }
    return worker(Role.VOLUNTEER, **known)


def new_volunteer(**facts: object) -> WorkerFacts:
    """A volunteer of three months."""
    return volunteer(date(2025, 12, 2), reviewed_on=None, **facts)


def cited(decision: Decision) -> set[str]:
    """The ids of every source among the grounds that stand in the way."""
    return {g.source.id for g in decision.objections}


def fields(decision: Decision) -> set[str]:
    """The form fields that objections belong beside."""
    return {g.field for g in decision.objections if g.field}


def general_clause(profile: Profile) -> str:
    """The clause shown where nothing may be told apart."""
    return profile.general_clause.id
