"""The legal date of a request for one's own records."""

from __future__ import annotations

from datetime import date

import pytest

from policy.working_days import answer_due_on, bank_holidays, next_working_day


@pytest.mark.parametrize(
    ("received_on", "due_on"),
    [
        (date(2026, 11, 25), date(2026, 12, 29)),  # Christmas, a weekend, and Boxing Day's substitute
        (date(2027, 2, 26), date(2027, 3, 30)),  # Good Friday to Easter Monday
        (date(2027, 1, 29), date(2027, 3, 1)),  # 28 February is a Sunday
        (date(2027, 1, 31), date(2027, 3, 1)),
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2026, 3, 31), date(2026, 4, 30)),
        (date(2026, 12, 14), date(2027, 1, 14)),
    ],
)
def test_a_calendar_month_or_its_last_day_and_then_a_working_day(received_on: date, due_on: date) -> None:
    assert answer_due_on(received_on) == due_on


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2021, {date(2021, 12, 27), date(2021, 12, 28)}),
        (2022, {date(2022, 1, 3), date(2022, 12, 27)}),
        (2028, {date(2028, 1, 3)}),
    ],
)
def test_a_holiday_on_a_weekend_is_taken_on_the_next_free_weekday(year: int, days: set[date]) -> None:
    assert days <= bank_holidays(year)


def test_a_working_day_stays() -> None:
    assert next_working_day(date(2026, 11, 25)) == date(2026, 11, 25)
