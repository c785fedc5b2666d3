"""Danger now from any page, one alarm, and the list of them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from audit import gate
from audit.actions import Action
from audit.adoption import profile_in_force
from audit.gate import Refused
from audit.views import GatedView
from casework.models import Task
from casework.taskkinds import kind_of
from casework.views.base import FormView
from disclosures.forms.alarms import AlarmReviewForm, DangerForm, LinkForm, ToldForm
from disclosures.models import DangerAlarm
from disclosures.procedures import add_told, link_alarm, raise_alarm, review_alarm
from policy.rules.disclosure import DangerKind


class DangerNow(FormView):
    """Saved at once, whoever raises it and whether or not there is a file. Nothing is waited for."""

    action = Action.RAISE_DANGER
    form_class = DangerForm
    template = "disclosures/danger_now.html"
    button = "Save the alarm"
    done = "Saved. Those who answer for it have been told."

    def open_page(self) -> Any:
        """The page itself reads nothing, so only the question is asked."""
        return gate.check(Action.RAISE_DANGER, by=self.by)

    def form_arguments(self) -> dict[str, Any]:
        return {"by": self.by}

    def initial(self) -> dict[str, Any]:
        return {"about": self.request.GET.get("file", "")}

    def draws(self, refused: Refused) -> bool:
        return True

    def save(self, form: DangerForm) -> DangerAlarm:
        data = form.cleaned_data
        return raise_alarm(
            by=self.by,
            kind=DangerKind(data["kind"] or DangerKind.LIFE),
            who_at_risk=data["who_at_risk"],
            happening=data["what"],
            told=form.told(),
            about=data["about"],
            accused=list(data["accused"]),
            nobody_yet=form.nobody_yet,
        )

    def next_url(self, target: DangerAlarm) -> str:
        return reverse("alarm", args=[target.reference])

    def context(self) -> dict[str, Any]:
        return {"contact": profile_in_force().safeguarding.contact.value}


class AlarmPage(GatedView):
    """One alarm: what was said, who was told, what is still to do, the review."""

    action = Action.RAISE_DANGER

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        return self.page()

    def page(self, status: int = 200, **forms: Any) -> HttpResponse:
        alarm: DangerAlarm = self.opened.target
        review = gate.ask(Action.REVIEW_DANGER, by=self.by, on=self.reference)
        link = gate.ask(Action.REVIEW_DANGER, by=self.by, on=self.reference, file="")
        context = {
            "alarm": alarm,
            "reference": alarm.reference,
            "told": alarm.told.select_related("recorded_by"),
            "review": getattr(alarm, "review", None),
            "may_review": review,
            "may_link": link,
            "tasks": self.tasks(alarm),
            "told_form": ToldForm(),
            "review_form": AlarmReviewForm(),
            "link_form": LinkForm(),
            "contact": profile_in_force().safeguarding.contact.value,
        }
        return render(self.request, "disclosures/alarm.html", context | forms, status=status)

    def tasks(self, alarm: DangerAlarm) -> list[dict[str, Any]]:
        """What is still to do about it, for this worker."""
        tasks = Task.objects.to_do().filter(about=alarm.reference, for_worker=self.by)
        return [
            {"words": kind_of(t.kind).words, "due_at": t.due_at, "id": t.pk, "by_hand": kind_of(t.kind).by_hand}
            for t in tasks
        ]


class AlarmStep(AlarmPage):
    """A form on the alarm's page; refused, the page comes back with the form as it was filled in."""

    form_class: Any
    form_name = ""
    done = ""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        return redirect("alarm", reference)

    def post(self, request: HttpRequest, reference: str) -> HttpResponseBase:
        form = self.form_class(request.POST)
        if form.is_valid():
            try:
                self.save(form)
            except Refused as refused:
                if refused.decision.concealed:
                    raise
                form.add_grounds(refused.decision)
            else:
                messages.success(request, self.done)
                return redirect("alarm", reference)
        self.opened = gate.require(Action.RAISE_DANGER, by=self.by, on=reference)
        return self.page(422, **{self.form_name: form, "form": form})

    def save(self, form: Any) -> None:
        raise NotImplementedError


class AddTold(AlarmStep):
    form_class = ToldForm
    form_name = "told_form"
    done = "Added."

    def save(self, form: ToldForm) -> None:
        add_told(reference=self.reference, by=self.by, told=form.told())


class LinkAlarm(AlarmStep):
    action = Action.REVIEW_DANGER
    form_class = LinkForm
    form_name = "link_form"
    done = "The alarm is linked to the file."

    def save(self, form: LinkForm) -> None:
        link_alarm(reference=self.reference, by=self.by, file=form.cleaned_data["file"])


class ReviewAlarm(AlarmStep):
    action = Action.REVIEW_DANGER
    form_class = AlarmReviewForm
    form_name = "review_form"
    done = "Your review is recorded."

    def save(self, form: AlarmReviewForm) -> None:
        review_alarm(reference=self.reference, by=self.by, **form.cleaned_data)


class AlarmList(GatedView):
    """Every alarm one may know of, those not reviewed first."""

    action = Action.REVIEW_DANGER

    def open_page(self) -> None:  # type: ignore[override]
        self.alarms = gate.require_each(Action.REVIEW_DANGER, by=self.by)

    def get(self, request: HttpRequest) -> HttpResponse:
        rows = sorted((opened.target for opened in self.alarms), key=lambda alarm: hasattr(alarm, "review"))
        context = {"columns": ("Alarm", "Raised", "By", "State"), "rows": [_row(alarm) for alarm in rows]}
        return render(request, "disclosures/alarms.html", context)


def _row(alarm: DangerAlarm) -> list[Any]:
    reviewed = hasattr(alarm, "review")
    return [
        {"text": alarm.reference, "url": reverse("alarm", args=[alarm.reference])},
        f"{alarm.raised_at:%-d %B %Y}",
        f"{alarm.raised_by.name}, {alarm.raised_by.title}",
        {"text": "Reviewed", "tag": "green"} if reviewed else {"text": "Not reviewed", "tag": "red"},
    ]
