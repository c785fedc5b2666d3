"""Small helpers of the screens: dates as people write them, pairs for tables, remedies once each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from policy.decision import Decision
from vault.sealed import Sealed

register = template.Library()

LONDON = ZoneInfo("Europe/London")


@register.filter
def civil(day: date | None) -> str:
    """A UK civil date in words: "5 March 2026"; an aware time gives its day in London."""
    if day is None or day == "":
        return ""
    if isinstance(day, Sealed):
        return str(day)
    if isinstance(day, datetime):
        day = timezone.localtime(day, LONDON).date()
    return f"{day.day} {day:%B %Y}"


@register.filter
def london(at: datetime | None) -> str:
    """An aware time as the clock in London shows it: "5 March 2026 at 14:30"."""
    if isinstance(at, Sealed):
        return str(at)
    if not isinstance(at, datetime):
        return ""
    local = timezone.localtime(at, LONDON)
    return f"{local.day} {local:%B %Y} at {local:%H:%M}"


@register.filter
def shown(value: object) -> object:
    """A value for the screen; one that is not opened is drawn as sealed, so that nobody takes it for text."""
    if isinstance(value, Sealed):
        return format_html('<span class="ic-sealed">{}</span>', str(value))
    return value


@register.filter
def remedies(decision: Decision | None) -> list[str]:
    """What would make a refused act lawful, each thing once."""
    objections = getattr(decision, "objections", ())
    return list(dict.fromkeys(ground.remedy for ground in objections if ground.remedy))


@register.filter
def under(cells: Iterable[Any], columns: Sequence[Any]) -> list[tuple[Any, Any]]:
    """The cells of one row, each with its column: a narrow screen repeats the column's name beside it."""
    return list(zip(columns, cells, strict=True))


@register.filter
def plural(count: int, words: str) -> SafeString:
    """``{{ n|plural:"file,files" }}`` gives "1 file", "2 files"."""
    one, many = words.split(",")
    return format_html("{} {}", count, one if count == 1 else many)
