"""The parameters of a policy, by section: access, people and time."""

# ruff: noqa: RUF009 - silent_means is dataclasses.field, which is made for this place

from __future__ import annotations

from dataclasses import dataclass

from policy.decision import default, law
from policy.profile import people_values as v
from policy.profile.checks import NonEmpty, Positive, Whole
from policy.profile.parts import Notification, SafeguardingContact, Statute
from policy.profile.settings import Setting, silent_means
from policy.profile.values import ThirdPartyMaterial
from policy.vocabulary import Group, Role


@dataclass(frozen=True, slots=True)
class DenyRule:
    """A role that opens no file until a condition is met.

    ``months`` are whole civil months of volunteering (0: no waiting time); ``satisfactory`` asks
    for a supervisor's record as well. A rule with neither is no rule and fails to load.
    """

    role: Role
    months: Whole = 0
    satisfactory: bool = False
    leave: v.Leave = v.Leave.PAUSES


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A person's access to their own records.

    ``notice_hours`` are elapsed hours from receipt. ``supervisor_groups``: who may supervise.
    """

    access: Setting[v.OwnFileAccess] = silent_means(v.OwnFileAccess.LEGAL_RIGHT, law("own-file-access"))
    notice_hours: Setting[Whole] = silent_means(0, default("DEF-7"))
    supervised: Setting[bool] = silent_means(False, default("DEF-33"))
    supervisor_groups: Setting[frozenset[Group]] = silent_means(frozenset({Group.STAFF}), default("DEF-33"))
    exemption: Setting[v.Exemption] = silent_means(v.Exemption.LAW_ONLY, law("own-file-exemptions"))


@dataclass(frozen=True, slots=True)
class FileAccess:
    """Roles kept from files. ``restart_on_unsatisfactory``: a bad review starts the months anew."""

    denied: Setting[tuple[DenyRule, ...]] = silent_means((), default("DEF-10"), cited=("NF-2.4",))
    restart_on_unsatisfactory: Setting[bool] = silent_means(False, default("DEF-11"))


@dataclass(frozen=True, slots=True)
class Vetting:
    """Criminal-record checks; ``results_to`` are the only roles that read a result."""

    rule: Setting[v.VettingRule] = silent_means(v.VettingRule.NOT_ENFORCED, default("DEF-1"))
    results_to: Setting[frozenset[Role]] = silent_means(frozenset({Role.DIRECTOR, Role.MANAGER}), default("DEF-1"))


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """What a worker signs, and how long the old signature lasts after a new version (days)."""

    rule: Setting[v.AcknowledgementRule] = silent_means(v.AcknowledgementRule.READING_RECORDED, default("DEF-28"))
    copy_issued: Setting[bool] = silent_means(False, default("DEF-28"))
    briefing: Setting[bool] = silent_means(False, default("DEF-1"))
    grace_days: Setting[Whole] = silent_means(14, default("DEF-28"))


@dataclass(frozen=True, slots=True)
class PolicyPages:
    """How service users learn of the policy."""

    service_users: Setting[v.PolicyToServiceUsers] = silent_means(
        v.PolicyToServiceUsers.PUBLISHED_PAGE, default("DEF-1")
    )


@dataclass(frozen=True, slots=True)
class Review:
    """Months between reviews of the policy itself."""

    interval_months: Setting[Positive] = silent_means(12, default("DEF-16"))


@dataclass(frozen=True, slots=True)
class Retention:
    """How long an unused file is kept. ``period_years`` none means no automatic disposal."""

    period_years: Setting[Positive | None] = silent_means(None, default("DEF-17"))
    trigger: Setting[v.RetentionTrigger] = silent_means(v.RetentionTrigger.NONE, default("DEF-17"))
    use_events: Setting[frozenset[v.UseEvent]] = silent_means(frozenset(v.UseEvent), default("DEF-17"))
    disposal: Setting[v.Disposal] = silent_means(v.Disposal.HUMAN_DECISION, default("DEF-17"))


@dataclass(frozen=True, slots=True)
class StorageRule:
    """How and where records are kept; ``places`` are what a search for somebody's records covers."""

    rule: Setting[v.Storage] = silent_means(v.Storage.SECURE, default("DEF-13"))
    places: Setting[frozenset[v.Place]] = silent_means(frozenset(v.Place), default("DEF-13"))


@dataclass(frozen=True, slots=True)
class Age:
    """Ages in years. From ``own_confidentiality`` a young person is treated as an adult (none: no age given).

    ``by_understanding``: below that age a child who understands enough decides alone.
    """

    child_until: Setting[Positive] = silent_means(18, law("reaching-an-age"))
    own_confidentiality: Setting[Positive | None] = silent_means(None, default("DEF-25"))
    by_understanding: Setting[bool] = silent_means(True, default("DEF-25"))
    child_view_heard: Setting[bool] = silent_means(False, default("DEF-35"))
    capacity: Setting[v.Capacity] = silent_means(v.Capacity.PER_DECISION, default("DEF-25"))


@dataclass(frozen=True, slots=True)
class People:
    """``service_user_roles``: what a person may be in a file (child, parent, carer …)."""

    service_user_roles: Setting[tuple[NonEmpty, ...]] = silent_means(
        ("service user", "child", "parent", "other family", "carer"), default("DEF-1")
    )


@dataclass(frozen=True, slots=True)
class Safeguarding:
    """Concerns about abuse. ``contact`` is where they go, ``senior`` who inside is told."""

    abuse_response_script: Setting[v.AbuseResponse] = silent_means(v.AbuseResponse.OFF, default("DEF-1"))
    past_abuse: Setting[v.PastAbuse] = silent_means(v.PastAbuse.OFF, default("DEF-1"))
    allegations_named_staff: Setting[v.Allegations] = silent_means(v.Allegations.RESTRICTED_FLAG, default("DEF-19"))
    contact: Setting[SafeguardingContact] = silent_means(
        SafeguardingContact(
            name="children's social care",
            how="The council where the child lives; ask for children's social care. In danger now: 999.",
        ),
        default("DEF-26"),
    )
    senior: Setting[Role] = silent_means(Role.MANAGER, default("DEF-2"))


@dataclass(frozen=True, slots=True)
class Records:
    """What is kept about whom, and how notes are labelled."""

    third_party_material: Setting[ThirdPartyMaterial] = silent_means(
        ThirdPartyMaterial.REDACT_BEFORE_VIEWING, default("DEF-1")
    )
    notes_status: Setting[v.NotesStatus] = silent_means(v.NotesStatus.OWN_RECORD, default("DEF-1"))
    group_work: Setting[v.GroupWork] = silent_means(v.GroupWork.PER_PERSON, default("DEF-1"))


@dataclass(frozen=True, slots=True)
class Breach:
    """What a breach by a worker leads to."""

    consequences: Setting[v.BreachRule] = silent_means(v.BreachRule.INCIDENT_RECORD, default("DEF-15"))


@dataclass(frozen=True, slots=True)
class DataProtection:
    """Law as the policy names it, and the data-protection principles.

    ``principles`` may not be switched off. ``purposes`` are the only ones records are kept for.
    """

    legal_framework: Setting[tuple[Statute, ...]] = silent_means((), law("data-protection"))
    principles: Setting[bool] = silent_means(True, law("data-protection"))
    purposes: Setting[tuple[NonEmpty, ...]] = silent_means(
        ("giving the service", "keeping people safe", "running the charity"), default("DEF-22")
    )
    notification: Setting[Notification | None] = silent_means(None, law("notification"))
