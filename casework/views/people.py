"""A person's details, the people round them, who works on the file, and who must not see it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from audit.actions import Action
from audit.views import GatedView
from casework.forms.people import BarForm, DuplicateForm, MatchForm, PersonForm, RelationForm
from casework.forms.workers import AssignForm, JoinForm
from casework.models import Assignment, Bar, Relation
from casework.procedures.assignments import assign, end_assignment
from casework.procedures.bars import lift_bar, link_own_file, record_bar, resolve_bar_match
from casework.procedures.duplicates import duplicate_candidates, resolve_duplicate
from casework.procedures.people import add_relation, edit_person
from casework.procedures.stale import StaleForm
from casework.views.base import FileFormView, FormView, ProfileFormMixin, file_frame, full_name

PERSON_FIELDS = (
    "given_name", "family_name", "known_as", "pronouns", "person_role", "birth_date", "birth_date_estimated",
    "language", "address", "phone", "email", "safe_contact",
)  # fmt: skip


class PersonPage(GatedView):
    """Who the person is and how to reach them, and the people round them."""

    action = Action.OPEN_FILE

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        case_file, person = self.opened.target, self.opened.target.service_user
        rows = [
            {"key": PersonForm.base_fields[name].label, "value": getattr(person, name)}
            for name in PERSON_FIELDS
            if name != "birth_date_estimated"
        ]
        relations = Relation.objects.filter(case_file=case_file, ended_at=None)
        context = file_frame(case_file, request, current="person") | {
            "rows": rows,
            "columns": ("Name", "How related", "To know"),
            "relations": [[r.name, r.kind, r.note] for r in relations],
            "may": self.may(Action.EDIT_PERSON, Action.ADD_RELATION),
        }
        return render(request, "casework/person.html", context)


class EditPerson(ProfileFormMixin, FileFormView):
    """Changes details; a stale form shows what is saved now beside what was typed."""

    action = Action.EDIT_PERSON
    form_class = PersonForm
    heading = "Change details"
    done = "The details are changed."
    template = "casework/edit_person.html"

    conflict: dict[str, Any] | None = None

    def initial(self) -> dict[str, Any]:
        person = self.opened.target.service_user
        return {"version": person.version, **{name: getattr(person, name) for name in PERSON_FIELDS}}

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().post(request, **kwargs)
        except StaleForm as stale:
            return self.stale(request, stale)

    def stale(self, request: HttpRequest, stale: StaleForm) -> HttpResponse:
        self.open_page()
        person = self.opened.target.service_user
        typed = self.make_form(request.POST)
        typed.is_valid()
        changed = [n for n in PERSON_FIELDS if typed.cleaned_data.get(n) != getattr(person, n)]
        fields = [
            {
                "label": PersonForm.base_fields[n].label,
                "mine": str(typed.cleaned_data.get(n) or ""),
                "saved": str(getattr(person, n) or ""),
            }
            for n in changed
        ]
        self.conflict = {"fields": fields, "saved_by": stale.saved_by, "saved_at": stale.saved_at}
        data = request.POST.copy()
        data["version"] = str(person.version)
        return self.page(self.make_form(data))

    def save(self, form: PersonForm) -> Any:
        return edit_person(by=self.by, reference=self.reference, **form.cleaned_data)

    def next_url(self, target: Any) -> str:
        return reverse("file-person", args=[self.reference])

    def cancel_url(self) -> str:
        return self.next_url(None)

    def context(self) -> dict[str, Any]:
        return super().context() | {"conflict": self.conflict}


class AddRelation(FileFormView):
    action = Action.ADD_RELATION
    form_class = RelationForm
    heading = "Add somebody in this person's life"
    button = "Add"
    done = "Added. Being named here gives nobody a right to the file."

    def save(self, form: RelationForm) -> Any:
        return add_relation(by=self.by, reference=self.reference, **form.cleaned_data)

    def next_url(self, target: Any) -> str:
        return reverse("file-person", args=[self.reference])


class TeamPage(GatedView):
    """Who works on the file now, and who did, with dates."""

    action = Action.OPEN_FILE

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        case_file = self.opened.target
        assignments = Assignment.objects.filter(case_file=case_file).select_related("worker").order_by("-started_at")
        may = self.may(Action.ASSIGN_WORKER, Action.END_ASSIGNMENT)
        context = file_frame(case_file, request, current="team") | {"assignments": assignments, "may": may}
        return render(request, "casework/team.html", context)


class AssignWorker(FileFormView):
    action = Action.ASSIGN_WORKER
    form_class = AssignForm
    heading = "Assign a worker"
    button = "Assign"
    done = "The worker is assigned."

    def draws(self, refused: Any) -> bool:
        return True

    def save(self, form: AssignForm) -> Any:
        chosen = form.cleaned_data
        return assign(by=self.by, reference=self.reference, worker=chosen["worker"].reference, reason=chosen["reason"])

    def next_url(self, target: Any) -> str:
        return reverse("file-team", args=[self.reference])


class EndAssignment(GatedView):
    action = Action.END_ASSIGNMENT
    http_method_names = ("post",)

    def post(self, request: HttpRequest, reference: str, worker: str) -> HttpResponse:
        end_assignment(by=self.by, reference=reference, worker=worker)
        return redirect("file-team", reference=reference)


class BarsPage(GatedView):
    """Who must not see the file. The names are opened only to those whom the rule lets see them."""

    action = Action.OPEN_FILE

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        case_file = self.opened.target
        bars = Bar.objects.filter(case_file=case_file, lifted_at=None).order_by("-recorded_at")
        may = self.may(Action.RECORD_BAR, Action.LIFT_BAR, Action.LINK_OWN_FILE)
        context = file_frame(case_file, request, current="bars") | {"bars": bars, "may": may}
        return render(request, "casework/bars.html", context)


class RecordBar(FileFormView):
    action = Action.RECORD_BAR
    form_class = BarForm
    heading = "Who must not see this file or know that the person comes here?"
    done = "Recorded. If the name is that of a worker, they are kept out from now on, without a sign."

    def save(self, form: BarForm) -> Any:
        return record_bar(by=self.by, reference=self.reference, **form.cleaned_data)

    def next_url(self, target: Any) -> str:
        return reverse("file-bars", args=[self.reference])


class LiftBar(GatedView):
    """Takes a name off again; the record that it stood there stays."""

    action = Action.LIFT_BAR
    http_method_names = ("post",)

    def post(self, request: HttpRequest, reference: str, bar: UUID) -> HttpResponse:
        lift_bar(by=self.by, reference=reference, bar=bar)
        messages.success(request, "Taken off. That it stood there is kept.")
        return redirect("file-bars", reference=reference)


class LinkOwnFile(FileFormView):
    """The person a file is about also works here: their own account never opens it."""

    action = Action.LINK_OWN_FILE
    form_class = JoinForm
    heading = "This person also works here"
    button = "Record"
    done = "Recorded. Their own account does not open this file."

    def save(self, form: JoinForm) -> Any:
        return link_own_file(by=self.by, reference=self.reference, worker=form.cleaned_data["worker"].reference)

    def next_url(self, target: Any) -> str:
        return reverse("tasks")  # the file may have closed to whoever recorded it


class ResolveDuplicate(FormView):
    """For a manager: the new file beside those of people with a name like it. The worker gets no sign (DEF-32)."""

    action = Action.RESOLVE_DUPLICATE
    form_class = DuplicateForm
    heading = "Is this somebody already known?"
    button = "Decide"
    done = "Decided. Nothing was merged."
    template = "casework/duplicate.html"

    def open_page(self) -> Any:
        self.opened, self.alike = duplicate_candidates(by=self.by, reference=self.reference)
        return self.opened

    def save(self, form: DuplicateForm) -> Any:
        return resolve_duplicate(by=self.by, reference=self.reference, same_person=form.cleaned_data["same_person"])

    def next_url(self, target: Any) -> str:
        return reverse("tasks")

    def cancel_url(self) -> str:
        return reverse("tasks")

    def context(self) -> dict[str, Any]:
        new = self.opened.target
        return {
            "new_reference": new.reference,
            "new_name": full_name(new.service_user),
            "columns": ("Reference", "Name", "Opened"),
            "rows": [
                [a.target.reference, full_name(a.target.service_user), f"{a.target.opened_at:%-d %B %Y}"]
                for a in self.alike
            ],
        }


class ResolveMatch(FormView):
    """For a manager who is not concerned: is this worker the person whom a bar names?"""

    action = Action.RESOLVE_BAR_MATCH
    only_asks = False  # the barred name is opened to decide
    form_class = MatchForm
    heading = "A name that must not see a file is like a worker's name"
    button = "Decide"
    done = "Decided."
    template = "casework/match.html"

    def save(self, form: MatchForm) -> Any:
        return resolve_bar_match(by=self.by, match=self.reference, same_person=form.cleaned_data["same_person"])

    def next_url(self, target: Any) -> str:
        return reverse("tasks")

    def cancel_url(self) -> str:
        return reverse("tasks")

    def context(self) -> dict[str, Any]:
        return {"match": self.opened.target}
