"""Writing a note and correcting one; a stale form shows both texts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from audit.actions import Action
from casework.forms.notes import CorrectNoteForm, NoteForm
from casework.models import CaseNote
from casework.procedures.notes import correct_note, record_note
from casework.procedures.stale import StaleForm
from casework.views.base import FileFormView


class AddNote(FileFormView):
    action = Action.ADD_NOTE
    form_class = NoteForm
    heading = "Write a note"
    button = "Save the note"
    done = "The note is in the file."

    def initial(self) -> dict[str, Any]:
        return {"happened_at": timezone.now()}

    def save(self, form: NoteForm) -> CaseNote:
        return record_note(by=self.by, reference=self.reference, **form.cleaned_data)


class CorrectNote(FileFormView):
    """Both texts are shown when a colleague saved in the meantime; nothing is overwritten unread."""

    action = Action.CORRECT_NOTE
    form_class = CorrectNoteForm
    heading = "Correct this note"
    button = "Save the correction"
    done = "The note is corrected. The earlier text is kept."
    template = "casework/correct_note.html"

    conflict: dict[str, Any] | None = None

    def asks(self) -> dict[str, Any]:
        return {"note": str(self.kwargs["note"])}

    def note(self) -> CaseNote:
        return CaseNote.objects.get(case_file=self.opened.target, pk=self.kwargs["note"])

    def initial(self) -> dict[str, Any]:
        note = self.note()
        return {"body": note.body, "version": note.version}

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            return super().post(request, **kwargs)
        except StaleForm as stale:
            self.open_page()
            note, mine = self.note(), request.POST["body"]
            self.conflict = {
                "fields": [{"label": "Note", "mine": mine, "saved": note.body}],
                "saved_by": stale.saved_by,
                "saved_at": stale.saved_at,
            }
            return self.page(CorrectNoteForm({"body": mine, "version": note.version}))

    def save(self, form: CorrectNoteForm) -> CaseNote:
        return correct_note(by=self.by, reference=self.reference, note=self.kwargs["note"], **form.cleaned_data)

    def context(self) -> dict[str, Any]:
        return super().context() | {"conflict": self.conflict}
