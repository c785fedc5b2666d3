"""Letting a colleague see: where the worker told holds the confidence (PACE-5)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from audit.actions import Action
from audit.views import GatedView
from casework.models import CaseNote
from casework.views.base import FileFormView, file_frame
from consent.forms import PermissionForm
from consent.models import InternalPermission
from consent.procedures import end_permission, permit_colleague
from consent.references import permission_reference
from policy.rules.words import in_words


class Permissions(GatedView):
    """Which colleagues the person let see what, and the end of each."""

    action = Action.PERMIT_COLLEAGUE

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        case_file = self.opened.target
        permissions = InternalPermission.objects.filter(case_file=case_file).select_related("colleague")
        context = file_frame(case_file, request, current="permissions") | {
            "permissions": [_shown(p) for p in permissions.prefetch_related("entries")],
        }
        return render(request, "consent/permissions.html", context)


class PermitColleague(FileFormView):
    """Writing down what the person freely said about one colleague."""

    action = Action.PERMIT_COLLEAGUE
    form_class = PermissionForm
    heading = "Let a colleague see"
    button = "Record it"
    done = "It is recorded, and works at once."
    template = "consent/permit.html"

    def form_arguments(self) -> dict[str, Any]:
        if not hasattr(self, "opened"):
            self.open_page()
        notes = list(CaseNote.objects.filter(case_file=self.opened.target).newest_first()[:200])
        return {"by": self.by, "notes": notes}

    def save(self, form: PermissionForm) -> InternalPermission:
        data = form.cleaned_data
        return permit_colleague(
            file=self.reference,
            by=self.by,
            colleague=data["colleague"],
            whole=data["whole"] == "all",
            notes=[UUID(pk) for pk in data["records"]],
            given_on=data["given_on"],
            freely_given=data["freely_given"],
            words=data["words"],
        )

    def next_url(self, target: Any) -> str:
        return reverse("permissions", args=[self.reference])


class EndPermission(GatedView):
    """Taking a permission back."""

    action = Action.PERMIT_COLLEAGUE

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        return redirect("permissions", permission_reference(reference).file)

    def post(self, request: HttpRequest, reference: str) -> HttpResponseBase:
        end_permission(reference=reference, by=self.by)
        messages.success(request, "The permission has ended. The colleague no longer sees it.")
        return redirect("permissions", permission_reference(reference).file)


def _shown(permission: InternalPermission) -> dict[str, Any]:
    entries = len(permission.entries.all())
    return {
        "reference": permission.reference,
        "colleague": f"{permission.colleague.name}, {permission.colleague.title}",
        "what": "All of the file" if permission.whole_file else f"{entries} entr{'y' if entries == 1 else 'ies'}",
        "given": in_words(permission.given_on),
        "words": permission.words,
        "in_force": permission.withdrawn_at is None,
    }
