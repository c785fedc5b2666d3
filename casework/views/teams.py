"""Teams, and who is in them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from audit.actions import Action
from audit.views import GatedView
from casework.forms.workers import JoinForm, TeamForm
from casework.models import Team, TeamMembership
from casework.procedures.teams import close_team, create_team, join_team, leave_team
from casework.views.base import FormView


class TeamList(GatedView):
    """Every team that is not closed, with its members."""

    action = Action.MANAGE_TEAMS

    def get(self, request: HttpRequest) -> HttpResponse:
        members = TeamMembership.objects.filter(left_on=None).select_related("worker").order_by("worker__name")
        teams = Team.objects.filter(closed_on=None).prefetch_related(Prefetch("memberships", members))
        return render(request, "casework/teams.html", {"teams": teams})


class TeamFormView(FormView):
    """A form about teams; back to their list."""

    action = Action.MANAGE_TEAMS

    def next_url(self, target: Any) -> str:
        return reverse("teams")

    def cancel_url(self) -> str:
        return reverse("teams")


class CreateTeam(TeamFormView):
    form_class = TeamForm
    heading = "Make a team"
    button = "Make the team"
    done = "The team is there."

    def save(self, form: TeamForm) -> Team:
        return create_team(by=self.by, name=form.cleaned_data["name"])


class JoinTeam(TeamFormView):
    form_class = JoinForm
    heading = "Put a worker in the team"
    button = "Put in the team"
    done = "The worker is in the team from today."

    def save(self, form: JoinForm) -> TeamMembership:
        return join_team(by=self.by, team=self.kwargs["team"], worker=form.cleaned_data["worker"].reference)


class LeaveTeam(GatedView):
    action = Action.MANAGE_TEAMS
    http_method_names = ("post",)

    def post(self, request: HttpRequest, team: UUID, worker: str) -> HttpResponse:
        leave_team(by=self.by, team=team, worker=worker)
        return redirect("teams")


class CloseTeam(GatedView):
    """Closes a team that has no open files; one that has says so."""

    action = Action.MANAGE_TEAMS
    http_method_names = ("post",)

    def post(self, request: HttpRequest, team: UUID) -> HttpResponse:
        try:
            close_team(by=self.by, team=team)
        except ValidationError as problem:
            messages.warning(request, " ".join(problem.messages))
        return redirect("teams")
