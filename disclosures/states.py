"""The life of a disclosure request: every state, every step, and nothing else."""

from __future__ import annotations

from typing import Final

from django.db import models


class State(models.TextChoices):
    """Where a request stands."""

    DRAFT = "draft", "Draft"
    PROPOSED = "proposed", "Proposed"
    AUTHORISED = "authorised", "Authorised"
    REFUSED = "refused", "Authority refused"
    SENT = "sent", "Sent"
    CLOSED = "closed", "Closed"
    CANCELLED = "cancelled", "Cancelled"


class Step(models.TextChoices):
    """What can be done to a request."""

    EDIT = "edit", "Change"
    PROPOSE = "propose", "Propose"
    ADVISE = "advise", "Record advice"
    AUTHORISE = "authorise", "Authorise"
    REFUSE = "refuse", "Refuse authority"
    TELL = "tell", "Record telling"
    SEND = "send", "Send"
    WRITE_LINE = "write-line", "Write down what was done"
    CLOSE = "close", "Close"
    CANCEL = "cancel", "Cancel"


TRANSITIONS: Final[dict[tuple[State, Step], State]] = {
    (State.DRAFT, Step.EDIT): State.DRAFT,
    (State.DRAFT, Step.PROPOSE): State.PROPOSED,
    (State.DRAFT, Step.CANCEL): State.CANCELLED,
    # Advice and telling may come at any moment before closing; where they must come first the rule says so.
    (State.DRAFT, Step.ADVISE): State.DRAFT,
    (State.DRAFT, Step.TELL): State.DRAFT,
    (State.DRAFT, Step.WRITE_LINE): State.DRAFT,
    (State.PROPOSED, Step.EDIT): State.DRAFT,
    (State.PROPOSED, Step.ADVISE): State.PROPOSED,
    (State.PROPOSED, Step.TELL): State.PROPOSED,
    (State.PROPOSED, Step.AUTHORISE): State.AUTHORISED,
    (State.PROPOSED, Step.REFUSE): State.REFUSED,
    (State.PROPOSED, Step.SEND): State.SENT,
    (State.PROPOSED, Step.WRITE_LINE): State.PROPOSED,
    (State.PROPOSED, Step.CANCEL): State.CANCELLED,
    # An edit voids the authority; a second approver's refusal wins over the first one's yes.
    (State.AUTHORISED, Step.EDIT): State.DRAFT,
    (State.AUTHORISED, Step.ADVISE): State.AUTHORISED,
    (State.AUTHORISED, Step.TELL): State.AUTHORISED,
    (State.AUTHORISED, Step.REFUSE): State.REFUSED,
    (State.AUTHORISED, Step.SEND): State.SENT,
    (State.AUTHORISED, Step.WRITE_LINE): State.AUTHORISED,
    (State.AUTHORISED, Step.CANCEL): State.CANCELLED,
    # Refused stays refused until a fresh request.
    (State.REFUSED, Step.WRITE_LINE): State.REFUSED,
    (State.REFUSED, Step.CLOSE): State.CLOSED,
    # After an emergency, advice, authority and telling follow the sending.
    (State.SENT, Step.ADVISE): State.SENT,
    (State.SENT, Step.TELL): State.SENT,
    (State.SENT, Step.AUTHORISE): State.SENT,
    (State.SENT, Step.REFUSE): State.SENT,
    (State.SENT, Step.WRITE_LINE): State.SENT,
    (State.SENT, Step.CLOSE): State.CLOSED,
}


def follows(state: State, step: Step) -> State | None:
    """The state after a step, or None where the step is not open."""
    return TRANSITIONS.get((State(state), step))


def open_steps(state: State) -> frozenset[Step]:
    """The steps that a state leaves open, before any rule is asked."""
    return frozenset(step for (at, step) in TRANSITIONS if at == state)
