"""Requests and viewings prepared for the screen: rows of tables and summary lists, nothing decided."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse

from policy.calendar import LONDON, uk_date
from policy.profile import Profile
from policy.rules.viewing import earliest_viewing
from policy.rules.words import in_words
from policy.working_days import answer_due_on
from records_access.models import AccessRequest, ViewingSession
from records_access.models.viewings import EndedBecause, ViewingStatus
from records_access.querysets.viewings import RUNNING

_REQUEST_COLOURS = {"open": "yellow", "met": "green", "withdrawn": "grey"}
_VIEWING_COLOURS = {"booked": "blue", "live": "green", "paused": "orange", "ended": "grey", "cancelled": "grey"}

Row = dict[str, Any]


def when(at: datetime | None) -> str | None:
    """An instant on the London clock: "5 March 2026 at 14:30"."""
    if at is None:
        return None
    local = at.astimezone(LONDON)
    return f"{in_words(local.date())} at {local:%H:%M}"


def clock(at: datetime) -> str:
    """The time of day on the London clock: "14:30"."""
    return f"{at.astimezone(LONDON):%H:%M}"


def slot(viewing: ViewingSession) -> str:
    """A booked slot: day, from, until."""
    begins, ends = viewing.booked_from_at.astimezone(LONDON), viewing.booked_until_at.astimezone(LONDON)
    return f"{in_words(begins.date())}, {begins:%H:%M} to {ends:%H:%M}"


def request_columns() -> tuple[str, ...]:
    return ("Request", "Reached us", "Answer due by law", "Stands")


def request_rows(requests: Iterable[AccessRequest]) -> list[list[Any]]:
    """One row a request."""
    return [
        [
            {"text": r.reference, "url": reverse("access-request", args=[r.reference])},
            when(r.received_at),
            in_words(answer_due_on(uk_date(r.received_at))) if r.is_open else "",
            {"text": r.get_status_display(), "tag": _REQUEST_COLOURS[r.status]},
        ]
        for r in requests
    ]


def viewing_columns() -> tuple[str, ...]:
    return ("Viewing", "Booked for", "Supervisor", "Stands")


def viewing_rows(viewings: Iterable[ViewingSession]) -> list[list[Any]]:
    """One row a viewing."""
    return [
        [
            {"text": v.reference, "url": reverse("viewing", args=[v.reference])},
            slot(v),
            f"{v.supervisor.name}, {v.supervisor.title}",
            {"text": v.get_status_display(), "tag": _VIEWING_COLOURS[v.status]},
        ]
        for v in viewings
    ]


def request_summary(request: AccessRequest, profile: Profile) -> list[Row]:
    """Everything kept about one request, the two dates that run from it side by side."""
    recorded = f"{when(request.recorded_at)} by {request.recorded_by.name}, {request.recorded_by.title}"
    notice = profile.own_file.notice_hours.value
    return [
        {"key": "How it was asked", "value": request.get_how_asked_display()},
        {"key": "Reached us", "value": when(request.received_at)},
        {"key": "Typed in", "value": recorded},
        {
            "key": f"Earliest viewing ({notice} hours' notice)" if notice else "Earliest viewing (no notice asked)",
            "value": when(earliest_viewing(profile, request.received_at)),
        },
        {"key": "Answer due by law", "value": in_words(answer_due_on(uk_date(request.received_at)))},
        {"key": "How we know who asked", "value": request.get_identity_check_display()},
        {"key": "What was seen or done", "value": request.identity_note},
        {"key": "Safe way to reach the person", "value": request.safe_contact},
        {"key": "Stands", "value": request.get_status_display(), "tag": _REQUEST_COLOURS[request.status]},
    ]


def viewing_summary(viewing: ViewingSession) -> list[Row]:
    """The record of one viewing (NF-4.5): supervisor, place, times, entries shown."""
    rows = [
        {"key": "Booked for", "value": slot(viewing)},
        {"key": "Supervisor", "value": f"{viewing.supervisor.name}, {viewing.supervisor.title}"},
        {"key": "Place", "value": viewing.place},
        {"key": "Booked", "value": f"{when(viewing.booked_at)} by {viewing.booked_by.name}"},
        {"key": "Stands", "value": viewing.get_status_display(), "tag": _VIEWING_COLOURS[viewing.status]},
    ]
    if viewing.began_at is not None:
        rows += [
            {"key": "Began", "value": when(viewing.began_at)},
            {"key": "Ended", "value": when(viewing.ended_at) or "Not yet"},
            {"key": "The file as at", "value": when(viewing.as_at)},
            {"key": "Pages in the copy", "value": viewing.pages},
            {"key": "Entries left out", "value": _left_out(viewing)},
        ]
    if viewing.ended_because:
        rows.append({"key": "How it ended", "value": EndedBecause(viewing.ended_because).label})
    return rows


def watch_state(viewing: ViewingSession, now: datetime) -> dict[str, Any]:
    """What the supervisor's screen shows and asks for every two seconds: no contents."""
    return {
        "stands": viewing.status if viewing.is_running_at(now) else "ended",
        "words": watch_words(viewing, now),
        "page": viewing.page_open,
        "pages": viewing.pages,
        "minutes_left": max(0, -int(-(viewing.booked_until_at - now).total_seconds() // 60)),
    }


def watch_words(viewing: ViewingSession, now: datetime) -> str:
    """One sentence on how the viewing stands."""
    if viewing.status in RUNNING and not viewing.is_running_at(now):
        return "The booked time is over. The person's screen is blank."
    match viewing.status:
        case ViewingStatus.PAUSED:
            return "Paused. The person's screen is blank."
        case ViewingStatus.LIVE if viewing.page_open is None:
            return "Waiting for the code to be typed in."
        case ViewingStatus.LIVE:
            return f"Page {viewing.page_open} of {viewing.pages} is open."
        case _:
            return "Ended. The person's screen is blank."


def _left_out(viewing: ViewingSession) -> str:
    if not viewing.entries_kept_back:
        return "None"
    return f"{viewing.entries_kept_back}, because they come from somebody else or are about somebody else too"
