"""Facts about a worker that several rules share: role, dates, signatures, checks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from policy.calendar import Span
from policy.profile import Profile, RoleEntry
from policy.vocabulary import Group, Power, Role


class VettingOutcome(StrEnum):
    """Where a criminal-record check stands. What it said is nobody's business here."""

    NONE = "none"
    APPLIED_FOR = "applied-for"
    CLEARED = "cleared"
    NOT_CLEARED = "not-cleared"


@dataclass(frozen=True, slots=True, order=True)
class VolunteeringPeriod:
    """Days of volunteering, both ends counted.

    ``earlier_counts``: a manager recorded that the service before this period counts too;
    without that a return starts anew (DEF-11).
    """

    started_on: date
    ended_on: date | None = None
    earlier_counts: bool = False


@dataclass(frozen=True, slots=True)
class Review:
    """A supervisor's judgement of somebody's volunteering."""

    reviewed_on: date
    satisfactory: bool
    by_person: UUID


@dataclass(frozen=True, slots=True)
class Signatures:
    """Whether a worker signed the version in force, or at least the one before it.

    ``new_version_on`` is the UK date on which the version in force was adopted here, from which
    the days of grace run; None where there was no version before it.
    """

    current: bool
    previous: bool = False
    new_version_on: date | None = None


@dataclass(frozen=True, slots=True)
class WorkerFacts:
    """One account, and the person behind it, as they stand at the moment of asking.

    ``staff_from``: the day a volunteer becomes staff; until then the account counts as a
    volunteer's whatever its role says.
    """

    person_id: UUID
    role: Role
    active: bool = True
    signatures: Signatures = Signatures(current=False)
    staff_from: date | None = None
    volunteering: tuple[VolunteeringPeriod, ...] = ()
    leaves: tuple[Span, ...] = ()
    reviews: tuple[Review, ...] = ()
    vetting: VettingOutcome = VettingOutcome.NONE

    def acting_role(self, today: date) -> Role:
        """The role that counts today."""
        return Role.VOLUNTEER if self.staff_from is not None and today < self.staff_from else self.role

    def entry(self, profile: Profile, today: date) -> RoleEntry | None:
        """What the profile says of the role that counts today; None if it knows no such role."""
        return profile.roles.get(self.acting_role(today))

    def has(self, power: Power, profile: Profile, today: date) -> bool:
        """Whether this account is active and its role of today is trusted with ``power``."""
        entry = self.entry(profile, today)
        return self.active and entry is not None and power in entry.powers

    def is_volunteer(self, profile: Profile, today: date) -> bool:
        """Whether the worker counts as a volunteer today."""
        entry = self.entry(profile, today)
        return entry is not None and entry.group is Group.VOLUNTEER

    def is_volunteering(self, today: date) -> bool:
        """Whether a period of volunteering covers today."""
        return any(Span(p.started_on, p.ended_on).covers(today) for p in self.volunteering)
