"""What the screens of casework share: a form page that loses nothing, and a file's frame."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from audit.actions import Action
from audit.adoption import profile_in_force
from audit.gate import Refused
from audit.views import GatedView
from casework import panels
from casework.models import CaseFile, ServiceUser


class FormView(GatedView):
    """Shows a form, hands what it cleaned to one procedure, and draws it again when refused.

    A refusal that the person may not learn of (concealed) becomes the not-found page as ever.
    """

    only_asks = True
    form_class: ClassVar[type[forms.Form]]
    template: ClassVar[str] = "casework/form.html"
    heading: ClassVar[str] = ""
    button: ClassVar[str] = "Save"
    done: ClassVar[str] = ""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.page(self.make_form())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        form = self.make_form(request.POST)
        if not form.is_valid():
            self.open_page()
            return self.page(form)
        try:
            target = self.save(form)
        except Refused as refused:
            if refused.decision.concealed or not self.draws(refused):
                raise
            self.open_page()
            form.add_grounds(refused.decision)
            return self.page(form)
        except ValidationError as problem:
            self.open_page()
            form.add_problems(problem)
            return self.page(form)
        return self.saved(target)

    def make_form(self, data: Mapping[str, Any] | None = None) -> Any:
        return self.form_class(
            data, **({} if data is not None else {"initial": self.initial()}), **self.form_arguments()
        )

    def form_arguments(self) -> dict[str, Any]:
        """What the form needs besides its data."""
        return {}

    def initial(self) -> dict[str, Any]:
        return {}

    def draws(self, refused: Refused) -> bool:
        """Whether a refusal belongs on the form: one by role has a page of its own."""
        return any(ground.field for ground in refused.decision.objections)

    def save(self, form: Any) -> Any:
        """One procedure call; what it returns decides where to go next."""
        raise NotImplementedError

    def saved(self, target: Any) -> HttpResponseBase:
        """The page after a save, with a word that it is done."""
        if self.done:
            messages.success(self.request, self.done)
        return redirect(self.next_url(target))

    def next_url(self, target: Any) -> str:
        return file_url(self.reference) if self.reference else reverse("home")

    def page(self, form: Any) -> HttpResponse:
        frame = {"form": form, "heading": self.heading, "button": self.button, "cancel_url": self.cancel_url()}
        status = 422 if form.errors else 200
        return render(self.request, self.template, frame | self.context(), status=status)

    def cancel_url(self) -> str:
        return file_url(self.reference) if self.reference else reverse("home")

    def context(self) -> dict[str, Any]:
        return {}


class FileFormView(FormView):
    """A form about one file: the file is read (and recorded as read) to show the person's frame."""

    reads: ClassVar[Action | None] = Action.OPEN_FILE

    def context(self) -> dict[str, Any]:
        return file_frame(self.opened.target, self.request, current="")


def file_url(reference: str) -> str:
    return reverse("file", args=[reference])


def file_frame(case_file: CaseFile, request: HttpRequest, *, current: str) -> dict[str, Any]:
    """The identity bar and the side navigation of every page about one file."""
    return {
        "case_file": case_file,
        "reference": case_file.reference,
        "identity": _identity(case_file),
        "items": panels.navigation(case_file.reference, request, current),
    }


def _identity(case_file: CaseFile) -> dict[str, Any]:
    person: ServiceUser = case_file.service_user
    facts = [
        {"label": "Date of birth", "value": _birth(person)},
        {"label": "Language", "value": person.language},
        {"label": "Contact safely", "value": person.safe_contact or "Not recorded: ask before you call or write"},
    ]
    tags = [] if case_file.is_open else [{"text": "Closed", "colour": "grey"}]
    return {"name": full_name(person), "reference": case_file.reference, "facts": facts, "tags": tags}


def full_name(person: ServiceUser) -> Any:
    """The name as one text where identity is open, else the sealed marker itself."""
    if not isinstance(person.given_name, str):
        return person.given_name
    known = f" (known as {person.known_as})" if person.known_as else ""
    return f"{person.given_name} {person.family_name}".strip() + known


def _birth(person: ServiceUser) -> Any:
    born = person.birth_date
    if born is None:
        return "Not known"
    return (
        f"{born.day} {born:%B %Y}" + (" (a guess)" if person.birth_date_estimated else "")
        if hasattr(born, "day")
        else born
    )


class ProfileFormMixin:
    """For forms whose choices come from the policy in force."""

    form_arguments: Callable[[], dict[str, Any]]

    def form_arguments(self) -> dict[str, Any]:  # type: ignore[no-redef]
        return {"profile": profile_in_force()}
