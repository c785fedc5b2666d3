"""Recording that somebody asked to see their own records (NF-2.1, NF-2.2, DEF-6, DEF-7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from policy.calendar import one_month_due_on, uk_date
from policy.decision import Decision, Ground, Obligation, decide, default, forbids, law, permits, requires
from policy.profile import Profile
from policy.rules.words import in_words

BACK_DATING = timedelta(hours=1)
"""A receipt claimed longer ago than this is back-dated; writing it down takes a while."""


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """A request as recorded. ``received_at`` None means no time was given.

    ``own_worker``: the recorder is assigned to the person's file. ``manages``: the recorder is
    trusted to manage files.
    """

    profile: Profile
    now: datetime
    received_at: datetime | None
    file_opened_at: datetime
    identity_checked: bool = False
    own_worker: bool = False
    manages: bool = False


def weigh_request(facts: RequestFacts) -> Decision:
    """Whether the request may be recorded with this time of receipt.

    Nobody is refused a request for want of identity: that is left to do, and must be done before
    any answer (DEF-6). The legal date is shown whatever the policy says (DEF-7).
    """
    access = facts.profile.own_file.access
    grounds = [permits(access.source, "People may ask to see what is written about them."), *_receipt(facts)]
    obligations: list[Obligation] = []
    if not facts.identity_checked:
        what = "Make sure who is asking, through a safe contact already on file."
        obligations.append(Obligation("check-identity", default("DEF-6"), what))
    return decide(grounds, facts.profile.ref, obligations=obligations, notes=_legal_note(facts))


def weigh_identity(profile: Profile, *, checked: bool) -> Decision:
    """Nothing is answered, booked or begun before it is known who asks (DEF-6)."""
    grounds = [permits(profile.own_file.access.source, "Who is asking has been checked.")]
    return decide(grounds if checked else [identity_missing()], profile.ref)


def identity_missing() -> Ground:
    """Who is asking is not yet known."""
    remedy = "Check through a safe contact already on file, never one that came with the request."
    return requires(default("DEF-6"), "Who is asking has not been checked.", remedy=remedy, field="identity_check")


def legal_due_on(received_at: datetime, holidays: frozenset[date] = frozenset()) -> date:
    """The day by which the law wants an answer, apart from any notice (DEF-7)."""
    return one_month_due_on(uk_date(received_at), holidays)


def _receipt(facts: RequestFacts) -> Iterator[Ground]:
    source, received_at = facts.profile.own_file.notice_hours.source, facts.received_at
    at = "received_at"
    if received_at is None or received_at.tzinfo is None:
        reason = "When the request was received is not clear."
        yield requires(source, reason, remedy="Give the day and the time.", field=at)
        return
    if received_at > facts.now:
        remedy = "Give the time it arrived."
        yield forbids(source, "The request cannot have arrived in the future.", remedy=remedy, field=at)
    if received_at < facts.file_opened_at:
        remedy = "Give the time it arrived."
        yield forbids(source, "That is before there was a file.", remedy=remedy, field=at)
    if received_at < facts.now - BACK_DATING and facts.own_worker and not facts.manages:
        reason = "The person's own worker does not record an earlier time of receipt."
        yield forbids(source, reason, remedy="A manager records it, or give the time now.", field=at)


def _legal_note(facts: RequestFacts) -> Iterator[str]:
    if facts.received_at is not None and facts.received_at.tzinfo is not None:
        due = in_words(legal_due_on(facts.received_at))
        yield f"Whatever the notice, the law wants an answer by {due} (note on current law: {_DEADLINE.id})."


_DEADLINE = law("own-file-deadline")
