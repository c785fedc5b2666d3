"""Beginning, watching, reading and ending a viewing, and what may be in its copy (NF-2.2, NF-4.5, NF-4.6.4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from policy.calendar import uk_date
from policy.decision import Decision, Ground, Opening, decide, default, forbids, law, permits
from policy.profile import Profile
from policy.rules.people import WorkerFacts
from policy.rules.viewing.slots import SlotFacts, SupervisorFacts, in_full, supervisor_objections, weigh_slot
from policy.vocabulary import SHAREABLE, Category, Power


class PassageSource(StrEnum):
    """Where a passage came from."""

    OWN = "own"
    AGENCY = "agency"
    THIRD_PARTY = "third-party"


@dataclass(frozen=True, slots=True)
class PassageFacts:
    """One entry that might be in the copy. ``about_others``: it is marked as holding somebody else's details.

    ``kept_back``: a person decided to keep it back for now, with a reason recorded elsewhere.
    """

    profile: Profile
    category: Category
    source: PassageSource
    about_others: bool = False
    kept_back: bool = False


def weigh_passage(facts: PassageFacts) -> Decision:
    """Whether an entry goes into the copy the person reads.

    Everything written about the person does, but for what others said or what is about others,
    until somebody has gone through it, and the charity's own working papers.
    """
    own_file = facts.profile.own_file
    grounds: list[Ground] = [permits(own_file.access.source, "It is written about the person.")]
    if facts.source is PassageSource.THIRD_PARTY or facts.about_others:
        source = facts.profile.records.third_party_material.source
        grounds.append(forbids(source, "It has details of or from somebody else, and nobody has gone through it."))
    if facts.kept_back:
        grounds.append(forbids(own_file.exemption.source, "It is kept back for now, for a reason on record."))
    if facts.category not in SHAREABLE:
        grounds.append(forbids(law("own-file-exemptions"), "It is the charity's own working paper."))
    return decide(grounds, facts.profile.ref)


@dataclass(frozen=True, slots=True)
class BeginFacts:
    """A booked viewing about to begin. ``slot`` as it was booked, with today's facts.

    ``by``: who presses the button. ``booked``: the viewing waits to begin.
    ``opens``: the file to read from and the viewing's own folder to seal the copy in.
    """

    slot: SlotFacts
    supervisor: SupervisorFacts
    by: WorkerFacts
    booked: bool = True
    opens: tuple[Opening, ...] = ()


def weigh_begin(facts: BeginFacts) -> Decision:
    """Whether the viewing begins now: its supervisor, in its time, notice and identity weighed afresh."""
    profile = facts.slot.profile
    rule = profile.own_file.supervised
    grounds = [
        permits(rule.source, "The supervisor is here and the booked time has come."),
        *_present(facts),
        *(g for g in weigh_slot(_as_if_booked_now(facts.slot)).objections),
        *supervisor_objections(facts.supervisor),
    ]
    return decide(grounds, profile.ref, opens=facts.opens)


def _as_if_booked_now(slot: SlotFacts) -> SlotFacts:
    """The same slot without the rule that a booking lies ahead."""
    start = slot.from_at if slot.from_at is not None else slot.now
    return SlotFacts(
        slot.profile, min(slot.now, start), slot.received_at, slot.from_at, slot.until_at, slot.identity_checked,
        slot.request_open,
    )  # fmt: skip


def _present(facts: BeginFacts) -> Iterator[Ground]:
    slot = facts.slot
    rule = slot.profile.own_file.supervised
    if not facts.booked:
        yield forbids(default("DEF-15"), "This viewing has begun already, has ended or was called off.")
    who = facts.supervisor.supervisor
    if who is None or who.person_id != facts.by.person_id:
        yield forbids(
            rule.source, "Only the supervisor booked for it begins a viewing.", remedy="Change the supervisor."
        )
    if slot.from_at is not None and slot.now < slot.from_at:
        yield forbids(rule.source, "The booked time has not come.", remedy=f"Begin it at {in_full(slot.from_at)}.")
    if slot.until_at is not None and slot.now >= slot.until_at:
        yield forbids(rule.source, "The booked time is over.", remedy="Book another; the notice already given stands.")


@dataclass(frozen=True, slots=True)
class RunningFacts:
    """A viewing that has begun, and somebody who wants to steer it.

    ``by`` None: the person on their own screen, or the clock. ``running``: begun and not ended.
    """

    profile: Profile
    now: datetime
    running: bool
    until_at: datetime
    by: WorkerFacts | None
    is_supervisor: bool
    conflicted: bool = False
    opens: tuple[Opening, ...] = ()


def weigh_watch(facts: RunningFacts) -> Decision:
    """Whether somebody may watch over it: pause it, let it go on, give a new code. Its supervisor only."""
    rule = facts.profile.own_file.supervised
    grounds: list[Ground] = [permits(rule.source, "You supervise this viewing.")]
    if not facts.is_supervisor or facts.by is None or not facts.by.active:
        grounds.append(forbids(rule.source, "Only the supervisor of a viewing watches over it."))
    if facts.conflicted:
        grounds.append(
            forbids(default("DEF-9"), "You cannot supervise this.", remedy="Another member of staff takes over.")
        )
    if not facts.running:
        grounds.append(forbids(default("DEF-15"), "This viewing is not under way."))
    elif facts.now >= facts.until_at:
        grounds.append(forbids(rule.source, "The booked time is over.", remedy="End it."))
    return decide(grounds, facts.profile.ref, opens=facts.opens)


def weigh_end(facts: RunningFacts) -> Decision:
    """Whether somebody may end it: its supervisor, whoever manages files, the person, or the clock.

    Ending is never kept from a supervisor who turns out to be conflicted.
    """
    rule = facts.profile.own_file.supervised
    today = uk_date(facts.now)
    manages = facts.by is not None and facts.by.has(Power.MANAGE_FILES, facts.profile, today)
    grounds: list[Ground] = [permits(rule.source, "A viewing may be ended at any time.")]
    if not (facts.by is None or facts.is_supervisor or manages):
        grounds.append(forbids(rule.source, "Only its supervisor, a manager or the person ends a viewing."))
    if not facts.running:
        grounds.append(forbids(default("DEF-15"), "This viewing is not under way."))
    return decide(grounds, facts.profile.ref, opens=facts.opens)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The person's own screen asking for one page of the copy, and nothing else.

    ``screen_live``: this screen was opened with the code of this viewing and not taken down.
    """

    profile: Profile
    now: datetime
    screen_live: bool
    running: bool
    paused: bool
    until_at: datetime
    page: int
    pages: int
    opens: Opening


def weigh_page(facts: PageFacts) -> Decision:
    """Whether the page is shown. Every refusal is the same blank page (DEF-14)."""
    own_file = facts.profile.own_file
    grounds: list[Ground] = [permits(own_file.access.source, "The person is reading their own file.")]
    if not facts.screen_live or not facts.running or facts.now >= facts.until_at:
        grounds.append(forbids(own_file.supervised.source, "The viewing is over."))
    elif facts.paused:
        grounds.append(forbids(own_file.supervised.source, "The viewing is paused while the supervisor is away."))
    if not 1 <= facts.page <= facts.pages:
        grounds.append(forbids(default("DEF-14"), "The copy has no such page."))
    return decide(grounds, facts.profile.ref, opens=[facts.opens], concealed=True)
