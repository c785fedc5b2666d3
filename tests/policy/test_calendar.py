"""Days, months, ages and hours: the tables of the specification, and properties."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy import calendar
from policy.calendar import MissingHourError, Span, VolunteerDate

LONDON = ZoneInfo("Europe/London")
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
NEAR = st.dates(date(2024, 1, 1), date(2027, 12, 31))
DAY = timedelta(days=1)


@st.composite
def leaves(draw: st.DrawFn) -> Span:
    first = draw(NEAR)
    return Span(first, first + timedelta(days=draw(st.integers(0, 60))))


def london(*when: int, fold: int = 0) -> datetime:
    return datetime(*when, tzinfo=LONDON, fold=fold)  # type: ignore[arg-type, misc]


# The volunteer's six months (section 8 of the specification, whole)

SIX_MONTHS = [
    (date(2025, 8, 27), date(2026, 2, 27)),
    (date(2025, 8, 28), date(2026, 2, 28)),
    (date(2025, 8, 29), date(2026, 3, 1)),
    (date(2025, 8, 30), date(2026, 3, 1)),
    (date(2025, 8, 31), date(2026, 3, 1)),
    (date(2025, 9, 1), date(2026, 3, 1)),
    (date(2027, 8, 29), date(2028, 2, 29)),
    (date(2027, 8, 30), date(2028, 3, 1)),
    (date(2027, 8, 31), date(2028, 3, 1)),
    (date(2026, 3, 31), date(2026, 10, 1)),
    (date(2026, 5, 31), date(2026, 12, 1)),
    (date(2026, 10, 31), date(2027, 5, 1)),
    (date(2024, 2, 29), date(2024, 8, 29)),
]


@pytest.mark.parametrize(("started_on", "expected"), SIX_MONTHS)
def test_six_months_are_complete_on_the_corresponding_day_or_the_first_of_the_next_month(
    started_on: date, expected: date
) -> None:
    assert calendar.add_months_civil(started_on, 6) == expected
    assert calendar.volunteer_access_from(started_on, 6) == VolunteerDate(on=expected)


LEAVE = [
    ([(4, 1, 4, 14)], date(2026, 7, 26)),
    ([(7, 10, 7, 31)], date(2026, 8, 3)),
    ([(4, 1, 4, 14), (7, 20, 7, 24)], date(2026, 7, 31)),
    ([(4, 1, 4, 14), (4, 10, 4, 20)], date(2026, 8, 1)),
]


@pytest.mark.parametrize(("spans", "expected"), LEAVE)
def test_leave_puts_the_date_off_counting_overlaps_once_and_the_extension_too(
    spans: list[tuple[int, int, int, int]], expected: date
) -> None:
    taken = [Span(date(2026, m1, d1), date(2026, m2, d2)) for m1, d1, m2, d2 in spans]
    assert calendar.volunteer_access_from(date(2026, 1, 12), 6, taken) == VolunteerDate(on=expected)


def test_leave_without_an_end_leaves_no_date_and_says_since_when() -> None:
    open_ended = Span(date(2026, 4, 1))
    assert calendar.volunteer_access_from(date(2026, 1, 12), 6, [open_ended]) == VolunteerDate(
        on=None, paused_since=date(2026, 4, 1)
    )


def test_leave_without_an_end_inside_the_extension_leaves_no_date() -> None:
    taken = [Span(date(2026, 4, 1), date(2026, 4, 14)), Span(date(2026, 7, 20))]
    assert calendar.volunteer_access_from(date(2026, 1, 12), 6, taken).on is None


def test_leave_before_the_start_and_after_the_date_changes_nothing() -> None:
    taken = [Span(date(2025, 12, 1), date(2026, 1, 11)), Span(date(2026, 7, 12))]
    assert calendar.volunteer_access_from(date(2026, 1, 12), 6, taken).on == date(2026, 7, 12)


def test_leave_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        Span(date(2026, 4, 2), date(2026, 4, 1))


def test_months_are_never_counted_backwards() -> None:
    with pytest.raises(ValueError, match="forwards"):
        calendar.add_months_civil(date(2026, 1, 1), -1)


@given(DAYS, DAYS, st.integers(0, 36))
def test_a_later_start_never_gives_an_earlier_date(one: date, other: date, months: int) -> None:
    early, late = sorted((one, other))
    assert calendar.add_months_civil(early, months) <= calendar.add_months_civil(late, months)


@given(DAYS, st.integers(0, 36))
def test_months_are_never_complete_early(day: date, months: int) -> None:
    due = calendar.add_months_civil(day, months)
    assert (due.year - day.year) * 12 + due.month - day.month in {months, months + 1}
    assert due.day == day.day or (due.day == 1 and (due - DAY).day < day.day)


@given(NEAR, st.lists(leaves(), max_size=5), leaves())
def test_more_leave_never_brings_the_date_forward(start: date, taken: list[Span], more: Span) -> None:
    before, after = (calendar.volunteer_access_from(start, 6, some).on for some in (taken, [*taken, more]))
    assert before is not None
    assert after is not None
    assert after >= before >= calendar.add_months_civil(start, 6)


@given(NEAR, st.lists(leaves(), max_size=5), st.randoms())
def test_the_order_in_which_leave_was_entered_makes_no_difference(start: date, taken: list[Span], chance) -> None:
    shuffled = list(taken)
    chance.shuffle(shuffled)
    assert calendar.volunteer_access_from(start, 6, taken) == calendar.volunteer_access_from(start, 6, shuffled)
    assert calendar.volunteer_access_from(start, 6, taken * 2) == calendar.volunteer_access_from(start, 6, taken)


@given(NEAR, st.lists(leaves(), max_size=5))
def test_the_date_is_the_first_by_which_enough_days_were_served(start: date, taken: list[Span]) -> None:
    """An oracle that walks day by day: so many days must be served as six months hold."""
    needed = (calendar.add_months_civil(start, 6) - start).days
    day, served = start, 0
    while served < needed:
        served += not any(span.covers(day) for span in taken)
        day += DAY
    assert calendar.volunteer_access_from(start, 6, taken).on == day


@given(st.lists(leaves(), max_size=6), NEAR)
def test_merged_spans_hold_exactly_the_same_days(taken: list[Span], day: date) -> None:
    merged = calendar.merge_spans(taken)
    assert any(s.covers(day) for s in merged) == any(s.covers(day) for s in taken)
    assert all(a.last is not None and a.last + DAY < b.first for a, b in pairwise(merged))


# Twenty-four hours are elapsed hours (section 8, whole)

NOTICE = [
    (london(2026, 3, 28, 12), london(2026, 3, 29, 13)),
    (london(2026, 3, 28, 1, 30), london(2026, 3, 29, 2, 30)),
    (london(2026, 10, 24, 12), london(2026, 10, 25, 11)),
    (london(2026, 10, 25, 1, 30, fold=0), london(2026, 10, 26, 0, 30)),
    (london(2026, 10, 25, 1, 30, fold=1), london(2026, 10, 26, 1, 30)),
]


@pytest.mark.parametrize(("received_at", "expected"), NOTICE)
def test_twenty_four_hours_are_elapsed_hours_across_both_clock_changes(
    received_at: datetime, expected: datetime
) -> None:
    earliest = calendar.elapsed_hours_after(received_at, 24)
    assert earliest == expected.astimezone(UTC)
    assert earliest - received_at.astimezone(UTC) == timedelta(hours=24)


def test_a_time_without_a_zone_is_no_instant() -> None:
    for use in (lambda at: calendar.elapsed_hours_after(at, 24), calendar.uk_date):
        with pytest.raises(ValueError, match="time zone"):
            use(datetime(2026, 3, 28, 12))


def test_an_hour_that_happens_twice_gives_both_instants_and_the_later_by_default() -> None:
    wall = datetime(2026, 10, 25, 1, 30)
    first, second = datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert calendar.london_instants(wall) == (first, second)
    assert calendar.london_instants(wall.replace(fold=1)) == (first, second)
    assert calendar.from_london(wall) == second
    assert calendar.from_london(wall, earlier=True) == first


@pytest.mark.parametrize("minute", [0, 30, 59])
def test_the_hour_that_never_happens_is_refused(minute: int) -> None:
    wall = datetime(2026, 3, 29, 1, minute)
    assert calendar.london_instants(wall) == ()
    with pytest.raises(MissingHourError):
        calendar.from_london(wall)


@pytest.mark.parametrize(
    ("wall", "instant"),
    [
        (datetime(2026, 3, 29, 0, 59), datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        (datetime(2026, 3, 29, 2, 0), datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
        (datetime(2026, 7, 1, 12, 0), datetime(2026, 7, 1, 11, 0, tzinfo=UTC)),
    ],
)
def test_an_ordinary_hour_has_one_instant(wall: datetime, instant: datetime) -> None:
    assert calendar.london_instants(wall) == (instant,)
    assert calendar.from_london(wall) == instant


def test_a_time_that_already_has_a_zone_is_not_a_wall_clock_time() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        calendar.london_instants(datetime(2026, 3, 29, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (datetime(2026, 6, 30, 22, 59, 59, tzinfo=UTC), date(2026, 6, 30)),
        (datetime(2026, 6, 30, 23, 0, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 1, 31, 23, 59, 59, tzinfo=UTC), date(2026, 1, 31)),
        (datetime(2026, 2, 1, 0, 30, tzinfo=timezone(timedelta(hours=5))), date(2026, 1, 31)),
    ],
)
def test_the_uk_date_turns_at_london_midnight(at: datetime, expected: date) -> None:
    assert calendar.uk_date(at) == expected


# Ages

AGES = [
    (date(2010, 2, 28), 16, date(2026, 2, 28)),
    (date(2008, 2, 29), 16, date(2024, 2, 29)),
    (date(2008, 2, 29), 18, date(2026, 3, 1)),
    (date(2012, 2, 29), 18, date(2030, 3, 1)),
    (date(2010, 3, 1), 16, date(2026, 3, 1)),
]


@pytest.mark.parametrize(("birth", "years", "expected"), AGES)
def test_an_age_is_reached_on_the_birthday_and_on_the_first_of_march_for_a_leap_birth(
    birth: date, years: int, expected: date
) -> None:
    assert calendar.reaches_age_on(birth, years) == expected
    assert calendar.age_on(birth, expected) == years
    assert calendar.age_on(birth, expected - DAY) == years - 1


def test_nobody_has_an_age_before_being_born() -> None:
    with pytest.raises(ValueError, match="born"):
        calendar.age_on(date(2026, 1, 2), date(2026, 1, 1))


@given(DAYS, st.integers(0, 40000))
def test_age_never_falls_as_days_pass(birth: date, days: int) -> None:
    day = birth + timedelta(days=days)
    assert 0 <= calendar.age_on(birth, day) <= calendar.age_on(birth, day + DAY)


# Three years unused (section 8, whole)

UNUSED = [
    (date(2023, 5, 10), date(2026, 5, 11)),
    (date(2024, 2, 28), date(2027, 3, 1)),
    (date(2024, 2, 29), date(2027, 3, 1)),
    (date(2024, 12, 31), date(2028, 1, 1)),
    (date(2025, 2, 28), date(2028, 2, 29)),
]


@pytest.mark.parametrize(("last_used_on", "expected"), UNUSED)
def test_a_file_is_due_the_day_after_three_years_without_use(last_used_on: date, expected: date) -> None:
    assert calendar.unused_due_on(last_used_on, 3) == expected


@given(DAYS, DAYS, st.integers(1, 10))
def test_a_later_use_never_makes_a_file_due_earlier(one: date, other: date, years: int) -> None:
    early, late = sorted((one, other))
    assert calendar.unused_due_on(early, years) <= calendar.unused_due_on(late, years)
