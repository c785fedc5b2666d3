"""Teams and who is in them."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError

from audit import gate
from audit.actions import Action
from audit.actors import Actor
from casework.models import CaseFile, Team, TeamMembership, Worker
from policy.calendar import uk_date


def create_team(*, by: Actor, name: str) -> Team:
    """Make a team. Raises ValidationError for a name already in use."""
    with gate.perform(Action.MANAGE_TEAMS, by=by) as opened:
        team = Team(name=name)
        team.full_clean()
        team.save(force_insert=True)
        opened.record(team)
    return team


def join_team(*, by: Actor, team: UUID, worker: str) -> TeamMembership:
    """Put a worker (a reference) in a team from today; the team's files are in reach at once, if the policy says so."""
    with gate.perform(Action.MANAGE_TEAMS, by=by) as opened:
        membership = TeamMembership(
            worker=Worker.objects.active().get(reference=worker),
            team=Team.objects.get(pk=team, closed_on__isnull=True),
            joined_on=uk_date(opened.at),
        )
        membership.full_clean()
        membership.save(force_insert=True)
        opened.record(membership, worker=worker, team=str(team))
    return membership


def leave_team(*, by: Actor, team: UUID, worker: str) -> TeamMembership:
    """Take a worker out of a team, at once."""
    with gate.perform(Action.MANAGE_TEAMS, by=by) as opened:
        membership = TeamMembership.objects.get(team=team, worker__reference=worker, left_on__isnull=True)
        membership.left_on = uk_date(opened.at)
        membership.full_clean()
        membership.save(update_fields=["left_on"])
        opened.record(membership, worker=worker, team=str(team))
    return membership


def close_team(*, by: Actor, team: UUID) -> Team:
    """Close a team that has no open files left. Raises ValidationError while it has."""
    with gate.perform(Action.MANAGE_TEAMS, by=by) as opened:
        found = Team.objects.get(pk=team)
        if CaseFile.objects.open_now().filter(team=found).exists():
            raise ValidationError("Move the team's open files to another team first.")
        found.closed_on = uk_date(opened.at)
        found.save(update_fields=["closed_on"])
        for membership in TeamMembership.objects.filter(team=found, left_on__isnull=True):
            membership.left_on = found.closed_on
            membership.save(update_fields=["left_on"])
        opened.record(found)
    return found
