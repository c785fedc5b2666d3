"""Who has looked at a file."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from audit.actions import Action
from audit.views import GatedView
from casework.views.base import file_frame
from policy.rules.viewing import WITH_NAMES
from records_access.facts import looks_at
from records_access.looks import look_columns, look_rows


class WhoLooked(GatedView):
    """Role, date and kind of reason; names for whoever manages files (DEF-34)."""

    action = Action.SEE_WHO_LOOKED

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        case_file = self.opened.target
        named = WITH_NAMES in self.opened.decision.notes
        context: dict[str, Any] = file_frame(case_file, request, current="who-looked") | {
            "columns": look_columns(named=named),
            "rows": look_rows(looks_at(case_file), named=named),
            "named": named,
        }
        return render(request, "records_access/who_looked.html", context)
