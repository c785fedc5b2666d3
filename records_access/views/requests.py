"""A person's requests to see their own file."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from audit import gate
from audit.actions import Action
from audit.adoption import profile_in_force
from audit.gate import Refused
from audit.views import GatedView
from casework.views.base import FileFormView, FormView, file_frame
from policy.rules.viewing import earliest_viewing
from records_access import presenting
from records_access.facts import supervisors_offered
from records_access.forms import AccessRequestForm, BookViewingForm, CloseRequestForm, IdentityForm
from records_access.models import AccessRequest, ViewingSession
from records_access.procedures import (
    book_viewing,
    close_access_request,
    end_overdue,
    record_access_request,
    record_identity_check,
)

PLACE = "own-records"


class OwnRecords(GatedView):
    """Every request and viewing of one file."""

    action = Action.OPEN_FILE

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        case_file = self.opened.target
        viewings = ViewingSession.objects.about(case_file).select_related("supervisor")
        context = file_frame(case_file, request, current=PLACE) | {
            "request_columns": presenting.request_columns(),
            "requests": presenting.request_rows(AccessRequest.objects.about(case_file)),
            "viewing_columns": presenting.viewing_columns(),
            "viewings": presenting.viewing_rows(viewings),
            "may_record": gate.ask(Action.RECORD_ACCESS_REQUEST, by=self.by, on=reference),
            "may_see_looks": gate.ask(Action.SEE_WHO_LOOKED, by=self.by, on=reference),
        }
        return render(request, "records_access/own_records.html", context)


class RecordRequest(FileFormView):
    """Somebody asked to see their file."""

    action = Action.RECORD_ACCESS_REQUEST
    form_class = AccessRequestForm
    heading = "Record a request to see the file"
    button = "Record the request"
    template = "records_access/record_request.html"
    done = "The request is recorded."

    def initial(self) -> dict[str, Any]:
        return {"received_at": timezone.now()}

    def save(self, form: AccessRequestForm) -> AccessRequest:
        return record_access_request(file_reference=self.reference, by=self.by, **form.values())

    def next_url(self, target: AccessRequest) -> str:
        return reverse("access-request", args=[target.reference])

    def context(self) -> dict[str, Any]:
        profile = profile_in_force()
        return super().context() | {"notice_hours": profile.own_file.notice_hours, "policy": profile.ref}


class RequestPage(GatedView):
    """One request: the two dates that run from it, and its viewings."""

    action = Action.SEE_ACCESS_REQUEST

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        found: AccessRequest = self.opened.target
        asked = (Action.BOOK_VIEWING, Action.RECORD_IDENTITY_CHECK, Action.CLOSE_ACCESS_REQUEST)
        may = gate.ask_each(asked, by=self.by, on=reference)
        context = file_frame(found.case_file, request, current=PLACE) | {
            "found": found,
            "rows": presenting.request_summary(found, profile_in_force()),
            "viewing_columns": presenting.viewing_columns(),
            "viewings": presenting.viewing_rows(found.viewings.select_related("supervisor").order_by("-number")),
            "may_book": may[Action.BOOK_VIEWING],
            "may_identify": may[Action.RECORD_IDENTITY_CHECK],
            "may_close": may[Action.CLOSE_ACCESS_REQUEST],
            "identity_missing": found.identity_check == "not-yet",
        }
        return render(request, "records_access/request.html", context)


class RequestFormView(FormView):
    """A form about one request, read (and recorded as read) to show its frame."""

    reads = Action.SEE_ACCESS_REQUEST

    def draws(self, refused: Refused) -> bool:
        return True

    def cancel_url(self) -> str:
        return reverse("access-request", args=[self.reference])

    def next_url(self, target: Any) -> str:
        return self.cancel_url()

    def context(self) -> dict[str, Any]:
        return file_frame(self.opened.target.case_file, self.request, current=PLACE)


class RecordIdentity(RequestFormView):
    """How the person was identified after all."""

    action = Action.RECORD_IDENTITY_CHECK
    form_class = IdentityForm
    heading = "How do you know who asked?"
    done = "It is recorded how you know who asked."

    def save(self, form: IdentityForm) -> None:
        record_identity_check(request_reference=self.reference, by=self.by, **form.values())


class CloseRequest(RequestFormView):
    """The person has seen what they asked to see."""

    action = Action.CLOSE_ACCESS_REQUEST
    form_class = CloseRequestForm
    heading = "Has the person seen what they asked to see?"
    button = "Yes, close the request"
    done = "The request is closed."

    def save(self, form: CloseRequestForm) -> None:
        close_access_request(request_reference=self.reference, by=self.by)


class BookViewing(RequestFormView):
    """A slot, a place and a supervisor; refused before the notice is over, with the earliest time."""

    action = Action.BOOK_VIEWING
    form_class = BookViewingForm
    heading = "Book a viewing"
    button = "Book the viewing"
    template = "records_access/book.html"
    done = "The viewing is booked."

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        end_overdue()
        return super().post(request, **kwargs)

    def form_arguments(self) -> dict[str, Any]:
        return {"supervisors": supervisors_offered(profile_in_force())}

    def save(self, form: BookViewingForm) -> ViewingSession:
        return book_viewing(request_reference=self.reference, by=self.by, **form.values())

    def saved(self, target: ViewingSession) -> HttpResponseBase:
        return redirect("viewing", target.reference)

    def context(self) -> dict[str, Any]:
        profile = profile_in_force()
        earliest = earliest_viewing(profile, self.opened.target.received_at)
        notice = {"earliest": presenting.when(earliest), "notice_hours": profile.own_file.notice_hours}
        return super().context() | notice | {"policy": profile.ref}
