"""Changes to requests and viewings; every one of them inside the gate."""

from records_access.procedures.bookings import book_viewing, call_off_viewing, move_viewing
from records_access.procedures.reading import ask_correction, turn_page
from records_access.procedures.requests import close_access_request, record_access_request, record_identity_check
from records_access.procedures.sessions import (
    begin_viewing,
    end_overdue,
    end_viewing,
    new_code,
    pause_viewing,
    resume_viewing,
)

__all__ = [
    "ask_correction",
    "begin_viewing",
    "book_viewing",
    "call_off_viewing",
    "close_access_request",
    "end_overdue",
    "end_viewing",
    "move_viewing",
    "new_code",
    "pause_viewing",
    "record_access_request",
    "record_identity_check",
    "resume_viewing",
    "turn_page",
]
