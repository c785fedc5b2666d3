"""The words a parameter may take. Each list is closed: an unknown word is a load error."""

from __future__ import annotations

from enum import StrEnum


class AuthorityTiming(StrEnum):
    """What must come before a disclosure without consent."""

    AUTHORITY_BEFORE = "authority-before"
    ADVICE_BEFORE = "advice-before"
    MANAGER_TOLD_AT_ONCE = "manager-told-at-once"


class Deputies(StrEnum):
    """Who may stand in for a named decider."""

    NOMINATED = "nominated"  # by a dated nomination
    NAMED_ALTERNATIVE = "named-alternative"  # the policy names the alternative, nobody else
    CHECK_RESULTS_ONLY = "check-results-only"


class AdviceStep(StrEnum):
    """What the policy asks about advice before a disclosure without consent."""

    REQUIRED = "required"
    RECORD_GIVEN = "record-given"
    CHILD_CASES = "child-cases"
    RECONSIDER = "reconsider"  # reasons looked at afresh when emergency services are unsuitable
    OFFERED = "offered"


class InformWhen(StrEnum):
    """The moment at which the person is told."""

    BEFORE_SENDING = "before-sending"
    AT_CONVERSATION = "at-conversation"
    WHEN_CONSIDERED = "when-considered"


class InformException(StrEnum):
    """Why telling may be left out."""

    UNREACHABLE = "unreachable"
    ENDANGERS_SOMEONE = "endangers-someone"
    NOT_POSSIBLE = "not-possible"
    UNLAWFUL = "unlawful"


class InformWho(StrEnum):
    """Who is told about a disclosure."""

    SERVICE_USER = "service-user"
    WHOEVER_TOLD = "whoever-told"


class Channel(StrEnum):
    """Who usually sends what leaves."""

    REQUESTER = "requester"
    MANAGERS = "managers"


class RecordLine(StrEnum):
    """What must be written down before a disclosure may be closed."""

    PEOPLE_SPOKEN_TO = "people-spoken-to"
    ADVICE = "advice"
    ACTION = "action"


class Minimum(StrEnum):
    """Limits on what may leave."""

    MINIMUM_ITEMS = "minimum-items"
    PURPOSE_STATED = "purpose-stated"
    ANONYMOUS_WHERE_POSSIBLE = "anonymous-where-possible"
    ANONYMISED_FOR_AUDIT = "anonymised-for-audit"
    FIXED_CONTENT = "fixed-content"
    ADEQUATE_AND_RELEVANT = "adequate-and-relevant"


class ConsentMethod(StrEnum):
    """How a consent reached the file."""

    WRITTEN = "written"
    ELECTRONIC = "electronic"
    SPOKEN = "spoken"


class ConsentForm(StrEnum):
    """What form the policy gives consent."""

    WRITTEN = "written"  # signed, on paper or screen; never spoken
    WRITTEN_RECORD = "written-record"  # may be spoken, if fully written up
    PRIOR = "prior"
    EXPLICIT = "explicit"
    PERMISSION = "permission"

    @property
    def methods(self) -> frozenset[ConsentMethod]:
        """The ways of consenting that this form accepts."""
        if self is ConsentForm.WRITTEN:
            return frozenset({ConsentMethod.WRITTEN, ConsentMethod.ELECTRONIC})
        return frozenset(ConsentMethod)


class ReferralRule(StrEnum):
    """What a referral needs."""

    FULL_KNOWLEDGE_AND_CONSENT = "full-knowledge-and-consent"
    ANONYMOUS_UNTIL_PERMITTED = "anonymous-until-permitted"
    PERMISSION_FIRST = "permission-first"
    EXPLICIT_OR_REQUESTED = "explicit-or-requested"
    CONSENT_NAMING_AGENCY = "consent-naming-agency"


class Encouragement(StrEnum):
    """Whether screens may nudge towards sharing, and how."""

    OFF = "off"
    LIAISON = "liaison"
    OWN_CONTACT = "own-contact"
    SHARING = "sharing"


class MediaRule(StrEnum):
    """What a release to the media needs."""

    PRIOR_MEDIA_CONSENT = "prior-media-consent"
    OUTSIDE_PARTY = "outside-party"


class StatisticsRule(StrEnum):
    """What figures may carry."""

    ANONYMOUS = "anonymous"
    INFORMED_CONSENT_OR_ANONYMISED = "informed-consent-or-anonymised"
    GENERAL_INFORMATION = "general-information"
    COUNTS_ONLY = "counts-only"


class CallsRule(StrEnum):
    """How a call on someone's behalf is made."""

    NAMED_IF_WRITTEN_PERMISSION = "named-if-written-permission"
    AFTER_FIRST_CONTACT = "after-first-contact"
    HYPOTHETICAL = "hypothetical"


class AttendanceRelease(StrEnum):
    """Whether past dates and times of attendance are released as routine."""

    REFERRER_ON_REQUEST = "referrer-on-request"
    REFUSED = "refused"


class ContactDetails(StrEnum):
    """How contact details are guarded beyond other personal data."""

    NEVER_WITHOUT_PERMISSION = "never-without-permission"
    OUT_OF_MONITORING = "out-of-monitoring"
    PERSONAL_DATA = "personal-data"


class ContactPreferences(StrEnum):
    """What is asked and honoured about contact."""

    RECORDED = "recorded"
    LANGUAGE_AND_ADVOCATE = "language-and-advocate"
    FIRST_CONTACT_FIRST = "first-contact-first"


class Feedback(StrEnum):
    """Whether people may be contacted for feedback."""

    OFF = "off"
    PERMISSION_FIRST = "permission-first"


class ThirdPartyMaterial(StrEnum):
    """What happens to details about other people."""

    SENDER_REMOVES = "sender-removes"
    RELEVANT_POINTS_ONLY = "relevant-points-only"
    OTHER_PARENT_WITHHELD = "other-parent-withheld"
    REDACT_BEFORE_VIEWING = "redact-before-viewing"


class SharedDatabaseRule(StrEnum):
    """What may go on a database shared with others."""

    FLAG_ONLY = "flag-only"
    NO_EXPORT = "no-export"


class Meetings(StrEnum):
    """On what terms workers attend meetings about a person."""

    ADVOCATE_WITH_PERMISSION = "advocate-with-permission"
    NOTES_OFFERED = "notes-offered"
    PERMISSION_PER_MEETING = "permission-per-meeting"


class ProceedingsReports(StrEnum):
    """Whether volunteers may report in family proceedings."""

    NONE = "none"
    MANAGER_DECIDES = "manager-decides"


class PremisesAssessments(StrEnum):
    """Whether outsiders may assess families on the premises."""

    AGREEMENT_NEEDED = "agreement-needed"
    OFF = "off"


class Transfers(StrEnum):
    """Whether information may leave the listed countries."""

    BARRED_UNLESS_EXEMPT = "barred-unless-exempt"
    COUNTRY_ASKED = "country-asked"
