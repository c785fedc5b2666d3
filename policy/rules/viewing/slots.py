"""When a viewing may be, and under whose eyes (NF-2.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from policy.calendar import LONDON, elapsed_hours_after, uk_date
from policy.decision import Decision, Ground, decide, default, forbids, permits, requires
from policy.profile import Profile
from policy.rules.people import WorkerFacts
from policy.rules.viewing.requests import identity_missing
from policy.rules.words import in_words
from policy.vocabulary import Power


@dataclass(frozen=True, slots=True)
class SlotFacts:
    """A slot as asked for. ``request_open``: the request is neither met nor withdrawn."""

    profile: Profile
    now: datetime
    received_at: datetime
    from_at: datetime | None
    until_at: datetime | None
    identity_checked: bool
    request_open: bool = True


@dataclass(frozen=True, slots=True)
class SupervisorFacts:
    """Somebody who would supervise.

    ``conflicted``: a bar, a relation, or a part of any kind in the person's life. ``is_subject``:
    the worker is the very person. ``busy``: supervising another viewing at that time.
    """

    profile: Profile
    now: datetime
    supervisor: WorkerFacts | None
    conflicted: bool = False
    accused: bool = False
    is_subject: bool = False
    busy: bool = False


def earliest_viewing_at(profile: Profile, received_at: datetime) -> datetime:
    """Receipt plus the policy's notice in elapsed hours, in UTC; receipt itself where it sets none."""
    return elapsed_hours_after(received_at, profile.own_file.notice_hours.value)


def weigh_slot(facts: SlotFacts) -> Decision:
    """Whether the viewing may be at this time. Moved later, the notice already given still stands."""
    rule = facts.profile.own_file.notice_hours
    grounds = [permits(rule.source, "The notice that the policy asks for has been given."), *_slot_objections(facts)]
    return decide(grounds, facts.profile.ref)


def weigh_supervisor(facts: SupervisorFacts) -> Decision:
    """Whether this worker may supervise: staff, free of the matter, and with nobody else (NF-2.2)."""
    rule = facts.profile.own_file.supervised
    grounds = [permits(rule.source, "A member of staff is with the person."), *supervisor_objections(facts)]
    return decide(grounds, facts.profile.ref)


def weigh_booking(slot: SlotFacts, supervisor: SupervisorFacts) -> Decision:
    """Slot and supervisor together, with every objection to either."""
    both = weigh_slot(slot), weigh_supervisor(supervisor)
    return decide([ground for each in both for ground in each.grounds], slot.profile.ref)


def _slot_objections(facts: SlotFacts) -> Iterator[Ground]:
    rule = facts.profile.own_file.notice_hours
    if not facts.request_open:
        reason = "The request has been met or withdrawn."
        yield forbids(rule.source, reason, remedy="Asking again is a new request, with notice of its own.")
    if not facts.identity_checked:
        yield identity_missing()
    if facts.from_at is None or facts.until_at is None or None in {facts.from_at.tzinfo, facts.until_at.tzinfo}:
        remedy = "Give the day and both times."
        yield requires(rule.source, "When the viewing would be is not clear.", remedy=remedy, field="from_at")
        return
    if facts.until_at <= facts.from_at:
        yield forbids(rule.source, "It would end before it begins.", remedy="Give a later end.", field="until_at")
    earliest = earliest_viewing_at(facts.profile, facts.received_at)
    if facts.from_at < earliest:
        reason = f"The person gives {rule.value} hours' notice, and these are not over until {in_full(earliest)}."
        yield forbids(rule.source, reason, remedy=f"Book it for {in_full(earliest)} or later.", field="from_at")
    if facts.from_at < facts.now:
        yield forbids(default("DEF-1"), "That time has passed.", remedy="Give a time to come.", field="from_at")


def in_full(at: datetime) -> str:
    """An instant as people in the United Kingdom write it: 13:00 on 29 March 2026."""
    local = at.astimezone(LONDON)
    return f"{local:%H:%M} on {in_words(local.date())}"


def supervisor_objections(facts: SupervisorFacts) -> Iterator[Ground]:
    """Everything that keeps somebody from supervising; says nothing of why there is a conflict."""
    own_file, who, today = facts.profile.own_file, facts.supervisor, uk_date(facts.now)
    another = "Choose another member of staff."
    if who is None:
        reason = "Nobody is named to be with the person."
        yield requires(own_file.supervised.source, reason, remedy="Choose a member of staff.", field="supervisor")
        return
    entry = who.entry(facts.profile, today)
    if not who.active or entry is None or entry.group not in own_file.supervisor_groups.value:
        reason = "Only a member of staff supervises a viewing."
        yield forbids(own_file.supervisor_groups.source, reason, remedy=another, field="supervisor")
    elif not who.has(Power.SUPERVISE_VIEWING, facts.profile, today):
        reason = "That role is not trusted to supervise a viewing."
        yield forbids(own_file.supervised.source, reason, remedy=another, field="supervisor")
    if facts.is_subject:
        reason = "Nobody supervises the viewing of their own file."
        yield forbids(own_file.supervised.source, reason, remedy=another, field="supervisor")
    if facts.conflicted or facts.accused:
        yield forbids(default("DEF-9"), "That worker cannot supervise this.", remedy=another, field="supervisor")
    if facts.busy:
        reason = "That worker is supervising somebody else then."
        yield forbids(own_file.supervised.source, reason, remedy=another, field="supervisor")
