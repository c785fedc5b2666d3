"""When a volunteer's waiting time is over (NF-2.4a, DEF-11)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from policy.calendar import Span, VolunteerDate, volunteer_access_from
from policy.decision import Ground, default, forbids, requires
from policy.profile import DenyRule, Profile
from policy.profile.people_values import Leave
from policy.rules.people import Review, VolunteeringPeriod, WorkerFacts
from policy.rules.words import in_words
from policy.vocabulary import Role

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Standing:
    """What still keeps a volunteer from files, and the date from which that may change."""

    objections: tuple[Ground, ...]
    changes_on: date | None = None


@dataclass(frozen=True, slots=True)
class _Service:
    started_on: date
    pauses: tuple[Span, ...]


def volunteer_standing(profile: Profile, worker: WorkerFacts, today: date) -> Standing:
    """Weigh every deny rule of the profile that names volunteers against one worker's dates."""
    rules = [rule for rule in profile.file_access.denied.value if rule.role is Role.VOLUNTEER]
    standings = [_standing(profile, rule, worker, today) for rule in rules]
    dates = [s.changes_on for s in standings if s.changes_on is not None]
    return Standing(tuple(g for s in standings for g in s.objections), max(dates, default=None))


def _standing(profile: Profile, rule: DenyRule, worker: WorkerFacts, today: date) -> Standing:
    source = profile.file_access.denied.source
    service = _service(worker.volunteering, today)
    if service is None:
        reason = "Volunteers open no files until their months of volunteering are complete, and no start is recorded."
        return Standing((requires(source, reason, remedy="A manager records the day the volunteering began."),))
    due = _due(profile, rule, worker, service)
    waiting = due.on is None or today < due.on
    objections = _waiting_objections(profile, rule, service, due) if waiting else ()
    if rule.satisfactory and not _found_satisfactory(worker, service, due, today):
        objections += (_review_missing(profile, rule, due),)
    return Standing(objections, due.on if waiting else None)


def _due(profile: Profile, rule: DenyRule, worker: WorkerFacts, service: _Service) -> VolunteerDate:
    started_on = service.started_on
    if profile.file_access.restart_on_unsatisfactory.value:
        started_on = max((r.reviewed_on for r in worker.reviews if not r.satisfactory), default=started_on)
        started_on = max(started_on, service.started_on)
    leaves = worker.leaves if rule.leave is Leave.PAUSES else ()
    return volunteer_access_from(started_on, rule.months, (*service.pauses, *leaves))


def _service(periods: Iterable[VolunteeringPeriod], today: date) -> _Service | None:
    """The service that counts: the latest period still running, and earlier ones it says to count."""
    ordered = sorted(periods, key=lambda p: p.started_on)
    if not ordered or (ordered[-1].ended_on is not None and ordered[-1].ended_on < today):
        return None
    latest = ordered.pop()
    pauses: list[Span] = []
    while latest.earlier_counts and ordered:
        earlier = ordered.pop()
        if earlier.ended_on is not None and earlier.ended_on + _DAY < latest.started_on:
            pauses.append(Span(earlier.ended_on + _DAY, latest.started_on - _DAY))
        latest = earlier
    return _Service(latest.started_on, tuple(pauses))


def _found_satisfactory(worker: WorkerFacts, service: _Service, due: VolunteerDate, today: date) -> bool:
    """Whether the last review, made once the months were complete and by somebody else, was good.

    Of several on one day a bad one counts.
    """
    made = [
        r for r in worker.reviews if service.started_on <= r.reviewed_on <= today and r.by_person != worker.person_id
    ]
    if due.on is None or not made:
        return False
    last_on = max(r.reviewed_on for r in made)
    last: list[Review] = [r for r in made if r.reviewed_on == last_on]
    return last_on >= due.on and all(r.satisfactory for r in last)


def _waiting_objections(profile: Profile, rule: DenyRule, service: _Service, due: VolunteerDate) -> tuple[Ground, ...]:
    source = profile.file_access.denied.source
    start = f"Volunteers open no files until {rule.months} months of volunteering are complete."
    if due.on is None:
        paused = f"Leave without an end has stopped the clock since {in_words(due.paused_since or service.started_on)}."
        return (
            forbids(source, start),
            requires(default("DEF-11"), paused, remedy="A manager records the day the leave ends."),
        )
    stop = forbids(source, f"{start} Yours are complete on {in_words(due.on)}.")
    plain = volunteer_access_from(service.started_on, rule.months).on
    if plain is not None and plain < due.on:
        return (stop, forbids(default("DEF-11"), f"Days of leave put the date off from {in_words(plain)}."))
    return (stop,)


def _review_missing(profile: Profile, rule: DenyRule, due: VolunteerDate) -> Ground:
    when = f"on or after {in_words(due.on)}" if due.on else "once the months are complete"
    return requires(
        profile.file_access.denied.source,
        f"The {rule.months} months must have been satisfactory, and nobody has recorded that they were.",
        remedy=f"A supervisor, not the volunteer, records a satisfactory review {when}.",
    )
