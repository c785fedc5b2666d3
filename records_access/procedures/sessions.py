"""A viewing from its beginning to its end, as the supervisor steers it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from audit import gate
from audit.actions import Action
from audit.actors import Actor, SystemActor
from casework.models import ScreenEnd, ScreenPurpose, Worker
from casework.procedures import own_screen
from casework.procedures.notes import use_file
from casework.procedures.tasks import settle_tasks
from records_access.models import ViewingSession
from records_access.models.viewings import EndedBecause, ViewingStatus
from records_access.procedures.freezing import freeze_copy
from records_access.taskkinds import SUPERVISE

if TYPE_CHECKING:
    from audit.gate import Opened

CLOCK = SystemActor("viewing-clock")
"""Who ends a viewing when its booked time is over."""

_SCREEN_ENDS = {
    EndedBecause.SUPERVISOR: ScreenEnd.SUPERVISOR,
    EndedBecause.PERSON: ScreenEnd.PERSON,
    EndedBecause.TIME: ScreenEnd.TIME_UP,
}


def begin_viewing(*, viewing_reference: str, by: Worker) -> str:
    """Begin: freeze the copy, put up the person's screen. Returns its code, to be read aloud once.

    Only the booked supervisor may, within the booked time. The file counts as used from today
    (its own reading is a declared use: edge 110).
    """
    with gate.perform(Action.BEGIN_VIEWING, by=by, on=viewing_reference) as opened:
        viewing: ViewingSession = opened.target
        viewing.pages, viewing.entries_kept_back = freeze_copy(viewing)
        viewing.status = ViewingStatus.LIVE
        viewing.began_at = viewing.as_at = opened.at
        viewing.save(update_fields=["pages", "entries_kept_back", "status", "began_at", "as_at"])
        use_file(viewing.case_file, by=by, at=opened.at)
        settle_tasks(SUPERVISE, about=viewing.reference, at=opened.at, by=by)
        code = _put_up_screen(opened, viewing, by)
        opened.record(viewing, pages=viewing.pages, kept_back=viewing.entries_kept_back)
    return code


def new_code(*, viewing_reference: str, by: Worker) -> str:
    """Take the person's screen down and put up another, with a new code: the old one ran out or was lost."""
    with gate.perform(Action.WATCH_VIEWING, by=by, on=viewing_reference, running=True) as opened:
        viewing: ViewingSession = opened.target
        own_screen.end(folder_id=viewing.copy_folder_id, at=opened.at, how=ScreenEnd.SUPERVISOR, by=by)
        code = _put_up_screen(opened, viewing, by)
        opened.record(did="new-code")
    return code


def pause_viewing(*, viewing_reference: str, by: Worker) -> None:
    """Blank the person's screen without ending the viewing, for example while the supervisor is away."""
    with gate.perform(Action.WATCH_VIEWING, by=by, on=viewing_reference, running=True) as opened:
        viewing: ViewingSession = opened.target
        viewing.status, viewing.paused_at = ViewingStatus.PAUSED, opened.at
        viewing.save(update_fields=["status", "paused_at"])
        opened.record(did="pause")


def resume_viewing(*, viewing_reference: str, by: Worker) -> None:
    """Let the person read on."""
    with gate.perform(Action.WATCH_VIEWING, by=by, on=viewing_reference, running=True) as opened:
        viewing: ViewingSession = opened.target
        viewing.status, viewing.paused_at = ViewingStatus.LIVE, None
        viewing.save(update_fields=["status", "paused_at"])
        opened.record(did="resume")


def end_viewing(*, viewing_reference: str, by: Actor, because: EndedBecause) -> None:
    """End for good: nothing opens the copy on the person's screen any more, from this moment.

    By the supervisor (or whoever manages files), the person, or the clock.
    """
    with gate.perform(Action.END_VIEWING, by=by, on=viewing_reference) as opened:
        viewing: ViewingSession = opened.target
        ended_at = min(opened.at, viewing.booked_until_at)
        viewing.status, viewing.ended_at = ViewingStatus.ENDED, ended_at
        viewing.ended_because, viewing.ended_by = because, by.actor_id
        viewing.page_open = None
        viewing.save(update_fields=["status", "ended_at", "ended_because", "ended_by", "page_open"])
        worker = by if isinstance(by, Worker) else None
        own_screen.end(folder_id=viewing.copy_folder_id, at=opened.at, how=_SCREEN_ENDS[because], by=worker)
        opened.record(because=because, seen=viewing.pages_seen.count())


def end_overdue(*, at: datetime | None = None) -> int:
    """End what is still under way past its booked end; returns how many.

    The person's screen shows nothing from the booked end on, whether or not this has run: this
    only writes the end down.
    """
    overdue = ViewingSession.objects.overdue_at(at or timezone.now())
    references = list(overdue.values_list("reference", flat=True))
    for reference in references:
        end_viewing(viewing_reference=reference, by=CLOCK, because=EndedBecause.TIME)
    return len(references)


def _put_up_screen(opened: Opened, viewing: ViewingSession, by: Worker) -> str:
    screen, code = own_screen.put_up(
        case_file=viewing.case_file,
        purpose=ScreenPurpose.VIEWING,
        folder_id=viewing.copy_folder_id,
        by=by,
        at=opened.at,
        ends_at=viewing.booked_until_at,
    )
    opened.record(screen=str(screen.pk))
    return code
