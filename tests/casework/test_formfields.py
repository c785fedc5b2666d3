"""Dates in three boxes, times of a London clock."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine
from django import forms
from django.core.exceptions import ValidationError

from casework.formfields import CivilDateField, CivilDateTimeField, HintedCheckboxes, HintedRadios


class Asking(forms.Form):
    born_on = CivilDateField(label="Date of birth", required=False)
    happened_at = CivilDateTimeField(label="Time of the call", required=False)


def day(*typed: str) -> date | None:
    return CivilDateField(label="Date of birth", required=False).clean(typed)


def moment(*typed: str) -> datetime | None:
    return CivilDateTimeField(label="Time of the call", required=False).clean((*typed, "")[:5])


@pytest.mark.parametrize(
    "typed", [("3", "4", "1987"), ("03", "04", "1987"), ("3", "April", "1987"), ("3", "apr", "1987")]
)
def test_a_date_is_read_day_first(typed: tuple[str, ...]) -> None:
    assert day(*typed) == date(1987, 4, 3)


@pytest.mark.parametrize(
    ("typed", "said", "code"),
    [
        (("31", "2", "1987"), "31 February does not exist", "impossible-day"),
        (("31", "April", "2026"), "31 April does not exist", "impossible-day"),
        (("29", "2", "2025"), "29 February 2025 does not exist: 2025 is not a leap year", "impossible-day"),
        (("32", "1", "1987"), "There is no day 32 in any month", "impossible-day"),
        (("0", "1", "1987"), "There is no day 0 in any month", "impossible-day"),
        (("1", "13", "1987"), "There is no month 13", "impossible-month"),
        (("1", "ju", "1987"), "Write the month in numbers", "words-month"),
        (("first", "1", "1987"), "Write the day in numbers", "words-day"),
        (("²", "1", "1987"), "Write the day in numbers", "words-day"),
        (("1", "1", "87"), "Write the year with 4 numbers, like 1987", "short-year"),
        (("1", "1", "0087"), "Check the year: it must be between 1900 and 2199", "range-year"),
        (("1", "1", ""), "Date of birth must include a year", "empty-year"),
        (("1", "", ""), "Date of birth must include a month and a year", "empty-month"),
        (("", "5", ""), "Date of birth must include a day and a year", "empty-day"),
    ],
)
def test_a_date_that_cannot_be_says_why(typed: tuple[str, ...], said: str, code: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        day(*typed)
    assert (refusal.value.messages, refusal.value.code) == ([said], code)


def test_29_february_exists_in_a_leap_year() -> None:
    assert day("29", "2", "2024") == date(2024, 2, 29)


def test_three_empty_boxes_are_no_date() -> None:
    assert day("", "", "") is None


def test_a_needed_date_is_asked_for() -> None:
    with pytest.raises(ValidationError) as refusal:
        CivilDateField(label="Date of birth").clean(("", "", ""))
    assert refusal.value.code == "required"


@time_machine.travel(datetime(2026, 6, 1, 23, 30, tzinfo=UTC), tick=False)  # already 2 June in London
def test_today_is_the_day_in_london() -> None:
    past, future = CivilDateField(label="Birth", not_future=True), CivilDateField(label="Review", not_past=True)
    assert past.clean(("2", "6", "2026")) == date(2026, 6, 2) == future.clean(("2", "6", "2026"))
    with pytest.raises(ValidationError, match="Birth must be today or in the past"):
        past.clean(("3", "6", "2026"))
    with pytest.raises(ValidationError, match="Review must be today or in the future"):
        future.clean(("1", "6", "2026"))


@pytest.mark.parametrize("typed", ["14:30", "14.30", "1430", "2:30pm", "2.30 PM", "14h30"])
def test_a_time_is_read_as_people_write_it(typed: str) -> None:
    assert moment("1", "7", "2026", typed) == datetime(2026, 7, 1, 13, 30, tzinfo=UTC)


@pytest.mark.parametrize(("typed", "hour"), [("12am", 0), ("12:00 pm", 12), ("9am", 9)])
def test_noon_and_midnight_are_not_mixed_up(typed: str, hour: int) -> None:
    assert moment("1", "1", "2026", typed) == datetime(2026, 1, 1, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("25:00", "There is no time 25:00"),
        ("12:75", "There is no time 12:75"),
        ("14", "Enter a time on the 24-hour clock, like 14:30"),
        ("13pm", "Enter a time on the 24-hour clock, like 14:30"),
        ("noon", "Enter a time on the 24-hour clock, like 14:30"),
        ("", "Time of the call must include a time"),
    ],
)
def test_a_time_that_cannot_be_says_why(typed: str, said: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        moment("1", "1", "2026", typed)
    assert refusal.value.messages == [said]


def test_an_hour_that_never_was_is_refused() -> None:
    with pytest.raises(ValidationError, match="There was no 01:30 on that day"):
        moment("29", "3", "2026", "1:30")


def test_an_hour_that_came_twice_is_asked_about_and_then_believed() -> None:
    with pytest.raises(ValidationError, match="01:30 came twice"):
        moment("25", "10", "2026", "1:30")
    assert moment("25", "10", "2026", "1:30", "earlier") == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert moment("25", "10", "2026", "1:30", "later") == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_the_question_which_hour_is_drawn_only_when_it_is_needed() -> None:
    typed = {
        f"happened_at_{part}": text for part, text in zip(("day", "month", "year"), ("25", "10", "2026"), strict=True)
    }
    assert "happened_at_which" in str(Asking({**typed, "happened_at_time": "1:30"}))
    assert "happened_at_which" not in str(Asking({**typed, "happened_at_time": "3:30"}))


def test_a_kept_moment_is_shown_again_as_it_was_said() -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    drawn = str(Asking(initial={"happened_at": first}))
    assert 'value="01:30"' in drawn
    assert 'value="earlier" id="id_happened_at_which_earlier" checked' in drawn


@time_machine.travel(datetime(2026, 6, 1, 12, tzinfo=UTC), tick=False)
def test_a_moment_in_the_future_is_refused_to_the_minute() -> None:
    field = CivilDateTimeField(label="The call", not_future=True)
    assert field.clean(("1", "6", "2026", "13:00", "")) == datetime(2026, 6, 1, 12, tzinfo=UTC)
    with pytest.raises(ValidationError, match="The call must be now or in the past"):
        field.clean(("1", "6", "2026", "13:01", ""))


def test_what_was_typed_comes_back() -> None:
    drawn = str(Asking({"born_on_day": "31", "born_on_month": "Febber", "born_on_year": "<b>"}))
    assert 'value="Febber"' in drawn
    assert 'value="&lt;b&gt;"' in drawn


def test_a_date_is_changed_only_if_it_is_another_day() -> None:
    typed = {"born_on_day": "03", "born_on_month": "4", "born_on_year": "1987"}
    assert not Asking(typed, initial={"born_on": date(1987, 4, 3)}).has_changed()
    assert Asking(typed, initial={"born_on": date(1987, 4, 4)}).has_changed()


@pytest.mark.parametrize(
    ("widget", "field"), [(HintedRadios, forms.ChoiceField), (HintedCheckboxes, forms.MultipleChoiceField)]
)
def test_a_choice_carries_its_hint(widget: type, field: type) -> None:
    class Choosing(forms.Form):
        kind = field(choices=[("a", "A"), ("b", "B")], widget=widget(hints={"b": "The second"}))

    drawn = str(Choosing())
    assert drawn.count("The second") == 1
    assert 'id="id_kind_1" aria-describedby="id_kind_1_hint"' in drawn
