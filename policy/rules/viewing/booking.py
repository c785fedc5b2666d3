"""Recording a request, booking and moving a viewing, calling it off, choosing a supervisor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from policy.calendar import uk_date
from policy.decision import Decision, Ground, default, forbids, permits, requires
from policy.profile import Profile
from policy.rules.acting import weigh_act_on_file
from policy.rules.people import WorkerFacts
from policy.rules.roles import weigh_role
from policy.rules.viewing.words import (
    UNAVAILABLE,
    Stage,
    earliest_viewing,
    notice_source,
    on_the_clock,
    staff_source,
    supervision_source,
)
from policy.vocabulary import Power

TYPED_IN_WITHIN = timedelta(minutes=15)
"""A request typed in within a quarter of an hour of its receipt is not back-dated."""


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """A request being recorded. ``access`` answers for opening the file; ``received_at`` None: not yet said.

    ``own_worker``: the recorder is assigned to the file, and so has an interest in when it came.
    """

    profile: Profile
    now: datetime
    by: WorkerFacts
    access: Decision
    file_opened_at: datetime
    received_at: datetime | None
    own_worker: bool


@dataclass(frozen=True, slots=True)
class SupervisorFacts:
    """Somebody who is to supervise. ``barred`` covers every bar, accusation and possible match;
    ``subject``: it is the person themselves, under a worker's account; ``busy``: supervising then."""

    worker: WorkerFacts
    barred: bool
    subject: bool
    busy: bool


@dataclass(frozen=True, slots=True)
class BookingFacts:
    """A slot asked for. ``supervisor`` None: nobody chosen, or nobody known by that reference.

    ``asked`` is False while only the form is shown. ``standing``: another viewing of the same
    file is booked or under way (the one being moved does not count).
    """

    profile: Profile
    now: datetime
    access: Decision
    received_at: datetime
    request_open: bool
    identity_checked: bool
    standing: bool
    asked: bool = False
    from_at: datetime | None = None
    until_at: datetime | None = None
    supervisor: SupervisorFacts | None = None


def weigh_record_request(facts: RequestFacts) -> Decision:
    """Whether a request may be recorded, and whether the time of receipt may be believed (edge 19)."""
    support = permits(facts.profile.own_file.access.source, "People may ask to see what is held about them.")
    return weigh_act_on_file(facts.access, [support, *_receipt_objections(facts)])


def _receipt_objections(facts: RequestFacts) -> Iterator[Ground]:
    source, received_at = notice_source(facts.profile), facts.received_at
    if received_at is None:
        return
    if received_at > facts.now:
        yield forbids(source, "A request cannot have reached us in the future.", field="received_at")
    if received_at < facts.file_opened_at.replace(second=0, microsecond=0):  # people give minutes
        yield forbids(
            source,
            f"The file was opened {on_the_clock(facts.file_opened_at)}; a request cannot have reached us before.",
            field="received_at",
        )
    manages = facts.by.has(Power.MANAGE_FILES, facts.profile, uk_date(facts.now))
    if facts.own_worker and not manages and facts.now - received_at > TYPED_IN_WITHIN:
        yield requires(
            source,
            "You work with this person, so a request that reached us earlier is recorded by a manager.",
            remedy="Ask a manager to record it, or give the time now.",
            field="received_at",
        )


def weigh_booking(facts: BookingFacts) -> Decision:
    """Whether a viewing may be booked, or moved, for this slot and supervisor (NF-2.2, DEF-6)."""
    support = permits(facts.profile.own_file.access.source, "People may see what is held about them.")
    objections = [*_request_objections(facts)]
    if facts.asked:
        objections += [*_slot_objections(facts), *_chosen_objections(facts)]
    return weigh_act_on_file(facts.access, [support, *objections])


def still_open(profile: Profile, is_open: bool) -> tuple[Ground, ...]:
    """A request that was met or withdrawn is over; asking again is a new one (edge 18)."""
    if is_open:
        return ()
    return (
        forbids(
            notice_source(profile),
            "The request was met or withdrawn.",
            remedy="If the person asks again, record a new request; its notice starts anew.",
        ),
    )


def _request_objections(facts: BookingFacts) -> Iterator[Ground]:
    yield from still_open(facts.profile, facts.request_open)
    if not facts.identity_checked:
        yield requires(
            default("DEF-6"),
            "Nobody has yet made sure who is asking.",
            remedy="Record how you know that it is the person, through a safe contact already on file.",
        )
    if facts.standing:
        yield forbids(
            supervision_source(facts.profile),
            "A viewing of this file is booked or under way already.",
            remedy="Move that one, or call it off.",
        )


def _slot_objections(facts: BookingFacts) -> Iterator[Ground]:
    if facts.from_at is None or facts.until_at is None:
        return
    hours = facts.profile.own_file.notice_hours.value
    earliest = earliest_viewing(facts.profile, facts.received_at)
    if facts.from_at < earliest:
        yield forbids(
            notice_source(facts.profile),
            f"The policy asks for {hours} hours' notice, and the request reached us {on_the_clock(facts.received_at)}.",
            remedy=f"The earliest time is {on_the_clock(earliest)}.",
            field="from_at",
        )
    if facts.from_at < facts.now:
        yield forbids(default("DEF-1"), "That time is over.", remedy="Choose a time to come.", field="from_at")
    if facts.until_at <= facts.from_at:
        yield forbids(default("DEF-1"), "The viewing would end before it begins.", field="minutes")


def _chosen_objections(facts: BookingFacts) -> tuple[Ground, ...]:
    if facts.supervisor is None:
        reason, remedy = "A viewing needs a supervisor.", "Choose a member of staff."
        return (requires(supervision_source(facts.profile), reason, remedy=remedy, field="supervisor"),)
    return tuple(supervisor_objections(facts.profile, facts.supervisor, facts.now))


def supervisor_objections(profile: Profile, chosen: SupervisorFacts, now: datetime) -> Iterator[Ground]:
    """What stands against somebody's supervising: no staff, or, in one neutral sentence, anything else (edge 100)."""
    source, today = supervision_source(profile), uk_date(now)
    entry = chosen.worker.entry(profile, today)
    remedy = "Choose another member of staff."
    if entry is None or entry.group not in profile.own_file.supervisor_groups.value:
        reason = "A member of staff supervises a viewing; this worker is not one."
        yield forbids(staff_source(profile), reason, remedy=remedy, field="supervisor")
        return
    trusted = chosen.worker.has(Power.SUPERVISE_VIEWING, profile, today)
    opens_files = weigh_role(profile, chosen.worker, now).permitted
    if not trusted or not opens_files or chosen.barred or chosen.subject or chosen.busy:
        yield forbids(source, UNAVAILABLE, remedy=remedy, field="supervisor")


def weigh_call_off(access: Decision, profile: Profile, stage: Stage) -> Decision:
    """Whether a booked viewing may be called off: only before it begins."""
    support = permits(profile.own_file.access.source, "A booked viewing may be called off.")
    objections = (
        [] if stage is Stage.BOOKED else [forbids(supervision_source(profile), "It has begun, or is over already.")]
    )
    return weigh_act_on_file(access, [support, *objections])
