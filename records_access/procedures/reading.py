"""What the person does on their own screen: turn a page, ask for a correction."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from audit import gate
from audit.actions import Action
from casework.models import Assignment, OwnScreen
from casework.procedures.tasks import raise_task
from policy.vocabulary import Power
from records_access.models import CorrectionAsked, PageSeen, ReleasedPassage, ViewingSession
from records_access.taskkinds import CORRECTION


def turn_page(*, screen: OwnScreen, page: int) -> tuple[ViewingSession, ReleasedPassage]:
    """Show a page of the copy and write down that it was shown (NF-4.5).

    Opens the viewing's own folder and nothing else. Loading the page that is open again is no
    new page seen. Raises Refused if the viewing is not under way or has no such page.
    """
    with gate.perform(Action.READ_OWN_COPY, by=screen, page=page) as opened:
        viewing: ViewingSession = opened.target
        if viewing.page_open != page:
            PageSeen.objects.create(viewing=viewing, page=page, seen_at=opened.at)
            viewing.page_open = page
            viewing.save(update_fields=["page_open"])
        opened.record(page=page)
        passage = ReleasedPassage.objects.of(viewing.pk).get(page=page)
    return viewing, passage


def ask_correction(*, screen: OwnScreen, page: int, words: str) -> None:
    """Keep what the person wrote, sealed in their file: not in the copy, which goes one day.

    Of the file nothing opens but this one record, which does not exist before.
    """
    record_id = uuid4()
    with gate.perform(Action.ASK_CORRECTION, by=screen, page=page, record_id=record_id) as opened:
        viewing: ViewingSession = opened.target
        asked = CorrectionAsked(
            id=record_id,
            folder_id=viewing.case_file.folder_id,
            viewing=viewing,
            page=page,
            words=words,
            asked_at=opened.at,
        )
        asked.full_clean()
        asked.save(force_insert=True)
        _tell_workers(viewing, opened.at)
        opened.record(asked, page=page)


def _tell_workers(viewing: ViewingSession, at: datetime) -> None:
    """A task for everybody assigned to the file; for whoever manages files if nobody is."""
    assigned = [
        a.worker for a in Assignment.objects.live().filter(case_file=viewing.case_file).select_related("worker")
    ]
    for worker in assigned:
        raise_task(CORRECTION, at=at, for_worker=worker, case_file=viewing.case_file, about=viewing.reference)
    if not assigned:
        power = Power.MANAGE_FILES
        raise_task(CORRECTION, at=at, for_power=power, case_file=viewing.case_file, about=viewing.reference)
