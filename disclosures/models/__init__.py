"""What may leave, who allowed it, who was told, and what left."""

from disclosures.models.alarms import AlarmReview, AlarmTold, DangerAlarm, KeptFromAlarm
from disclosures.models.requests import AccusedInRequest, ClaimedGround, DisclosureItem, DisclosureRequest
from disclosures.models.sending import ReliedLine, SentDisclosure, SentItem
from disclosures.models.steps import AdviceRecord, Authority, RecordedLine, SubjectNotice

__all__ = [
    "AccusedInRequest",
    "AdviceRecord",
    "AlarmReview",
    "AlarmTold",
    "Authority",
    "ClaimedGround",
    "DangerAlarm",
    "DisclosureItem",
    "DisclosureRequest",
    "KeptFromAlarm",
    "RecordedLine",
    "ReliedLine",
    "SentDisclosure",
    "SentItem",
    "SubjectNotice",
]
