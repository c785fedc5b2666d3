"""The released copy: frozen once, when the viewing begins, page by page (NF-2.1, NF-4.6.4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID, uuid4

from casework.models import CaseFile, CaseNote, ServiceUser
from policy.calendar import LONDON
from records_access.models import ReleasedPassage, ViewingSession
from records_access.wording import category_words

NOTHING_WRITTEN = "not written down"


@dataclass(frozen=True, slots=True)
class Passage:
    """One page to be: what stands over it, what it says, and the entry it comes from."""

    heading: str
    body: str
    source_id: UUID | None = None


def freeze_copy(viewing: ViewingSession) -> tuple[int, int]:
    """Seal the copy under the viewing's own folder; returns how many pages, and how many entries stayed back.

    The caller's decision has opened the file and the viewing's folder. Entries from or about
    somebody else never reach the copy; which ones is settled in the querysets, not here.
    """
    notes = CaseNote.objects.filter(case_file=viewing.case_file)
    released = list(notes.for_viewing().order_by("happened_at", "recorded_at", "pk"))
    passages = [_details(viewing.case_file), *map(_entry, released)]
    for page, passage in enumerate(passages, start=1):
        ReleasedPassage(
            id=uuid4(),
            folder_id=viewing.copy_folder_id,
            viewing=viewing,
            page=page,
            source_id=passage.source_id,
            heading=passage.heading,
            body=passage.body,
        ).save(force_insert=True)
    return len(passages), notes.count() - len(released)


def _details(case_file: CaseFile) -> Passage:
    """The page of what is held about who the person is and how they are reached."""
    return Passage(
        "Your details", "\n".join(f"{label}: {value}" for label, value in _details_of(case_file.service_user))
    )


def _details_of(person: ServiceUser) -> Iterator[tuple[str, str]]:
    name = " ".join(part for part in (person.given_name, person.family_name) if part)
    yield "Name", name
    yield "Name you like to be called", person.known_as or NOTHING_WRITTEN
    yield "Date of birth", f"{person.birth_date:%-d %B %Y}" if person.birth_date is not None else NOTHING_WRITTEN
    yield "Language", person.language
    yield "Address", person.address or NOTHING_WRITTEN
    yield "Phone", person.phone or NOTHING_WRITTEN
    yield "Email", person.email or NOTHING_WRITTEN
    yield "Safe way to reach you", person.safe_contact or NOTHING_WRITTEN


def _entry(note: CaseNote) -> Passage:
    day = note.happened_at.astimezone(LONDON)
    return Passage(f"{day:%-d %B %Y}: {category_words(note.category)}", note.body, note.pk)
