"""One viewing: its record, moving it, calling it off, and the supervisor's screen."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from audit import gate
from audit.actions import Action
from audit.adoption import profile_in_force
from audit.gate import Refused
from audit.views import GatedView
from casework.screen_codes import spoken
from casework.views.base import FormView
from policy.rules.own_screen import CODE_MINUTES
from policy.rules.viewing import earliest_viewing
from records_access import presenting
from records_access.facts import supervisors_offered
from records_access.forms import BeginForm, BookViewingForm, CallOffForm
from records_access.models import ViewingSession
from records_access.models.viewings import EndedBecause
from records_access.procedures import (
    begin_viewing,
    call_off_viewing,
    end_overdue,
    end_viewing,
    move_viewing,
    new_code,
    pause_viewing,
    resume_viewing,
)

_STEERED = (Action.BEGIN_VIEWING, Action.MOVE_VIEWING, Action.CALL_OFF_VIEWING, Action.WATCH_VIEWING)


class ViewingPage(GatedView):
    """The record of a viewing: supervisor, place, times, pages shown, corrections asked (NF-4.5)."""

    action = Action.SEE_VIEWING

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        viewing: ViewingSession = self.opened.target
        may = gate.ask_each(_STEERED, by=self.by, on=reference)
        context = {
            "viewing": viewing,
            "reference": reference,
            "rows": presenting.viewing_summary(viewing),
            "seen_columns": ("Page", "When"),
            "seen": [[p.page, presenting.when(p.seen_at)] for p in viewing.pages_seen.all()],
            "corrections": [
                {"title": f"About page {c.page}", "at": c.asked_at, "body": c.words} for c in viewing.corrections.all()
            ],
            "running": viewing.is_running_at(timezone.now()),
            "may_begin": may[Action.BEGIN_VIEWING],
            "may_move": may[Action.MOVE_VIEWING],
            "may_call_off": may[Action.CALL_OFF_VIEWING],
            "may_watch": may[Action.WATCH_VIEWING],
        }
        return render(request, "records_access/viewing.html", context)


class ViewingFormView(FormView):
    """A form about one viewing, read (and recorded as read) to show it."""

    reads = Action.SEE_VIEWING

    def draws(self, refused: Refused) -> bool:
        return True

    def cancel_url(self) -> str:
        return reverse("viewing", args=[self.reference])

    def next_url(self, target: Any) -> str:
        return self.cancel_url()

    def context(self) -> dict[str, Any]:
        return {"reference": self.reference, "viewing": self.opened.target}


class MoveViewing(ViewingFormView):
    """Later or earlier, elsewhere, or with somebody else; never before the notice is over."""

    action = Action.MOVE_VIEWING
    form_class = BookViewingForm
    heading = "Move the viewing"
    button = "Move the viewing"
    template = "records_access/book.html"
    done = "The viewing is moved."

    def initial(self) -> dict[str, Any]:
        viewing: ViewingSession = self.opened.target
        minutes = round((viewing.booked_until_at - viewing.booked_from_at).total_seconds() / 60)
        return {
            "from_at": viewing.booked_from_at,
            "minutes": minutes,
            "place": viewing.place,
            "supervisor": viewing.supervisor.reference,
        }

    def form_arguments(self) -> dict[str, Any]:
        return {"supervisors": supervisors_offered(profile_in_force())}

    def save(self, form: BookViewingForm) -> ViewingSession:
        return move_viewing(viewing_reference=self.reference, by=self.by, **form.values())

    def context(self) -> dict[str, Any]:
        profile = profile_in_force()
        earliest = earliest_viewing(profile, self.opened.target.request.received_at)
        notice = {"earliest": presenting.when(earliest), "notice_hours": profile.own_file.notice_hours}
        return super().context() | notice | {"policy": profile.ref}


class CallOff(ViewingFormView):
    """Who called it off decides whether the request stays open."""

    action = Action.CALL_OFF_VIEWING
    form_class = CallOffForm
    heading = "Call the viewing off"
    button = "Call it off"
    done = "The viewing is called off."

    def save(self, form: CallOffForm) -> None:
        by_person = form.cleaned_data["who"] == "person"
        call_off_viewing(viewing_reference=self.reference, by=self.by, by_person=by_person)


class Begin(ViewingFormView):
    """Freezes the copy and shows the code, once, to be read aloud."""

    action = Action.BEGIN_VIEWING
    form_class = BeginForm
    heading = "Begin the viewing"
    button = "Begin now"
    template = "records_access/begin.html"

    def save(self, form: BeginForm) -> str:
        end_overdue()
        return begin_viewing(viewing_reference=self.reference, by=self.by)

    def saved(self, target: str) -> HttpResponseBase:
        return code_page(self.request, self.reference, target)


def code_page(request: HttpRequest, reference: str, code: str) -> HttpResponse:
    """The only time a code is shown; it is in no address and is not kept."""
    context = {"reference": reference, "code": spoken(code), "minutes": CODE_MINUTES}
    return render(request, "records_access/code.html", context)


class Watch(GatedView):
    """The supervisor's screen: which page is open, and the means to pause and end."""

    action = Action.WATCH_VIEWING

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        viewing: ViewingSession = self.opened.target
        state = presenting.watch_state(viewing, timezone.now())
        if state["stands"] == "ended":
            end_overdue()
            return redirect("viewing", reference)
        context = {"viewing": viewing, "reference": reference, "state": state, "slot": presenting.slot(viewing)}
        return render(request, "records_access/watch.html", context)


class WatchState(GatedView):
    """The same as data, asked every two seconds. It shows no contents, so only refusals are recorded."""

    action = Action.WATCH_VIEWING

    def open_page(self) -> None:  # type: ignore[override]
        gate.check(Action.WATCH_VIEWING, by=self.by, on=self.reference)

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        viewing = ViewingSession.objects.get(reference=reference)
        return JsonResponse(presenting.watch_state(viewing, timezone.now()))


class Steer(GatedView):
    """Pause, resume, a new code: what the supervisor does while the person reads."""

    action = Action.WATCH_VIEWING
    http_method_names = ["post"]  # noqa: RUF012

    def post(self, request: HttpRequest, reference: str, what: str) -> HttpResponseBase:
        match what:
            case "pause":
                pause_viewing(viewing_reference=reference, by=self.by)
            case "resume":
                resume_viewing(viewing_reference=reference, by=self.by)
            case _:
                return code_page(request, reference, new_code(viewing_reference=reference, by=self.by))
        return redirect("viewing-watch", reference)


class End(GatedView):
    """Ends the viewing at once, without a second question."""

    action = Action.END_VIEWING
    http_method_names = ["post"]  # noqa: RUF012

    def post(self, request: HttpRequest, reference: str) -> HttpResponseBase:
        end_viewing(viewing_reference=reference, by=self.by, because=EndedBecause.SUPERVISOR)
        messages.success(request, "The viewing is ended. The person's screen is blank.")
        return redirect("viewing", reference)
