"""The consent screens: list, write, review and sign, see, print, withdraw."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from audit.actions import Action
from audit.adoption import profile_in_force
from audit.gate import Refused
from audit.views import GatedView
from casework.models import CaseFile
from casework.procedures.stale import StaleForm
from casework.views.base import FormView, file_frame
from consent.decisions import weigh_answers
from consent.forms import ConsentDraftForm, WithdrawForm
from consent.models import ConsentForm
from consent.procedures import discard_draft, review_form, save_draft, sign_form, start_form, withdraw
from consent.references import form_reference
from consent.shown import form_row, form_values, line_rows
from consent.wording import wording
from policy.rules.consent import FormKind

LINE_COLUMNS = ("Agency", "What about", "What for", "Answer", "Until", "State")
FORM_COLUMNS = ("Form", "Signed", "Method", "Lines", "State")
NOT_KEPT = ("csrfmiddlewaretoken", "next", "version")


def typed(posted: QueryDict) -> dict[str, Any]:
    """What was typed, by field, to be kept as it is."""
    return {name: posted[name] for name in posted if name not in NOT_KEPT}


class ConsentFrame(GatedView):
    """A page about a file's consent, or one form of it."""

    action = Action.SEE_CONSENT
    current = "consent"

    @property
    def case_file(self) -> CaseFile:
        case_file: CaseFile = self.opened.target
        return case_file

    def form_record(self) -> ConsentForm:
        """The form the address names; the decision has said that it is there."""
        number = form_reference(self.reference).number
        return ConsentForm.objects.select_related("recorded_by").get(case_file=self.case_file, number=number)

    def frame(self) -> dict[str, Any]:
        return file_frame(self.case_file, self.request, current=self.current)


class ConsentList(ConsentFrame):
    """Every form of a file, newest first, with how it stands."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        forms = ConsentForm.objects.of(self.case_file).filter(discarded_at__isnull=True)
        context = self.frame() | {
            "columns": FORM_COLUMNS,
            "rows": [form_row(form, self.opened.at) for form in forms.prefetch_related("withdrawals", "lines")],
            "may": self.may(Action.RECORD_CONSENT, Action.PERMIT_COLLEAGUE),
        }
        return render(request, "consent/list.html", context)


class ConsentPage(ConsentFrame):
    """One form: its lines and how each stands, who signed and how."""

    template = "consent/form.html"

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        form = self.form_record()
        if form.is_draft:
            return redirect("consent-edit", reference)
        context = self.frame() | {
            "form_record": form,
            "columns": LINE_COLUMNS,
            "lines": line_rows(form, self.opened.at),
            "values": form_values(form),
            "may": self.may(Action.WITHDRAW_CONSENT, Action.RECORD_CONSENT),
        }
        return render(request, self.template, context)


class PrintConsent(ConsentPage):
    """The words as they were signed, on paper."""

    template = "consent/print.html"


class WriteConsent(ConsentFrame):
    """A new form, or a draft going on. Everything typed is kept, sealed, at every save."""

    action = Action.RECORD_CONSENT
    reads = Action.SEE_CONSENT

    conflict: dict[str, Any] | None = None

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        if form_reference(reference).number is None:
            return self.page(ConsentDraftForm(profile=profile_in_force()))
        record = self.form_record()
        if not record.is_draft:
            return redirect("consent-form", reference)
        form = ConsentDraftForm(dict(record.draft or {}), profile=profile_in_force())
        form.is_valid()
        return self.page(form, version=record.version, status=200)

    def post(self, request: HttpRequest, reference: str) -> HttpResponseBase:
        kept, wanted = typed(request.POST), request.POST.get("next", "save")
        if wanted == "line":
            kept["line_count"] = str(int(kept.get("line_count") or 1) + 1)
        try:
            record = self.keep(kept)
        except StaleForm as stale:
            return self.stale(stale, kept)
        if wanted == "review":
            return self.review(record, kept)
        if wanted == "save":
            messages.success(request, "The draft is saved.")
        anchor = f"#line-{kept['line_count']}" if wanted == "line" else ""
        return redirect(reverse("consent-edit", args=[record.reference]) + anchor)

    def keep(self, kept: dict[str, Any]) -> ConsentForm:
        """Start the draft or save it."""
        if form_reference(self.reference).number is not None:
            version = int(self.request.POST.get("version") or 0)
            return save_draft(reference=self.reference, by=self.by, draft=kept, version=version)
        kind = FormKind(kept.get("kind") or FormKind.SHARING.value)
        replaces = self.request.GET.get("replaces", "")
        return start_form(file=self.reference, by=self.by, draft=kept, kind=kind, replaces=replaces)

    def review(self, record: ConsentForm, kept: dict[str, Any]) -> HttpResponseBase:
        """Weigh the whole form; what is missing is shown beside its fields and nothing typed is lost."""
        self.reference = record.reference
        form = ConsentDraftForm(kept, profile=profile_in_force())
        if form.is_valid():
            try:
                review_form(reference=record.reference, by=self.by, answers=form.answers(), version=record.version)
            except Refused as refused:
                form.add_grounds(refused.decision)
            else:
                return redirect("consent-sign", record.reference)
        self.open_page()
        return self.page(form, version=record.version)

    def stale(self, stale: StaleForm, kept: dict[str, Any]) -> HttpResponse:
        """Both texts side by side; saving again keeps mine, knowingly."""
        self.open_page()
        record = self.form_record()
        form = ConsentDraftForm(kept, profile=profile_in_force())
        saved = dict(record.draft or {})
        differing = [n for n in form.fields if str(saved.get(n, "")) != str(kept.get(n, "")) and n != "line_count"]
        self.conflict = {
            "fields": [{"label": form[n].label, "mine": kept.get(n, ""), "saved": saved.get(n, "")} for n in differing],
            "saved_by": stale.saved_by.name if stale.saved_by else "",
            "saved_at": stale.saved_at,
        }
        return self.page(form, version=record.version, status=409)

    def page(self, form: ConsentDraftForm, *, version: int = 0, status: int = 0) -> HttpResponse:
        profile = profile_in_force()
        context = self.frame() | {
            "form": form,
            "version": version,
            "conflict": self.conflict,
            "exceptions": profile.service_user_text.exceptions,
            "sharing": profile.service_user_text.sharing,
            "is_draft": version > 0,
            "form_reference": self.reference,
        }
        return render(self.request, "consent/write.html", context, status=status or (422 if form.errors else 200))


class SignConsent(ConsentFrame):
    """The form as it will be signed, read out in whole, and the signature."""

    action = Action.RECORD_CONSENT
    reads = Action.SEE_CONSENT

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        record = self.form_record()
        if not record.is_draft:
            return redirect("consent-form", reference)
        return self.page(record)

    def post(self, request: HttpRequest, reference: str) -> HttpResponseBase:
        self.open_page()
        record = self.form_record()
        form = ConsentDraftForm(dict(record.draft or {}), profile=profile_in_force())
        if not form.is_valid():
            return redirect("consent-edit", reference)
        version = int(request.POST.get("version") or 0)
        try:
            sign_form(reference=reference, by=self.by, answers=form.answers(), version=version)
        except (Refused, StaleForm):
            self.open_page()
            return self.page(self.form_record(), changed=True)
        messages.success(request, "The form is signed. It can be withdrawn at any time, and is never changed.")
        return redirect("consent-form", reference)

    def page(self, record: ConsentForm, *, changed: bool = False) -> HttpResponse:
        profile = profile_in_force()
        form = ConsentDraftForm(dict(record.draft or {}), profile=profile)
        if not form.is_valid():
            return redirect("consent-edit", record.reference)
        answers = form.answers()
        names = {agency.pk: agency.name for agency in form.agencies.values()}
        context = self.frame() | {
            "form_record": record,
            "wording": wording(profile, answers, names),
            "decision": weigh_answers(profile, self.case_file, answers, self.opened.at),
            "changed": changed,
        }
        return render(self.request, "consent/sign.html", context, status=409 if changed else 200)


class DiscardDraft(ConsentFrame):
    """Putting a draft away."""

    action = Action.RECORD_CONSENT

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        return redirect("consent-edit", reference)

    def post(self, request: HttpRequest, reference: str) -> HttpResponseBase:
        discard_draft(reference=reference, by=self.by)
        messages.success(request, "The draft is put away.")
        return redirect("consent", form_reference(reference).file)


class WithdrawConsent(FormView):
    """Taking back the whole form or one line. It is never refused."""

    action = Action.WITHDRAW_CONSENT
    reads = Action.SEE_CONSENT
    form_class = WithdrawForm
    heading = "Take consent back"
    button = "Take it back now"
    done = "It is taken back. Nothing more goes out under it."
    template = "consent/withdraw.html"

    def form_arguments(self) -> dict[str, Any]:
        if not hasattr(self, "opened"):
            self.open_page()
        number = form_reference(self.reference).number
        record = ConsentForm.objects.get(case_file=self.opened.target, number=number)
        rows = line_rows(record, self.opened.at)
        lines = [(str(i), f"Only line {i}: {row[0]}, {row[1]}") for i, row in enumerate(rows, start=1)]
        return {"choices": [("all", "All of it"), *lines]}

    def initial(self) -> dict[str, Any]:
        return {"line": self.request.GET.get("line", "all")}

    def save(self, form: WithdrawForm) -> Any:
        line = form.cleaned_data["line"]
        return withdraw(
            reference=self.reference,
            by=self.by,
            words=form.cleaned_data["words"],
            line=None if line == "all" else int(line),
        )

    def next_url(self, target: Any) -> str:
        return reverse("consent-form", args=[self.reference])

    def cancel_url(self) -> str:
        return reverse("consent-form", args=[self.reference])

    def context(self) -> dict[str, Any]:
        return file_frame(self.opened.target, self.request, current="consent")
