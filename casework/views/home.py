"""The first page: my tasks, my files, what waits for me."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables

from audit import gate
from audit.actions import Action
from audit.views import GatedView
from casework.procedures.tasks import finish_task
from casework.views import worklist
from casework.views.files import FILE_COLUMNS, file_rows


class Home(GatedView):
    """What a worker sees first. A volunteer who may not open files yet sees why, and from when."""

    action = Action.SEE_HOME

    @sensitive_variables()
    def get(self, request: HttpRequest) -> HttpResponse:
        may_list = gate.ask(Action.LIST_FILES, by=self.by)
        files = gate.require_each(Action.LIST_FILES, by=self.by, size=8) if may_list.permitted else []
        context: dict[str, Any] = {
            "may_list": may_list,
            "columns": FILE_COLUMNS,
            "file_rows": file_rows(files),
            "tasks": worklist.waiting_for(self.by, self.opened.at),
            "undertaking": worklist.undertaking_notice(self.by, self.opened.at),
        }
        return render(request, "casework/home.html", context)


class Tasks(GatedView):
    """Everything a worker has to do, overdue first."""

    action = Action.SEE_TASKS

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "casework/tasks.html", {"tasks": worklist.waiting_for(self.by, self.opened.at)})


class FinishTask(GatedView):
    """Marks one task done; pressing twice does no harm."""

    action = Action.FINISH_TASK
    http_method_names = ("post",)

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        finish_task(by=self.by, task_id=reference)
        return redirect(reverse("tasks"))


class StaySignedIn(GatedView):
    """A person's own press of "stay signed in": the request itself moves the stamp."""

    action = Action.SEE_HOME
    http_method_names = ("post",)

    def post(self, request: HttpRequest) -> HttpResponse:
        return JsonResponse({"signed_in": True})
