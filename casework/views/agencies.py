"""The directory of agencies."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from audit.actions import Action
from audit.views import GatedView
from casework.forms.agencies import AgencyForm
from casework.models import Agency
from casework.procedures.agencies import add_agency, change_agency
from casework.views.base import FormView

FIELDS = ("name", "kind", "level", "country", "contact_email", "contact_phone", "told_of_open_records_on")


class AgencyList(GatedView):
    action = Action.LIST_AGENCIES

    def get(self, request: HttpRequest) -> HttpResponse:
        agencies = Agency.objects.filter(is_listed=True)
        may = self.may(Action.ADD_AGENCY, Action.EDIT_AGENCY)
        return render(request, "casework/agencies.html", {"agencies": agencies, "may": may})


class AddAgency(FormView):
    action = Action.ADD_AGENCY
    form_class = AgencyForm
    heading = "Add an agency"
    done = "The agency is in the directory."

    def save(self, form: AgencyForm) -> Any:
        return add_agency(by=self.by, **form.cleaned_data)

    def next_url(self, target: Any) -> str:
        return reverse("agencies")

    def cancel_url(self) -> str:
        return reverse("agencies")


class EditAgency(FormView):
    action = Action.EDIT_AGENCY
    form_class = AgencyForm
    heading = "Change an agency"
    done = "The agency is changed."

    def initial(self) -> dict[str, Any]:
        agency = Agency.objects.get(reference=self.reference)
        return {name: getattr(agency, name) for name in FIELDS}

    def save(self, form: AgencyForm) -> Any:
        return change_agency(by=self.by, reference=self.reference, **form.cleaned_data)

    def next_url(self, target: Any) -> str:
        return reverse("agencies")

    def cancel_url(self) -> str:
        return reverse("agencies")
