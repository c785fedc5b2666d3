"""One charity's policy, whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated

from policy.decision import PolicyRef, Source, clause
from policy.profile import people_sections as p
from policy.profile import sections as s
from policy.profile.checks import FILLED, KeyedBy
from policy.profile.parts import (
    About,
    Clause,
    CrossReferenceFix,
    DisclosureGround,
    Duty,
    Interpretation,
    RoleEntry,
    Scripts,
    ServiceUserText,
    Superseded,
)
from policy.vocabulary import Group, Power, Role


@dataclass(frozen=True, slots=True)
class ProfileWarning:
    """Something an administrator should see although the profile loads."""

    file: Path
    line: int
    key: str
    message: str

    def __str__(self) -> str:
        return f"{self.file.name}:{self.line}: {self.key}: {self.message}"


@dataclass(frozen=True, slots=True)
class Profile:
    """A confidentiality policy as data: what it says, and what it leaves unsaid.

    ``about`` heads the file; ``clauses`` and ``grounds`` keep the policy's own order.
    """

    about: About
    clauses: Annotated[Mapping[str, Clause], KeyedBy("id"), FILLED]
    roles: Mapping[Role, RoleEntry]
    grounds: Annotated[Mapping[str, DisclosureGround], KeyedBy("slug")]
    service_user_text: ServiceUserText = field(metadata={"cited": ("NF-4.3b",)})
    confidentiality: s.Confidentiality
    disclosure: s.Disclosure
    authority: s.Authority
    advice: s.Advice
    inform_subject: s.InformSubject
    consent: s.Consent
    referral: s.Referral
    sharing: s.Sharing
    media: s.Media
    statistics: s.Statistics
    calls: s.Calls
    attendance: s.Attendance
    contact: s.Contact
    shared_database: s.SharedDatabase
    meetings: s.MeetingsRule
    transfer: s.Transfer
    timing: s.Timing
    own_file: p.OwnFile
    file_access: p.FileAccess
    vetting: p.Vetting
    acknowledgement: p.Acknowledgement
    policy_pages: p.PolicyPages
    review: p.Review
    retention: p.Retention
    storage: p.StorageRule
    age: p.Age
    people: p.People
    safeguarding: p.Safeguarding
    records: p.Records
    breach: p.Breach
    data_protection: p.DataProtection
    scripts: Scripts = field(default=Scripts())
    cross_references: tuple[CrossReferenceFix, ...] = ()
    superseded: tuple[Superseded, ...] = ()
    interpretations: tuple[Interpretation, ...] = ()
    warnings: tuple[ProfileWarning, ...] = field(default=(), metadata={"derived": True})

    @property
    def slug(self) -> str:
        return self.about.slug

    @property
    def name(self) -> str:
        """The charity's name as its policy prints it."""
        return self.about.name

    @property
    def version(self) -> str:
        return self.about.version

    @property
    def in_force_from(self) -> date:
        return self.about.in_force_from

    @property
    def ref(self) -> PolicyRef:
        """What a decision keeps of the policy it was made under."""
        return PolicyRef(self.slug, self.version, self.in_force_from)

    @property
    def general_clause(self) -> Source:
        """The clause cited on every page that must not tell hidden, absent and locked-out apart (DEF-14)."""
        return clause(self.about.general_clause)

    @property
    def bound_groups(self) -> frozenset[Group]:
        """The groups the policy binds, in effect."""
        return self.confidentiality.bound_groups.value

    @property
    def titles(self) -> dict[Role, str]:
        """The profile's own title of each role it has."""
        return {role: entry.title for role, entry in self.roles.items()}

    @property
    def duties(self) -> tuple[Duty, ...]:
        """Every duty, in the policy's order."""
        return tuple(duty for each in self.clauses.values() for duty in each.duties)

    def roles_with(self, power: Power) -> tuple[Role, ...]:
        """The roles trusted with a power, in the profile's order."""
        return tuple(role for role, entry in self.roles.items() if power in entry.powers)
