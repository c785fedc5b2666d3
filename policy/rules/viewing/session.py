"""Beginning, watching over and ending a viewing; who has looked at a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from policy.calendar import uk_date
from policy.decision import Decision, Ground, Opening, decide, default, forbids, permits
from policy.profile import Profile
from policy.rules.acting import weigh_act_on_file
from policy.rules.people import WorkerFacts
from policy.rules.viewing.booking import SupervisorFacts, supervisor_objections
from policy.rules.viewing.words import (
    UNAVAILABLE,
    Stage,
    earliest_viewing,
    notice_source,
    on_the_clock,
    supervision_source,
)
from policy.vocabulary import Power

WITH_NAMES = "Names are shown to you because you manage files."
"""The note on a decision about who has looked that lets names be shown, and not only roles."""


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """A viewing as it stands towards a worker.

    ``by_supervisor``: the worker is the booked one. ``another_live``: another viewing of this
    file, or of this supervisor, is under way.
    """

    profile: Profile
    now: datetime
    access: Decision
    by: WorkerFacts
    by_supervisor: bool
    stage: Stage
    from_at: datetime
    until_at: datetime
    received_at: datetime
    supervisor: SupervisorFacts
    another_live: bool = False


def weigh_begin(facts: SessionFacts, opens: Iterable[Opening]) -> Decision:
    """Whether the viewing may begin now: by its supervisor alone, in its slot, after the notice (NF-2.2)."""
    if facts.access.refused and (not facts.by_supervisor or facts.supervisor.barred):
        return facts.access
    source = supervision_source(facts.profile)
    grounds: list[Ground] = [permits(source, "You are the booked supervisor.")]
    if not facts.by_supervisor:
        grounds = [forbids(source, "Only the booked supervisor begins a viewing.")]
    if facts.stage is not Stage.BOOKED:
        grounds.append(forbids(source, "It has begun, or is over already."))
    grounds.extend(supervisor_objections(facts.profile, facts.supervisor, facts.now))
    if facts.another_live:
        grounds.append(forbids(source, UNAVAILABLE, remedy="End the other viewing first."))
    grounds.extend(_too_early_or_late(facts))
    return decide(grounds, facts.profile.ref, opens=opens)


def _too_early_or_late(facts: SessionFacts) -> Iterator[Ground]:
    begins = max(facts.from_at, earliest_viewing(facts.profile, facts.received_at))
    if facts.now < begins:
        yield forbids(
            notice_source(facts.profile), "It is too early.", remedy=f"The viewing may begin {on_the_clock(begins)}."
        )
    if facts.now >= facts.until_at:
        yield forbids(
            supervision_source(facts.profile), "The booked time is over.", remedy="Move the viewing to a new time."
        )


def weigh_watch(facts: SessionFacts, opens: Iterable[Opening], *, running: bool) -> Decision:
    """Whether a worker watches over a viewing: its supervisor, or whoever manages files and opens this one."""
    if facts.access.refused and (not facts.by_supervisor or facts.supervisor.barred):
        return facts.access
    grounds = [*_steers(facts)]
    if running and facts.stage not in {Stage.LIVE, Stage.PAUSED}:
        grounds.append(forbids(supervision_source(facts.profile), "The viewing is not under way."))
    return decide(grounds, facts.profile.ref, opens=opens)


def weigh_end(facts: SessionFacts) -> Decision:
    """Whether a worker ends a viewing: the same people who may watch over it, while it is under way.

    Ending is never kept from a supervisor who turns out to be barred.
    """
    supervisor = replace(facts.supervisor, barred=False)
    return weigh_watch(replace(facts, supervisor=supervisor), (), running=True)


def weigh_end_by_clock(profile: Profile, *, overdue: bool) -> Decision:
    """The clock ends what is past its booked end, and nothing else."""
    source = supervision_source(profile)
    grounds = [permits(source, "The booked time is over.")]
    if not overdue:
        grounds.append(forbids(source, "The booked time is not over."))
    return decide(grounds, profile.ref)


def weigh_who_looked(profile: Profile, access: Decision, by: WorkerFacts, now: datetime, *, assigned: bool) -> Decision:
    """Who has looked at a file is for those assigned to it and whoever manages files (DEF-34)."""
    objections: list[Ground] = []
    if not assigned and not names_shown(profile, by, now):
        objections.append(
            forbids(default("DEF-34"), "Who has looked is shown to the worker assigned to the file, and to managers.")
        )
    decision = weigh_act_on_file(access, objections)
    return replace(decision, notes=(*decision.notes, WITH_NAMES)) if names_shown(profile, by, now) else decision


def names_shown(profile: Profile, by: WorkerFacts, now: datetime) -> bool:
    """Whether who-has-looked gives names, and not only roles: to whoever manages files (DEF-34)."""
    return by.has(Power.MANAGE_FILES, profile, uk_date(now))


def _steers(facts: SessionFacts) -> Iterator[Ground]:
    source = supervision_source(facts.profile)
    if facts.by_supervisor:
        yield permits(source, "You are the booked supervisor.")
    elif facts.by.has(Power.MANAGE_FILES, facts.profile, uk_date(facts.now)):
        yield permits(source, "You manage the files here.")
    else:
        yield forbids(source, "Only the booked supervisor, or whoever manages files, watches over a viewing.")
