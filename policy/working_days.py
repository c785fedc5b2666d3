"""Working days in England and Wales: for the one legal date the product shows.

Only standing holidays are computed. A holiday proclaimed for one year (a coronation) is not
known here, so a date may come out a day early, never late.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

_DAY = timedelta(days=1)
_MONDAY, _SATURDAY = 0, 5


def next_working_day(day: date) -> date:
    """``day`` itself, or the first day after it that is neither weekend nor bank holiday."""
    while day.weekday() >= _SATURDAY or day in bank_holidays(day.year):
        day += _DAY
    return day


def answer_due_on(received_on: date) -> date:
    """The last day to answer a request for one's own records that arrived on ``received_on``.

    The corresponding date a month later, the month's last day if it has none, moved to a
    working day (law note own-file-deadline).
    """
    year, month0 = divmod(received_on.year * 12 + received_on.month, 12)
    last = monthrange(year, month0 + 1)[1]
    return next_working_day(date(year, month0 + 1, min(received_on.day, last)))


@lru_cache(maxsize=32)
def bank_holidays(year: int) -> frozenset[date]:
    """The standing bank holidays of England and Wales, substitute days included."""
    easter = _easter_sunday(year)
    fixed = {
        easter - 2 * _DAY,
        easter + _DAY,
        _first_monday(year, 5),
        _last_monday(year, 5),
        _last_monday(year, 8),
    }
    new_year, christmas, boxing = date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)
    fixed |= {new_year, christmas, boxing, _substitute(new_year)}
    if christmas.weekday() >= _SATURDAY or boxing.weekday() >= _SATURDAY:
        fixed |= _christmas_substitutes(christmas)
    return frozenset(fixed)


def _christmas_substitutes(christmas: date) -> set[date]:
    """The weekdays taken instead when either day falls on a weekend."""
    match christmas.weekday():
        case 4:  # Friday: Boxing Day on a Saturday moves to Monday
            return {christmas + 3 * _DAY}
        case 5:  # Saturday and Sunday move to Monday and Tuesday
            return {christmas + 2 * _DAY, christmas + 3 * _DAY}
        case _:  # Sunday: Boxing Day is Monday, Christmas moves to Tuesday
            return {christmas + 2 * _DAY}


def _substitute(day: date) -> date:
    while day.weekday() >= _SATURDAY:
        day += _DAY
    return day


def _first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + (-first.weekday() % 7) * _DAY


def _last_monday(year: int, month: int) -> date:
    last = date(year, month, monthrange(year, month)[1])
    return last - last.weekday() * _DAY


def _easter_sunday(year: int) -> date:
    """Easter in the Gregorian calendar, by the anonymous algorithm (Meeus, Jones, Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day0 = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day0 + 1)
