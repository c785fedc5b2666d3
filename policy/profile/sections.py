"""The parameters of a policy, by section: who decides, who is told, what may leave.

Every field is a :class:`~policy.profile.settings.Setting`; ``silent_means`` gives the software's
own choice where the policy is silent, and the default or law note that must then be cited.
"""

# ruff: noqa: RUF009 - silent_means is dataclasses.field, which is made for this place

from __future__ import annotations

from dataclasses import dataclass

from policy.decision import default, law
from policy.profile import values as v
from policy.profile.checks import NonEmpty, Positive, Whole
from policy.profile.settings import Setting, silent_means
from policy.vocabulary import Group, HeldBy, Role


@dataclass(frozen=True, slots=True)
class Confidentiality:
    """Who holds a confidence and whom the policy binds."""

    held_by: Setting[HeldBy] = silent_means(HeldBy.ORGANISATION, default("DEF-10"))
    bound_groups: Setting[frozenset[Group]] = silent_means(frozenset(Group), default("DEF-1"), cited=("PACE-1",))


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Who decides on a disclosure without consent, and how it goes out.

    ``authorisers`` are in order of preference: by default a manager, failing one a trustee.
    ``emergency_services_first``: the emergency-services question must be answered before
    anything else (else it is a prompt).
    """

    authorisers: Setting[tuple[Role, ...]] = silent_means((Role.MANAGER, Role.DIRECTOR, Role.CHAIR), default("DEF-2"))
    channel: Setting[v.Channel] = silent_means(v.Channel.REQUESTER, default("DEF-2"))
    record_content: Setting[frozenset[v.RecordLine]] = silent_means(frozenset(v.RecordLine), default("DEF-15"))
    minimum: Setting[frozenset[v.Minimum]] = silent_means(
        frozenset({v.Minimum.MINIMUM_ITEMS, v.Minimum.PURPOSE_STATED}), default("DEF-22")
    )
    emergency_services_first: Setting[bool] = silent_means(False, default("DEF-27"))


@dataclass(frozen=True, slots=True)
class Authority:
    """Authority for a disclosure without consent."""

    prior: Setting[v.AuthorityTiming] = silent_means(v.AuthorityTiming.AUTHORITY_BEFORE, default("DEF-2"))
    written: Setting[bool] = silent_means(True, default("DEF-2"))
    deputies: Setting[v.Deputies] = silent_means(v.Deputies.NOMINATED, default("DEF-20"))
    after_if_life_at_risk: Setting[bool] = silent_means(True, default("DEF-3"))


@dataclass(frozen=True, slots=True)
class Advice:
    """Advice before a disclosure without consent. ``may_follow``: it may come after, if waiting is impossible."""

    step: Setting[v.AdviceStep] = silent_means(v.AdviceStep.OFFERED, default("DEF-2"))
    advisers: Setting[tuple[Role, ...]] = silent_means((Role.MANAGER, Role.DIRECTOR), default("DEF-2"))
    may_follow: Setting[bool] = silent_means(True, default("DEF-3"))


@dataclass(frozen=True, slots=True)
class InformSubject:
    """Telling the person about a disclosure without consent.

    ``required`` false still asks and records the answer (DEF-21).
    """

    required: Setting[bool] = silent_means(False, default("DEF-21"))
    when: Setting[v.InformWhen] = silent_means(v.InformWhen.BEFORE_SENDING, default("DEF-21"))
    exceptions: Setting[frozenset[v.InformException]] = silent_means(
        frozenset({v.InformException.UNREACHABLE, v.InformException.ENDANGERS_SOMEONE, v.InformException.UNLAWFUL}),
        default("DEF-21"),
    )
    who: Setting[v.InformWho] = silent_means(v.InformWho.SERVICE_USER, default("DEF-29"))


@dataclass(frozen=True, slots=True)
class Consent:
    """What a consent must be.

    ``blanket`` true would accept consent to everything or everyone. ``expiry`` is the number of
    months after which a consent is reviewed. ``internal``: colleagues need the person's permission
    too; ``members_with_authority`` are the only roles such a permission may name.
    """

    form: Setting[v.ConsentForm] = silent_means(v.ConsentForm.WRITTEN_RECORD, default("DEF-25"))
    agencies_listed: Setting[bool] = silent_means(True, default("DEF-23"))
    partial: Setting[bool] = silent_means(True, default("DEF-23"))
    blanket: Setting[bool] = silent_means(False, default("DEF-23"))
    as_need_arises: Setting[bool] = silent_means(True, default("DEF-23"))
    freely_given: Setting[bool] = silent_means(True, default("DEF-23"))
    expiry: Setting[Positive] = silent_means(12, default("DEF-4"))
    internal: Setting[bool] = silent_means(False, default("DEF-10"))
    members_with_authority: Setting[frozenset[Role]] = silent_means(frozenset(), default("DEF-1"))


@dataclass(frozen=True, slots=True)
class Referral:
    """``exceptional_grounds``: a referral may rest on a ground instead of consent."""

    rule: Setting[v.ReferralRule] = silent_means(v.ReferralRule.CONSENT_NAMING_AGENCY, default("DEF-23"))
    exceptional_grounds: Setting[bool] = silent_means(False, default("DEF-23"))


@dataclass(frozen=True, slots=True)
class Sharing:
    """Whether people are nudged to share, or agencies told of open records."""

    encourage: Setting[v.Encouragement] = silent_means(v.Encouragement.OFF, default("DEF-1"))
    inbound_notice: Setting[bool] = silent_means(False, default("DEF-1"))


@dataclass(frozen=True, slots=True)
class Media:
    """``decision_final``: staff may never raise the same story again after a no."""

    rule: Setting[v.MediaRule] = silent_means(v.MediaRule.OUTSIDE_PARTY, default("DEF-24"))
    decision_final: Setting[bool] = silent_means(False, default("DEF-24"))


@dataclass(frozen=True, slots=True)
class Statistics:
    """Figures for others. Counts below ``small_cells_below`` are hidden."""

    rule: Setting[v.StatisticsRule] = silent_means(v.StatisticsRule.COUNTS_ONLY, default("DEF-5"))
    small_cells_below: Setting[Positive] = silent_means(5, default("DEF-5"))


@dataclass(frozen=True, slots=True)
class Calls:
    """Calls on a person's behalf, and listening in on calls."""

    rule: Setting[v.CallsRule] = silent_means(v.CallsRule.HYPOTHETICAL, default("DEF-22"))
    monitoring: Setting[bool] = silent_means(False, default("DEF-1"))


@dataclass(frozen=True, slots=True)
class Attendance:
    """Routine release of past dates and times of attendance."""

    dates: Setting[v.AttendanceRelease] = silent_means(v.AttendanceRelease.REFUSED, default("DEF-1"))


@dataclass(frozen=True, slots=True)
class Contact:
    """Contact details, and contact with the person."""

    details: Setting[v.ContactDetails] = silent_means(v.ContactDetails.PERSONAL_DATA, default("DEF-22"))
    preferences: Setting[v.ContactPreferences] = silent_means(v.ContactPreferences.RECORDED, default("DEF-6"))
    third_party_requests: Setting[bool] = silent_means(True, default("DEF-31"))
    feedback: Setting[v.Feedback] = silent_means(v.Feedback.OFF, default("DEF-1"))


@dataclass(frozen=True, slots=True)
class SharedDatabase:
    """A database shared with others; ``flag_text`` is all that may ever appear on it."""

    rule: Setting[v.SharedDatabaseRule] = silent_means(v.SharedDatabaseRule.NO_EXPORT, default("DEF-1"))
    name: Setting[str] = silent_means("", default("DEF-1"))
    flag_text: Setting[str] = silent_means("", default("DEF-1"))
    electronic_form: Setting[bool] = silent_means(False, default("DEF-1"))
    advantages: Setting[tuple[NonEmpty, ...]] = silent_means((), default("DEF-1"))
    disadvantages: Setting[tuple[NonEmpty, ...]] = silent_means((), default("DEF-1"))


@dataclass(frozen=True, slots=True)
class MeetingsRule:
    """Meetings about a person, family proceedings, assessments on the premises."""

    rule: Setting[v.Meetings] = silent_means(v.Meetings.PERMISSION_PER_MEETING, default("DEF-23"))
    volunteer_reports_in_proceedings: Setting[v.ProceedingsReports] = silent_means(
        v.ProceedingsReports.MANAGER_DECIDES, default("DEF-2")
    )
    premises_assessments: Setting[v.PremisesAssessments] = silent_means(v.PremisesAssessments.OFF, default("DEF-1"))


@dataclass(frozen=True, slots=True)
class Transfer:
    """``countries`` (two-letter codes) need no exemption; anywhere else does, or is asked about."""

    outside_eea: Setting[v.Transfers] = silent_means(v.Transfers.COUNTRY_ASKED, law("international-transfers"))
    countries: Setting[frozenset[str]] = silent_means(frozenset({"GB"}), law("international-transfers"))


@dataclass(frozen=True, slots=True)
class Timing:
    """Intervals the software needs and the five policies leave open."""

    danger_review_hours: Setting[Positive] = silent_means(24, default("DEF-3"))
    manager_queue_hours: Setting[Positive] = silent_means(24, default("DEF-2"))
    alert_escalation_minutes: Setting[Positive] = silent_means(30, default("DEF-2"))
    statement_reminder_days: Setting[Positive] = silent_means(14, default("DEF-23"))
    agency_stale_months: Setting[Positive] = silent_means(12, default("DEF-16"))
    query_reminder_days: Setting[Whole] = silent_means(3, default("DEF-2"))
