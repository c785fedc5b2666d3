"""Finding and opening files."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from audit import gate
from audit.actions import Action
from audit.adoption import profile_in_force
from audit.gate import Opened, Refused
from audit.views import GatedView
from casework import panels
from casework.forms.files import AccessReasonForm, CloseFileForm, ExplainForm, IntakeForm, SearchForm
from casework.models import CaseNote
from casework.procedures.files import close_file, open_new_file, reopen_file, state_access_reason
from casework.procedures.people import explain_policy, search_people
from casework.querysets.files import PageMark
from casework.views.base import FileFormView, FormView, ProfileFormMixin, file_frame, file_url, full_name

PAGE_SIZE = 50
FILE_COLUMNS = ("Reference", "Name", "Team", "Opened", "State")


def file_rows(files: list[Opened]) -> list[list[Any]]:
    """One row a file for a table: reference, name, team, opened, state."""
    return [
        [
            {"text": f.target.reference, "url": file_url(f.target.reference)},
            full_name(f.target.service_user),
            f.target.team.name if f.target.team else "No team",
            f.target.opened_at.strftime("%-d %B %Y"),
            {"text": "Open", "tag": "green"} if f.target.is_open else {"text": "Closed", "tag": "grey"},
        ]
        for f in files
    ]


class FileList(GatedView):
    """The files one may open without a reason, newest first, a page at a time."""

    action = Action.LIST_FILES

    def open_page(self) -> None:  # type: ignore[override]
        mark = PageMark.read(self.request.GET.get("before", ""))
        self.files = gate.require_each(Action.LIST_FILES, by=self.by, before=mark, size=PAGE_SIZE + 1)

    def get(self, request: HttpRequest) -> HttpResponse:
        more = len(self.files) > PAGE_SIZE
        shown = self.files[:PAGE_SIZE]
        older = f"{reverse('files')}?before={PageMark.of(shown[-1].target).write()}" if more else ""
        newer = reverse("files") if request.GET.get("before") else ""
        context = {"columns": FILE_COLUMNS, "rows": file_rows(shown), "older_url": older, "newer_url": newer}
        return render(request, "casework/files.html", context)


class Search(GatedView):
    """Finds people within what the asker may open. The words are posted, never in an address or a log."""

    action = Action.SEARCH_PEOPLE

    def open_page(self) -> None:  # type: ignore[override]
        gate.check(Action.SEARCH_PEOPLE, by=self.by)

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "casework/search.html", {"form": SearchForm()})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = SearchForm(request.POST)
        if not form.is_valid():
            self.open_page()
            return render(request, "casework/search.html", {"form": form}, status=422)
        query, reason = form.cleaned_data["query"], form.cleaned_data["reason"]
        found = search_people(by=self.by, query=query, reason=reason)
        context = {
            "form": form,
            "columns": FILE_COLUMNS,
            "rows": file_rows(found),
            "searched": True,
            "count": len(found),
        }
        return render(request, "casework/search.html", context)


class FilePage(GatedView):
    """One person's file: timeline and panels. Outside its team a reason is asked first."""

    action = Action.OPEN_FILE

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **kwargs)
        except Refused as refused:
            if any(ground.field == "reason" for ground in refused.decision.objections):
                return redirect("file-reason", reference=kwargs["reference"])
            raise

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        case_file = self.opened.target
        notes = CaseNote.objects.filter(case_file=case_file).newest_first()
        category = request.GET.get("kind", "")
        if category:
            notes = notes.filter(category=category)
        context = file_frame(case_file, request, current="timeline") | {
            "entries": [note_entry(note, reference) for note in notes],
            "kind": category,
            "kinds": sorted({n.category for n in notes} | ({category} if category else set())),
            "panels": panels.drawn(self.opened, request),
            "decision": self.opened.decision,
            "close_url": reverse("file-close" if case_file.is_open else "file-reopen", args=[reference]),
            "may": self.may(Action.ADD_NOTE, Action.EDIT_PERSON, Action.CLOSE_FILE, Action.REOPEN_FILE),
        }
        return render(request, "casework/file.html", context)


def note_entry(note: CaseNote, reference: str) -> dict[str, Any]:
    """A note as the timeline draws it."""
    tags = [{"text": note.category.capitalize(), "colour": "grey"}]
    if note.source != "own":
        tags.append({"text": note.get_source_display(), "colour": "purple"})
    if note.about_others:
        tags.append({"text": "Also about somebody else", "colour": "orange"})
    if note.version > 1:
        tags.append({"text": "Corrected", "colour": "blue"})
    return {
        "title": "Note" if note.from_agency is None else f"From {note.from_agency.name}",
        "by": f"{note.author.name}, {note.author.title}",
        "at": note.happened_at,
        "body": note.body,
        "tags": tags,
        "url": reverse("note-correct", args=[reference, note.pk]),
        "link": "Correct",
    }


class StateReason(FormView):
    """Asks why, for any well-formed reference, before anything is looked up."""

    action = Action.STATE_ACCESS_REASON
    form_class = AccessReasonForm
    heading = "Say why you need this file"
    button = "Open the file"
    template = "casework/reason.html"

    def draws(self, refused: Refused) -> bool:
        return True

    def save(self, form: AccessReasonForm) -> None:
        state_access_reason(by=self.by, reference=self.reference, reason=form.cleaned_data["reason"])

    def cancel_url(self) -> str:
        return reverse("home")


class Intake(ProfileFormMixin, FormView):
    """Opens a new file on one page. Whether somebody like this is known already is for a manager's eyes."""

    action = Action.OPEN_NEW_FILE
    form_class = IntakeForm
    heading = "Open a new file"
    button = "Open the file"
    template = "casework/intake.html"
    done = "The file is open."

    def save(self, form: IntakeForm) -> Any:
        return open_new_file(by=self.by, **form.cleaned_data)

    def next_url(self, target: Any) -> str:
        return file_url(target.reference)

    def cancel_url(self) -> str:
        return reverse("home")


class ExplainPolicy(FileFormView):
    """Records that the person was told what is recorded, who sees it, and the exceptions."""

    action = Action.EXPLAIN_POLICY
    form_class = ExplainForm
    heading = "Record that the policy was explained"
    done = "Recorded."
    template = "casework/explain.html"

    def save(self, form: ExplainForm) -> None:
        explain_policy(by=self.by, reference=self.reference, language=form.cleaned_data["language"])

    def context(self) -> dict[str, Any]:
        return super().context() | {"profile": profile_in_force()}


class CloseFile(FileFormView):
    action = Action.CLOSE_FILE
    form_class = CloseFileForm
    heading = "Close this file?"
    button = "Close the file"
    done = "The file is closed. It can be reopened."

    def save(self, form: CloseFileForm) -> None:
        close_file(by=self.by, reference=self.reference)


class ReopenFile(FileFormView):
    action = Action.REOPEN_FILE
    form_class = CloseFileForm
    heading = "Reopen this file?"
    button = "Reopen the file"
    done = "The file is open again."

    def save(self, form: CloseFileForm) -> None:
        reopen_file(by=self.by, reference=self.reference)
