"""Accounts: inviting, changing, deactivating."""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from audit import gate
from audit.actions import Action
from audit.actors import Actor
from casework.decisions.workers import SET_UP
from casework.models import (
    Assignment,
    DeputyNomination,
    Task,
    Team,
    TeamMembership,
    VolunteeringPeriod,
    Worker,
)
from casework.naming import WORKERS
from casework.procedures.assignments import finish_assignment
from casework.procedures.bars import match_worker
from casework.procedures.history import save_signed
from casework.procedures.numbering import next_reference
from casework.procedures.sessions import end_sessions
from casework.procedures.tasks import pass_on
from policy.calendar import uk_date
from policy.profile import Profile
from policy.vocabulary import Group, Role
from vault import blind, keys

_CLEAR_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"


class Invited(NamedTuple):
    """A new account and its first password, which is kept nowhere."""

    worker: Worker
    first_password: str


def invite_worker(
    *,
    by: Actor,
    name: str,
    email: str,
    role: str,
    line_manager: Worker | None = None,
    team: Team | None = None,
    started_on: date | None = None,
    same_person_as: str = "",
    password: str = "",
) -> Invited:
    """Make an account; its first password is given back once, to be handed over in person.

    ``started_on`` begins a volunteer's service; ``same_person_as`` is the reference of another
    account of the same human being. The name is matched against every bar, silently.
    Raises ValidationError for an e-mail in use or a role the policy does not know.
    """
    gate.check(Action.INVITE_WORKER, by=by)
    folder_id = keys.create_folder()
    with gate.perform(Action.INVITE_WORKER, by=by) as opened:
        worker = Worker(
            folder_id=folder_id,
            reference=next_reference("W"),
            name=name,
            email=email.strip().lower(),
            role=_known_role(opened.inquiry.profile, role),
            line_manager=line_manager,
            invited_at=opened.at,
        )
        _take_person_of(worker, same_person_as)
        first_password = password or _new_password()
        worker.set_password(first_password)
        worker.full_clean()
        worker.save(force_insert=True)
        _settle_in(worker, team, started_on, by=by, at=opened.at)
        opened.target = worker
        opened.record(worker, worker=worker.reference, role=worker.role)
    return Invited(worker, first_password)


def first_worker(*, name: str, email: str, role: str, password: str) -> Worker:
    """The first account of a new installation, with its password. Raises Refused once there is any account."""
    validate_password(password, Worker(name=name, email=email))
    return invite_worker(by=SET_UP, name=name, email=email, role=role, password=password).worker


def change_worker(
    *,
    by: Actor,
    reference: str,
    name: str,
    role: str,
    line_manager: Worker | None = None,
    staff_from_on: date | None = None,
    goes_on_volunteering: bool = False,
) -> Worker:
    """Change a name, role or line manager. A new name is matched against every bar.

    A volunteer who becomes staff does so on ``staff_from_on`` (today if not given); volunteering
    ends the day before unless it goes on beside the job.
    """
    with gate.perform(Action.CHANGE_WORKER, by=by, on=reference) as opened:
        worker: Worker = opened.target
        was_volunteer = worker.group is Group.VOLUNTEER
        worker.name, worker.line_manager = name, line_manager
        worker.role = _known_role(opened.inquiry.profile, role)
        if was_volunteer and worker.group is not Group.VOLUNTEER:
            worker.staff_from_on = staff_from_on or uk_date(opened.at)
            if not goes_on_volunteering:
                _end_volunteering(worker, worker.staff_from_on - timedelta(days=1), by=by)
        elif worker.group is Group.VOLUNTEER:
            worker.staff_from_on = None
        worker.full_clean()
        worker.save(update_fields=["name", "role", "line_manager", "staff_from_on"])
        match_worker(worker, at=opened.at)
        opened.record(worker, role=worker.role)
    return worker


def deactivate_worker(*, by: Actor, reference: str) -> Worker:
    """Close an account at once, with its sessions; files and tasks go to whoever manages files.

    The name stays on what the worker signed and wrote.
    """
    with gate.perform(Action.DEACTIVATE_WORKER, by=by, on=reference) as opened:
        worker: Worker = opened.target
        worker.is_active, worker.deactivated_at = False, opened.at
        worker.set_unusable_password()
        worker.save(update_fields=["is_active", "deactivated_at", "password"])
        ended = end_sessions(worker)
        _let_go(worker, by=by, at=opened.at)
        blind.drop(worker.pk, WORKERS)
        opened.record(worker, sessions_ended=ended)
    return worker


def reactivate_worker(*, by: Actor, reference: str) -> Invited:
    """Open an account again with a new first password; files are assigned anew."""
    with gate.perform(Action.CHANGE_WORKER, by=by, on=reference) as opened:
        worker: Worker = opened.target
        first_password = _new_password()
        worker.set_password(first_password)
        worker.is_active, worker.deactivated_at = True, None
        worker.save(update_fields=["is_active", "deactivated_at", "password"])
        match_worker(worker, at=opened.at)
        opened.record(worker)
    return Invited(worker, first_password)


def begin_volunteering(
    worker: Worker, started_on: date, *, by: Worker, at: datetime, earlier_service_counts: bool = False
) -> VolunteeringPeriod:
    """Inside the caller's change: a period of volunteering. Raises ValidationError while another is open."""
    period = VolunteeringPeriod(
        worker=worker,
        started_on=started_on,
        earlier_service_counts=earlier_service_counts,
        recorded_by=by,
        recorded_at=at,
    )
    period.full_clean()
    save_signed(period, by=by, force_insert=True)
    return period


def _new_password() -> str:
    """Twenty letters and digits in fours, none of which is taken for another."""
    return "-".join("".join(secrets.choice(_CLEAR_SIGNS) for _ in range(4)) for _ in range(5))


def _settle_in(worker: Worker, team: Team | None, started_on: date | None, *, by: Actor, at: datetime) -> None:
    """What a new account begins with: a team, a first day as a volunteer, and a look at every bar."""
    if team is not None:
        _join(worker, team, uk_date(at))
    if started_on is not None:
        begin_volunteering(worker, started_on, by=by if isinstance(by, Worker) else worker, at=at)
    match_worker(worker, at=at)


def _take_person_of(worker: Worker, reference: str) -> None:
    if reference:
        worker.person_id = Worker.objects.values_list("person_id", flat=True).get(reference=reference)


def _known_role(profile: Profile, role: str) -> str:
    if role not in {known.value for known in profile.roles}:
        raise ValidationError({"role": "The policy in force has no such role."})
    return Role(role).value


def _join(worker: Worker, team: Team, day: date) -> None:
    membership = TeamMembership(worker=worker, team=team, joined_on=day)
    membership.full_clean()
    membership.save(force_insert=True)


def _end_volunteering(worker: Worker, last_day: date, *, by: Actor) -> None:
    for period in worker.volunteering_periods.filter(ended_on__isnull=True):
        period.ended_on = max(last_day, period.started_on)
        save_signed(period, by=by, update_fields=["ended_on"])


def _let_go(worker: Worker, *, by: Worker, at: datetime) -> None:
    """What a leaver held: assignments, teams, nominations, volunteering, tasks."""
    today = uk_date(at)
    for assignment in Assignment.objects.not_ended().filter(worker=worker).select_related("worker", "case_file"):
        finish_assignment(assignment, by=by, reason=Assignment.Reason.LEFT, at=at)
    for membership in TeamMembership.objects.filter(worker=worker, left_on__isnull=True):
        membership.left_on = max(today, membership.joined_on)
        membership.save(update_fields=["left_on"])
    for nomination in DeputyNomination.objects.filter(deputy=worker, withdrawn_at__isnull=True):
        nomination.withdrawn_at = at
        nomination.save(update_fields=["withdrawn_at"])
    _end_volunteering(worker, today, by=by)
    for task in Task.objects.to_do().filter(for_worker=worker):
        pass_on(task, at=at, not_for_person=task.not_for_person)
