"""Dates and times as people in the United Kingdom write them, and choices that explain themselves.

A date is asked in three boxes, day first, so that 03/04 can never be read the American way. A
time is what a clock in London showed; where the clocks went back and it was shown twice, the
form asks which was meant.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from policy.calendar import LONDON, london_instants, uk_date

FIRST_YEAR, LAST_YEAR = 1900, 2199
MONTHS = tuple(date(2000, month, 1).strftime("%B") for month in range(1, 13))
EARLIER, LATER = "earlier", "later"

_TIME = re.compile(r"^(\d{1,2})(?:[:.h ]?(\d{2}))? ?(am|pm)?$")


class CivilDateInput(forms.Widget):
    """Three boxes, ``NAME_day``, ``NAME_month`` and ``NAME_year``, in one fieldset."""

    template_name = "django/forms/widgets/civil_date.html"
    use_fieldset = True
    boxes: tuple[tuple[str, str, int], ...] = (("day", "Day", 2), ("month", "Month", 2), ("year", "Year", 4))

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> tuple[str, ...]:
        return tuple(str(data.get(f"{name}_{part}", "")).strip() for part, _, _ in self.boxes)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return all(f"{name}_{part}" not in data for part, _, _ in self.boxes)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_day" if id_ else id_

    def focus_id(self, id_: str, codes: Iterable[str]) -> str:
        """The box that an error is about (codes end ``-day``, ``-month`` …), or the first."""
        return f"{id_}_{next(iter(self._wrong(codes)), 'day')}"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        attrs = dict(attrs or {})
        codes = attrs.pop("error_codes", ())
        context = super().get_context(name, None, attrs)
        wrong, id_ = self._wrong(codes), context["widget"]["attrs"].get("id", f"id_{name}")
        context["widget"]["boxes"] = [
            {"name": f"{name}_{part}", "id": f"{id_}_{part}", "label": label, "size": size, "value": shown,
             "part": part, "wrong": bool(codes) and (part in wrong or not wrong)}
            for (part, label, size), shown in zip(self.boxes, self.parts(value), strict=True)
        ]  # fmt: skip
        return context

    def parts(self, value: Any) -> tuple[str, ...]:
        """A date, or what was typed, as one text a box."""
        if isinstance(value, date):
            return str(value.day), str(value.month), str(value.year)
        return tuple(value) if value else ("",) * len(self.boxes)

    def _wrong(self, codes: Iterable[str]) -> list[str]:
        ends = {code.rpartition("-")[2] for code in codes}
        return [part for part, _, _ in self.boxes if part in ends]


class CivilDateField(forms.Field):
    """A UK civil date asked in three boxes; cleans to :class:`datetime.date` or None.

    ``not_future`` and ``not_past`` are measured against today in London. Every refusal says
    what is wrong with which box.
    """

    widget = CivilDateInput

    def __init__(self, *, not_future: bool = False, not_past: bool = False, **kwargs: Any) -> None:
        self.not_future, self.not_past = not_future, not_past
        super().__init__(**kwargs)

    @property
    def called(self) -> str:
        """How a message names what is asked."""
        return str(self.label or "The date").rstrip("?:.")

    def to_python(self, value: Any) -> date | None:
        if value is None or isinstance(value, date):
            return value
        if not any(value):
            return None
        return self.parse_date(value[:3])

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is None:
            return
        today = uk_date(timezone.now())
        if self.not_future and value > today:
            raise ValidationError(f"{self.called} must be today or in the past", code="future-day")
        if self.not_past and value < today:
            raise ValidationError(f"{self.called} must be today or in the future", code="past-day")

    def parse_date(self, typed: Iterable[str]) -> date:
        """Read day, month and year as typed; a month may be a name.

        :raises ValidationError: naming every box left empty, or the first that makes no sense.
        """
        parts = dict(zip(("day", "month", "year"), typed, strict=True))
        self.refuse_gaps(parts)
        day, month, year = _number(parts["day"], "day"), _month(parts["month"]), _number(parts["year"], "year")
        if len(parts["year"]) != 4:
            raise ValidationError("Write the year with 4 numbers, like 1987", code="short-year")
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValidationError(f"Check the year: it must be between {FIRST_YEAR} and {LAST_YEAR}", code="range-year")
        if not 1 <= day <= 31:
            raise ValidationError(f"There is no day {day} in any month", code="impossible-day")
        if day > monthrange(year, month)[1]:
            raise ValidationError(_impossible(day, month, year), code="impossible-day")
        return date(year, month, day)

    def refuse_gaps(self, parts: Mapping[str, str]) -> None:
        """:raises ValidationError: one that names all the boxes left empty."""
        empty = [part for part, text in parts.items() if not text]
        if empty:
            words = " and a ".join(", a ".join(empty).rsplit(", a ", 1))
            raise ValidationError(f"{self.called} must include a {words}", code=f"empty-{empty[0]}")


class CivilDateTimeInput(CivilDateInput):
    """The three boxes of a date, ``NAME_time``, and ``NAME_which`` where an hour came twice."""

    boxes = (*CivilDateInput.boxes, ("time", "Time, like 14:30", 5))

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> tuple[str, ...]:
        return (*super().value_from_datadict(data, files, name), str(data.get(f"{name}_which", "")))

    def parts(self, value: Any) -> tuple[str, ...]:
        if isinstance(value, datetime):
            local = value.astimezone(LONDON)
            return (*super().parts(local), f"{local:%H:%M}")
        return tuple(value)[:4] if value else super().parts(value)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        codes = (attrs or {}).get("error_codes", ())
        context = super().get_context(name, value, attrs)
        chosen = value[4] if isinstance(value, tuple) and len(value) > 4 else _fold_choice(value)
        context["widget"]["which"] = {"asked": bool(chosen) or "twice-time" in codes, "chosen": chosen}
        return context


class CivilDateTimeField(CivilDateField):
    """A date and a time on a clock in London; cleans to an aware UTC datetime or None."""

    widget = CivilDateTimeInput

    def to_python(self, value: Any) -> datetime | None:
        if value is None or isinstance(value, datetime):
            return value
        if not any(value[:4]):
            return None
        self.refuse_gaps(dict(zip(("day", "month", "year", "time"), value, strict=False)))
        return self.instant(datetime.combine(self.parse_date(value[:3]), _time(value[3])), value[4])

    def instant(self, wall: datetime, which: str) -> datetime:
        """The instant meant by a London wall-clock time.

        :raises ValidationError: if that time never was, or was twice and nobody said which.
        """
        instants = london_instants(wall)
        if not instants:
            raise ValidationError(
                f"There was no {wall:%H:%M} on that day: the clocks went forward over it", code="missing-time"
            )
        if len(instants) == 2 and which not in (EARLIER, LATER):
            raise ValidationError(
                f"The clocks went back on that day, so {wall:%H:%M} came twice. Say which one you mean",
                code="twice-time",
            )
        return instants[0] if which == EARLIER else instants[-1]

    def validate(self, value: Any) -> None:
        forms.Field.validate(self, value)
        if value is None:
            return
        if self.not_future and value > timezone.now():
            raise ValidationError(f"{self.called} must be now or in the past", code="future-time")
        if self.not_past and value < timezone.now():
            raise ValidationError(f"{self.called} must be now or in the future", code="past-time")


class Hinted(forms.widgets.ChoiceWidget):
    """Choices of which each may have a hint: ``hints={value: text}``."""

    def __init__(self, *args: Any, hints: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        self.hints = dict(hints or {})
        super().__init__(*args, **kwargs)

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        return {**option, "hint": self.hints.get(str(value), "")}


class HintedRadios(Hinted, forms.RadioSelect):
    """Radios of which each may have a hint."""


class HintedCheckboxes(Hinted, forms.CheckboxSelectMultiple):
    """Checkboxes of which each may have a hint."""


def _number(text: str, part: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise ValidationError(f"Write the {part} in numbers", code=f"words-{part}")
    return int(text)


def _month(text: str) -> int:
    named = [n for n, name in enumerate(MONTHS, start=1) if len(text) >= 3 and name.lower().startswith(text.lower())]
    number = named[0] if named else _number(text, "month")
    if not 1 <= number <= 12:
        raise ValidationError(f"There is no month {number}", code="impossible-month")
    return number


def _impossible(day: int, month: int, year: int) -> str:
    if (day, month) == (29, 2):
        return f"29 February {year} does not exist: {year} is not a leap year"
    return f"{day} {MONTHS[month - 1]} does not exist"


def _time(text: str) -> time:
    found = _TIME.match(text.lower())
    if found is None or not (found[2] or found[3]):
        raise ValidationError("Enter a time on the 24-hour clock, like 14:30", code="words-time")
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            raise ValidationError("Enter a time on the 24-hour clock, like 14:30", code="words-time")
        hour = hour % 12 + (12 if found[3] == "pm" else 0)
    if hour > 23 or minute > 59:
        raise ValidationError(f"There is no time {text}", code="impossible-time")
    return time(hour, minute)


def _fold_choice(value: Any) -> str:
    """Which of two equal clock times a stored instant was, so that showing a form again keeps it."""
    if not isinstance(value, datetime):
        return ""
    local = value.astimezone(LONDON)
    if len(london_instants(local.replace(tzinfo=None, fold=0))) < 2:
        return ""
    return LATER if local.fold else EARLIER
