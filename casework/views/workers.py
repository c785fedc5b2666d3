"""Workers: the list, one worker's standing, and signing the undertaking oneself."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from audit.actions import Action
from audit.adoption import adopted_in_force, profile_in_force
from audit.views import GatedView
from casework.forms.workers import (
    ChangeWorkerForm,
    DeputyForm,
    EndLeaveForm,
    InviteForm,
    LeaveForm,
    ReviewForm,
    UndertakingForm,
    VettingForm,
    VolunteeringForm,
)
from casework.models import DeputyNomination, Leave, SatisfactoryReview, Undertaking, VettingCheck, Worker
from casework.procedures.standing import (
    end_leave,
    nominate_deputy,
    record_leave,
    record_satisfactory_review,
    record_vetting,
    record_volunteering,
    sign_undertaking,
    withdraw_nomination,
)
from casework.procedures.workers import change_worker, deactivate_worker, invite_worker, reactivate_worker
from casework.views.base import FormView, ProfileFormMixin
from casework.views.standing import standing_of
from casework.views.worklist import undertaking_notice


class WorkerList(GatedView):
    """Everybody with an account, with what each still lacks."""

    action = Action.LIST_WORKERS

    def get(self, request: HttpRequest) -> HttpResponse:
        workers = Worker.objects.select_related("line_manager").order_by("-is_active", "name")
        may = self.may(Action.INVITE_WORKER, Action.NOMINATE_DEPUTY, Action.MANAGE_TEAMS)
        nominations = DeputyNomination.objects.select_related("principal", "deputy").order_by("-started_on")[:20]
        context = {"workers": workers, "may": may, "nominations": nominations}
        return render(request, "casework/workers.html", context)


class WorkerPage(GatedView):
    """One worker's standing: role, dates, leave, reviews, undertaking, whether vetting is clear."""

    action = Action.CHANGE_WORKER

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        worker = self.opened.target
        questions = (
            Action.DEACTIVATE_WORKER,
            Action.RECORD_LEAVE,
            Action.RECORD_VOLUNTEERING,
            Action.RECORD_REVIEW,
            Action.RECORD_VETTING,
            Action.SEE_VETTING,
        )
        context = {
            "worker": worker,
            "standing": standing_of(worker, self.opened.at),
            "leaves": Leave.objects.filter(worker=worker).order_by("-started_on"),
            "reviews": SatisfactoryReview.objects.filter(worker=worker)
            .select_related("reviewer")
            .order_by("-reviewed_on"),
            "undertakings": Undertaking.objects.filter(worker=worker).select_related("policy").order_by("-signed_at"),
            "may": self.may(*questions),
        }
        return render(request, "casework/worker.html", context)


class VettingPage(GatedView):
    """The detail of a worker's checks, for the roles the policy names. Every view is recorded."""

    action = Action.SEE_VETTING

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        checks = VettingCheck.objects.filter(worker=self.opened.target).order_by("-applied_on")
        return render(request, "casework/vetting.html", {"worker": self.opened.target, "checks": checks})


class WorkerFormView(FormView):
    """A form about one worker; back to that worker's page."""

    def next_url(self, target: Any) -> str:
        return reverse("worker", args=[self.reference])

    def cancel_url(self) -> str:
        return self.next_url(None)

    def draws(self, refused: Any) -> bool:
        return True

    def context(self) -> dict[str, Any]:
        return {"lead": f"{self.opened.target.name}, {self.opened.target.title}"}


class InviteWorker(ProfileFormMixin, FormView):
    """A new account; the first password is shown once, to be handed over in person."""

    action = Action.INVITE_WORKER
    form_class = InviteForm
    heading = "Invite a worker"
    button = "Invite"

    def draws(self, refused: Any) -> bool:
        return True

    def save(self, form: InviteForm) -> Any:
        return invite_worker(by=self.by, **form.cleaned_data)

    def saved(self, target: Any) -> HttpResponse:
        return render(
            self.request, "casework/invited.html", {"worker": target.worker, "password": target.first_password}
        )

    def cancel_url(self) -> str:
        return reverse("workers")


class ChangeWorker(ProfileFormMixin, WorkerFormView):
    action = Action.CHANGE_WORKER
    form_class = ChangeWorkerForm
    heading = "Change a worker"
    done = "Changed."

    def initial(self) -> dict[str, Any]:
        worker = self.opened.target
        manager = worker.line_manager.reference if worker.line_manager else None
        return {"name": worker.name, "role": worker.role, "line_manager": manager}

    def save(self, form: ChangeWorkerForm) -> Any:
        return change_worker(by=self.by, reference=self.reference, **form.cleaned_data)


class DeactivateWorker(GatedView):
    """Ends the account and every session of it at once."""

    action = Action.DEACTIVATE_WORKER

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        return render(request, "casework/deactivate.html", {"worker": self.opened.target})

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        deactivate_worker(by=self.by, reference=reference)
        return redirect("workers")


class RecordLeave(WorkerFormView):
    action = Action.RECORD_LEAVE
    form_class = LeaveForm
    heading = "Record leave"
    done = "The leave is recorded, and the dates are worked out again."

    def save(self, form: LeaveForm) -> Any:
        return record_leave(by=self.by, worker=self.reference, **form.cleaned_data)


class EndLeave(WorkerFormView):
    action = Action.RECORD_LEAVE
    form_class = EndLeaveForm
    heading = "Record the last day of leave"
    done = "Recorded, and the dates are worked out again."

    def save(self, form: EndLeaveForm) -> Any:
        return end_leave(by=self.by, worker=self.reference, leave=self.kwargs["leave"], **form.cleaned_data)


class RecordVolunteering(WorkerFormView):
    action = Action.RECORD_VOLUNTEERING
    form_class = VolunteeringForm
    heading = "Record volunteering"
    done = "Recorded, and the dates are worked out again."

    def save(self, form: VolunteeringForm) -> Any:
        return record_volunteering(by=self.by, worker=self.reference, **form.cleaned_data)


class ReactivateWorker(GatedView):
    """Opens an account again; the new first password is shown once."""

    action = Action.CHANGE_WORKER
    http_method_names = ("post",)

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        again = reactivate_worker(by=self.by, reference=reference)
        return render(request, "casework/invited.html", {"worker": again.worker, "password": again.first_password})


class RecordReview(WorkerFormView):
    action = Action.RECORD_REVIEW
    form_class = ReviewForm
    heading = "Record a review"
    done = "The review is recorded."

    def save(self, form: ReviewForm) -> Any:
        return record_satisfactory_review(by=self.by, worker=self.reference, **form.cleaned_data)


class RecordVetting(WorkerFormView):
    action = Action.RECORD_VETTING
    form_class = VettingForm
    heading = "Record a check"
    done = "The check is recorded."

    def save(self, form: VettingForm) -> Any:
        return record_vetting(by=self.by, worker=self.reference, **form.cleaned_data)


class NominateDeputy(FormView):
    action = Action.NOMINATE_DEPUTY
    form_class = DeputyForm
    heading = "Nominate a deputy"
    button = "Nominate"
    done = "The deputy is nominated, between these dates only."

    def draws(self, refused: Any) -> bool:
        return True

    def save(self, form: DeputyForm) -> Any:
        chosen = form.cleaned_data
        return nominate_deputy(
            by=self.by,
            principal=chosen["principal"].reference,
            deputy=chosen["deputy"].reference,
            started_on=chosen["started_on"],
            ended_on=chosen["ended_on"],
        )

    def next_url(self, target: Any) -> str:
        return reverse("workers")

    def cancel_url(self) -> str:
        return reverse("workers")


class WithdrawNomination(GatedView):
    action = Action.NOMINATE_DEPUTY
    http_method_names = ("post",)

    def post(self, request: HttpRequest, nomination: UUID) -> HttpResponse:
        withdraw_nomination(by=self.by, nomination=nomination)
        return redirect("workers")


class SignUndertaking(ProfileFormMixin, FormView):
    """Reading the policy in force and signing it. Without this no file opens (DEF-28); alarms never wait for it."""

    action = Action.SIGN_UNDERTAKING
    form_class = UndertakingForm
    heading = "Read the policy and sign"
    button = "Sign"
    done = "Signed. Thank you."
    template = "casework/undertaking.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        signed = request.user.is_authenticated and undertaking_notice(request.user, timezone.now()) is None
        if signed:
            return redirect("policy")
        return super().dispatch(request, *args, **kwargs)

    def draws(self, refused: Any) -> bool:
        return True

    def save(self, form: UndertakingForm) -> Any:
        witness = form.cleaned_data.get("witness")
        return sign_undertaking(
            by=self.by, typed_name=form.cleaned_data["typed_name"], witness=witness.reference if witness else ""
        )

    def context(self) -> dict[str, Any]:
        return {"profile": profile_in_force(), "adopted": adopted_in_force()}
