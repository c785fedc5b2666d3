"""Writing in a file; correcting what stands there without losing it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from audit import gate
from audit.actions import Action
from audit.actors import Actor
from casework.models import Agency, CaseFile, CaseNote, NoteSource, PersonHasSeen
from casework.procedures.history import save_signed
from casework.procedures.stale import refuse_stale
from policy.calendar import uk_date


def record_note(
    *,
    by: Actor,
    reference: str,
    category: str,
    body: str,
    happened_at: datetime,
    source: str = NoteSource.OWN,
    from_agency: Agency | None = None,
    person_has_seen: str = PersonHasSeen.YES,
    about_others: bool = False,
) -> CaseNote:
    """Write a note, sealed in the compartment of its category. A new entry is a use of the file.

    Raises Refused where the file, or that kind of information, is not open to the writer, and
    ValidationError for a time in the future.
    """
    with gate.perform(Action.ADD_NOTE, by=by, on=reference, category=category) as opened:
        case_file: CaseFile = opened.target
        note = CaseNote(
            id=uuid4(),
            folder_id=case_file.folder_id,
            case_file=case_file,
            category=category,
            source=source,
            from_agency=from_agency,
            person_has_seen=person_has_seen,
            about_others=about_others,
            happened_at=happened_at,
            body=body,
            author=by,
            recorded_at=opened.at,
        )
        note.full_clean()
        save_signed(note, by=by, force_insert=True)
        use_file(case_file, by=by, at=opened.at)
        opened.record(note, note=str(note.pk))
    return note


def correct_note(
    *, by: Actor, reference: str, note: UUID, version: int, body: str, category: str | None = None
) -> CaseNote:
    """Give a note a new text; the earlier one stays in its history.

    ``version`` is the one the corrector saw. Raises StaleForm if somebody saved since, Refused for
    somebody else's note.
    """
    with gate.perform(
        Action.CORRECT_NOTE, by=by, on=reference, note=note, **({"category": category} if category else {})
    ) as opened:
        found = CaseNote.objects.select_related("author", "corrected_by").get(case_file=opened.target, pk=note)
        refuse_stale(
            version,
            found.version,
            saved_by=found.corrected_by or found.author,
            saved_at=found.corrected_at or found.recorded_at,
        )
        found.body = body
        found.category = category or found.category
        found.version += 1
        found.corrected_by, found.corrected_at = by, opened.at
        found.full_clean()
        save_signed(found, by=by)
        opened.record(found, note=str(found.pk), version=found.version)
    return found


def use_file(case_file: CaseFile, *, by: Actor, at: datetime) -> None:
    """Inside the caller's change: a declared use moves the day from which unused time counts (PRESTON-9)."""
    today = uk_date(at)
    if case_file.last_used_on < today:
        case_file.last_used_on = today
        save_signed(case_file, by=by, update_fields=["last_used_on"])
