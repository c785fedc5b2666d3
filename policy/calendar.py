"""Days, months, ages and elapsed hours, as the policies and the law count them.

Dates are UK civil dates; times are aware. The usual library answers are wrong here in three
places, which is why these functions exist: a month with no corresponding day must not be
clamped backwards (a volunteer would get in a day early), hours across a clock change are
elapsed hours and not wall-clock ones, and 29 February has no birthday in three years of four.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
LEAP_DAY_BIRTHDAY = (3, 1)
"""(month, day) on which someone born on 29 February reaches an age in a common year (DEF-12)."""

_DAY = timedelta(days=1)


class MissingHourError(ValueError):
    """A wall-clock time that never happens, because the clocks went forward over it."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Days from ``first`` to ``last``, both counted; ``last`` None means no end is known.

    :raises ValueError: if it would end before it starts (DEF-11).
    """

    first: date
    last: date | None = None

    def __post_init__(self) -> None:
        if self.last is not None and self.last < self.first:
            raise ValueError("a span of days cannot end before it starts")

    def covers(self, day: date) -> bool:
        """Whether ``day`` is one of these days."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class VolunteerDate:
    """When the six months are complete, or since when the clock stands still.

    Exactly one of the two is set: ``paused_since`` when a leave without an end stops the clock.
    """

    on: date | None
    paused_since: date | None = None


def add_months_civil(day: date, months: int) -> date:
    """The corresponding day ``months`` later, or the first of the month after if there is none.

    The date on which whole calendar months, day one counted, are complete: from 31 August six
    months are complete on 1 March, never on 28 February.

    :raises ValueError: if ``months`` is negative.
    """
    if months < 0:
        raise ValueError("months are counted forwards")
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    if day.day <= monthrange(year, month0 + 1)[1]:
        return date(year, month0 + 1, day.day)
    return _month_end(year, month0 + 1) + _DAY


def volunteer_access_from(started_on: date, months: int, leaves: Iterable[Span] = ()) -> VolunteerDate:
    """The day from which the months of volunteering are complete (NF-2.4a, DEF-11).

    Every day of leave between the start and that day puts it off by one day, days in
    overlapping leaves once, days inside the extension too. A leave without an end that begins
    before that day leaves no date at all.
    """
    base = add_months_civil(started_on, months)
    merged = merge_spans(leaves)
    due = base
    while True:
        stopped = next((s for s in merged if s.last is None and s.first < due), None)
        if stopped is not None:
            return VolunteerDate(on=None, paused_since=max(stopped.first, started_on))
        later = base + timedelta(days=sum(_days_within(s, started_on, due) for s in merged))
        if later == due:
            return VolunteerDate(on=due)
        due = later


def merge_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same days as spans that neither overlap nor touch, in order."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.first, s.last or date.max)):
        before = merged[-1] if merged else None
        if before is None or (before.last is not None and before.last.toordinal() + 1 < span.first.toordinal()):
            merged.append(span)
        elif before.last is not None:
            last = None if span.last is None else max(before.last, span.last)
            merged[-1] = Span(before.first, last)
    return tuple(merged)


def elapsed_hours_after(received_at: datetime, hours: int) -> datetime:
    """``hours`` of real time later, in UTC, whatever the clocks do in between (NF-2.2).

    :raises ValueError: if ``received_at`` has no time zone.
    """
    return _in_utc(received_at) + timedelta(hours=hours)


def uk_date(at: datetime) -> date:
    """The civil date in the United Kingdom at this instant.

    :raises ValueError: if ``at`` has no time zone.
    """
    return _in_utc(at).astimezone(LONDON).date()


def london_instants(wall: datetime) -> tuple[datetime, ...]:
    """Every instant (UTC, in order) at which a London clock shows ``wall``.

    None in the hour lost in spring, two in the hour that comes twice in autumn, else one: a
    form that gets two asks which was meant.

    :raises ValueError: if ``wall`` already has a time zone.
    """
    if wall.tzinfo is not None:
        raise ValueError("a wall-clock time has no time zone")
    candidates = {wall.replace(tzinfo=LONDON, fold=fold).astimezone(UTC) for fold in (0, 1)}
    shown = wall.replace(fold=0)
    return tuple(sorted(at for at in candidates if at.astimezone(LONDON).replace(tzinfo=None, fold=0) == shown))


def from_london(wall: datetime, *, earlier: bool = False) -> datetime:
    """The instant (UTC) meant by a London wall-clock time; of two, the later unless asked.

    The later is the safe default: it never shortens a notice (NF-2.2).

    :raises MissingHourError: if the clocks jump over ``wall``.
    """
    instants = london_instants(wall)
    if not instants:
        raise MissingHourError("that time does not happen: the clocks go forward over it")
    return instants[0] if earlier else instants[-1]


def reaches_age_on(birth: date, years: int) -> date:
    """The day from whose first moment someone is ``years`` old (DEF-12 for 29 February)."""
    if (birth.month, birth.day) == (2, 29) and monthrange(birth.year + years, 2)[1] == 28:
        return date(birth.year + years, *LEAP_DAY_BIRTHDAY)
    return date(birth.year + years, birth.month, birth.day)


def age_on(birth: date, day: date) -> int:
    """Age in whole years on ``day``.

    :raises ValueError: if ``day`` is before the birth.
    """
    if day < birth:
        raise ValueError("nobody has an age before being born")
    years = day.year - birth.year
    return years if reaches_age_on(birth, years) <= day else years - 1


def unused_due_on(last_used_on: date, years: int) -> date:
    """The day on which a file counts as unused for ``years`` (PRESTON-9).

    The day of last use is not an unused day: the period ends with the corresponding date, or
    the last day of a month that has none, and the file is due the day after.
    """
    year, month = last_used_on.year + years, last_used_on.month
    return min(_month_end(year, month), date(year, month, 1) + timedelta(days=last_used_on.day - 1)) + _DAY


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _days_within(span: Span, first: date, before: date) -> int:
    last = before - _DAY if span.last is None else min(span.last, before - _DAY)
    return max(0, (last - max(span.first, first)).days + 1)


def _in_utc(at: datetime) -> datetime:
    if at.tzinfo is None or at.utcoffset() is None:
        raise ValueError("a time without a time zone is no instant")
    return at.astimezone(UTC)
