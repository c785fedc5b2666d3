"""A person reading their own file: the request, the slot, the supervisor, the session."""

from policy.rules.viewing.requests import RequestFacts, legal_due_on, weigh_identity, weigh_request
from policy.rules.viewing.sessions import (
    BeginFacts,
    PageFacts,
    PassageFacts,
    PassageSource,
    RunningFacts,
    weigh_begin,
    weigh_end,
    weigh_page,
    weigh_passage,
    weigh_watch,
)
from policy.rules.viewing.slots import (
    SlotFacts,
    SupervisorFacts,
    earliest_viewing_at,
    weigh_booking,
    weigh_slot,
    weigh_supervisor,
)

__all__ = [
    "BeginFacts",
    "PageFacts",
    "PassageFacts",
    "PassageSource",
    "RequestFacts",
    "RunningFacts",
    "SlotFacts",
    "SupervisorFacts",
    "earliest_viewing_at",
    "legal_due_on",
    "weigh_begin",
    "weigh_booking",
    "weigh_end",
    "weigh_identity",
    "weigh_page",
    "weigh_passage",
    "weigh_request",
    "weigh_slot",
    "weigh_supervisor",
    "weigh_watch",
]
