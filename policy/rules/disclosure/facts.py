"""The facts of a disclosure: what would go to whom, why, and on what it rests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from policy.calendar import uk_date
from policy.decision import Decision
from policy.profile import DisclosureGround, Profile
from policy.profile.people_values import RecipientKind
from policy.rules.consent.signatory import is_child
from policy.vocabulary import Category


class Basis(StrEnum):
    """What a disclosure rests on."""

    CONSENT = "consent"
    GROUND = "ground"
    NEITHER = "neither"


class Passing(StrEnum):
    """A disclosure tells an agency something; a referral sends the person to it."""

    DISCLOSURE = "disclosure"
    REFERRAL = "referral"


class EmergencyAnswer(StrEnum):
    """Whether emergency services were the right first response (ACEVO-BK-1)."""

    NOT_ASKED = "not-asked"
    CALLED = "called"
    NOT_SUITABLE = "not-suitable"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that would leave, and why the recipient needs it. ``at`` prefixes its form fields."""

    item_id: UUID
    category: Category
    necessity: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who would receive. ``kinds``: everything the agency counts as.

    ``is_source_of_risk`` is about the very person it would reach; None means nobody asked.
    ``country`` is a two-letter code, "" if not known. ``reason`` is why this recipient, where
    the policy does not say who may be told. ``exemption``: why it may leave the listed countries.
    """

    agency: UUID | None
    kinds: frozenset[RecipientKind] = frozenset()
    country: str = ""
    is_source_of_risk: bool | None = None
    is_media: bool = False
    reason: str = ""
    exemption: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A ground relied on, with the answers to the facts it demands (dates as YYYY-MM-DD).

    ``at`` prefixes the form fields of its facts.
    """

    slug: str
    answers: Mapping[str, str]
    at: str = ""

    def field(self, name: str) -> str:
        """The form field of one fact."""
        return f"{self.at}-{name}" if self.at else name


@dataclass(frozen=True, slots=True)
class Urgency:
    """What presses. ``why_not_wait`` and ``who_was_tried`` are the worker's words (NF-4.3g)."""

    at_risk_now: bool = False
    child_significant_harm: bool = False
    only_adviser_accused: bool = False
    why_not_wait: str = ""
    who_was_tried: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """Answers to what particular policies ask before anything leaves. Blank is not answered.

    ``emergency_reason`` says why emergency services are not suitable, ``reconsidered`` what was
    weighed afresh after that (ACEVO-BK-2). ``child_view`` is the child's own words, or
    ``child_view_missing`` why there are none.
    """

    effect_on_person: str = ""
    who_could_be_endangered: str = ""
    self_contact: str = ""
    welfare: str = ""
    child_view: str = ""
    child_view_missing: str = ""
    emergency: EmergencyAnswer = EmergencyAnswer.NOT_ASKED
    emergency_service: str = ""
    emergency_reason: str = ""
    reconsidered: str = ""
    person_saw_content: bool = False


@dataclass(frozen=True, slots=True)
class ProposalFacts:
    """A disclosure as drawn up, at the moment of weighing.

    ``coverage`` holds what :func:`policy.rules.consent.covers` answered for each kind of
    information among the items. ``purpose`` is what the recipient will use it for and
    ``purpose_from`` who said so. ``subject_birth`` None means the age is not known.
    """

    profile: Profile
    now: datetime
    basis: Basis
    recipient: Recipient
    purpose: str
    items: tuple[Item, ...]
    subject_birth: date | None
    purpose_from: str = ""
    passing: Passing = Passing.DISCLOSURE
    coverage: Mapping[Category, Decision] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()
    urgency: Urgency = Urgency()
    asked: Asked = Asked()
    whole_file: bool = False
    whole_file_reason: str = ""
    child_involved: bool = False
    for_proceedings: bool = False
    by_volunteer: bool = False

    @property
    def concerns_child(self) -> bool:
        """The person is a child, or of unknown age, or a child is involved (NF-3.1a)."""
        return self.child_involved or is_child(self.profile, self.subject_birth, uk_date(self.now))

    @property
    def claimed(self) -> tuple[tuple[Claim, DisclosureGround], ...]:
        """The claims whose ground the policy has, with that ground."""
        grounds = self.profile.grounds
        return tuple((claim, grounds[claim.slug]) for claim in self.claims if claim.slug in grounds)
