"""More words a parameter may take: access, people and time."""

from __future__ import annotations

from enum import StrEnum


class OwnFileAccess(StrEnum):
    """What a person may see of their own records."""

    RIGHT_RECOGNISED = "right-recognised"
    ALL_WRITTEN = "all-written"
    KNOW_DATA_HELD = "know-data-held"
    LEGAL_RIGHT = "legal-right"


class Exemption(StrEnum):
    """What may be kept back from a person's own records, by the policy's words."""

    THIRD_PARTY = "third-party"
    VIOLENT_CRIME = "violent-crime"
    LAW_ONLY = "law-only"


class Leave(StrEnum):
    """What leave does to a waiting period."""

    PAUSES = "pauses"
    COUNTS = "counts"


class VettingRule(StrEnum):
    """Who must be checked before meeting anyone."""

    ALL_POTENTIAL_VOLUNTEERS = "all-potential-volunteers"
    NOT_ENFORCED = "not-enforced"


class AcknowledgementRule(StrEnum):
    """What a worker signs before the first file."""

    READ_AND_UNDERSTOOD = "read-and-understood"
    UNDERTAKING = "undertaking"
    READING_RECORDED = "reading-recorded"


class PolicyToServiceUsers(StrEnum):
    """How service users learn of the policy."""

    EXPLAINED_WITH_HANDOUT = "explained-with-handout"
    EXPLAINED_AT_FIRST_CONTACT = "explained-at-first-contact"
    PUBLISHED_OPENLY = "published-openly"
    AWARE_AND_ON_REQUEST = "aware-and-on-request"
    PUBLISHED_PAGE = "published-page"


class RetentionTrigger(StrEnum):
    """What starts the retention clock."""

    NON_USE = "non-use"
    NONE = "none"


class Disposal(StrEnum):
    """How what is no longer kept is disposed of."""

    CONFIDENTIAL_WASTE = "confidential-waste"
    HUMAN_DECISION = "human-decision"


class UseEvent(StrEnum):
    """What counts as using a file, and so restarts the retention clock."""

    SERVICE_CONTACT = "service-contact"
    NEW_ENTRY = "new-entry"
    DISCLOSURE = "disclosure"
    OWN_FILE_VIEWING = "own-file-viewing"


class Storage(StrEnum):
    """How records are kept."""

    FILE_OR_COMPUTER = "file-or-computer"
    INDIVIDUAL_FILES = "individual-files"
    DATABASE_AND_LOCKED_DRAWER = "database-and-locked-drawer"
    SECURE_PLACE = "secure-place"
    SECURE = "secure"


class Place(StrEnum):
    """Where records may lie, and so where a search must look."""

    ELECTRONIC = "electronic"
    PAPER = "paper"


class Capacity(StrEnum):
    """What must be known before somebody else decides for a person."""

    DECISION_SPECIFIC = "decision-specific"
    SURE_OF_INCAPACITY = "sure-of-incapacity"
    PER_DECISION = "per-decision"


class AbuseResponse(StrEnum):
    """What a worker who hears of a child's abuse is walked through."""

    REPORT = "report"
    THANK_EXPLAIN_TELL = "thank-explain-tell"
    OFF = "off"


class PastAbuse(StrEnum):
    """What a worker who hears of abuse long ago is walked through."""

    NO_PRESSURE_ASK_WISHES = "no-pressure-ask-wishes"
    OFF = "off"


class Allegations(StrEnum):
    """How an accusation about a named worker is handled."""

    GROUND = "ground"
    MEETING_AND_PAUSE = "meeting-and-pause"
    RESTRICTED_FLAG = "restricted-flag"


class NotesStatus(StrEnum):
    """What a worker's notes are."""

    SUPPORT_NOTES_NOT_MINUTES = "support-notes-not-minutes"
    OWN_RECORD = "own-record"


class GroupWork(StrEnum):
    """How work with several people at once is covered."""

    COVERED_EQUALLY = "covered-equally"
    ONE_TO_ONE_ONLY = "one-to-one-only"
    SHARED_PREMISES = "shared-premises"
    PER_PERSON = "per-person"


class BreachRule(StrEnum):
    """What a breach leads to."""

    GROSS_MISCONDUCT = "gross-misconduct"
    INCIDENT_RECORD = "incident-record"


class RecipientKind(StrEnum):
    """Kinds of outside body a ground may name."""

    RELEVANT_AGENCY = "relevant-agency"  # any agency whose work the ground concerns
    CHILDRENS_SOCIAL_CARE = "childrens-social-care"
    POLICE = "police"
    EMERGENCY_SERVICES = "emergency-services"
    HEALTH = "health"
    STATUTORY_ENQUIRER = "statutory-enquirer"
    BODY_IN_ORDER = "body-in-order"
    REFERRING_AGENCY = "referring-agency"


class After(StrEnum):
    """Whether authority or advice may follow a disclosure instead of coming first."""

    NO = "no"
    YES = "yes"
    IF_ANYONE_AT_RISK_NOW = "if-anyone-at-risk-now"
    IF_WAITING_IMPOSSIBLE = "if-waiting-impossible"
    IF_IMMEDIATE = "if-immediate"
    IF_PLANNED_AND_IMMINENT = "if-planned-and-imminent"
    IF_AT_RISK_OR_ONLY_ADVISER_ACCUSED = "if-at-risk-or-only-adviser-accused"
    NOT_APPLICABLE = "not-applicable"  # the policy demands no prior authority


class FactKind(StrEnum):
    """How a fact is asked on a form."""

    TEXT = "text"
    CHOICE = "choice"
    PERSON = "person"
    DATE = "date"
    YESNO = "yesno"


class KeptBy(StrEnum):
    """What in the software keeps a duty, or helps people to keep it."""

    RULE = "rule"
    RECORD = "record"
    SCREEN = "screen"
    PROFILE = "profile"
