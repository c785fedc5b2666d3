"""Accounts: invited by a manager, without superusers, gone at once when deactivated."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from audit import gate
from audit.actions import Action
from audit.gate import Refused
from casework.models import CaseFile, Task, TeamMembership, Worker
from casework.procedures.notes import record_note
from casework.procedures.tasks import raise_task
from casework.procedures.teams import close_team, join_team, leave_team
from casework.procedures.workers import change_worker, deactivate_worker, first_worker, invite_worker, reactivate_worker
from policy.vocabulary import Power
from tests.cast import Cast, adopt_policy
from vault import strongroom


def signed_in(worker: Worker) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(worker.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = worker.get_session_auth_hash()
    session.create()
    return session.session_key


def test_a_deactivated_workers_sessions_die_at_once_and_nobody_elses(cast: Cast) -> None:
    theirs, mine = signed_in(cast.caseworker), signed_in(cast.manager)
    deactivate_worker(by=cast.manager, reference=cast.caseworker.reference)
    assert not Session.objects.filter(session_key=theirs).exists()
    assert Session.objects.filter(session_key=mine).exists()


def test_a_deactivated_worker_opens_nothing_in_the_very_next_request(cast: Cast) -> None:
    deactivate_worker(by=cast.manager, reference=cast.caseworker.reference)
    cast.caseworker.refresh_from_db()
    assert gate.ask(Action.OPEN_FILE, by=cast.caseworker, on=cast.amina.reference).refused
    assert gate.ask(Action.SEE_HOME, by=cast.caseworker).refused
    assert not cast.caseworker.has_power(Power.CASEWORK)
    assert not CaseFile.objects.visible_to(cast.caseworker, timezone.now()).exists()


def test_the_name_stays_on_what_was_written(cast: Cast) -> None:
    note = record_note(
        by=cast.caseworker,
        reference=cast.amina.reference,
        category="notes",
        body="x",
        happened_at=timezone.now() - timedelta(minutes=1),
    )
    deactivate_worker(by=cast.manager, reference=cast.caseworker.reference)
    note.refresh_from_db()
    assert note.author.name == "Sara Whitfield"


def test_nobody_deactivates_or_changes_themselves(cast: Cast) -> None:
    for act in (
        lambda: deactivate_worker(by=cast.manager, reference=cast.manager.reference),
        lambda: change_worker(by=cast.manager, reference=cast.manager.reference, name="X", role="director"),
    ):
        with pytest.raises(Refused):
            act()


def test_only_those_who_manage_workers_invite(cast: Cast) -> None:
    for worker in (cast.caseworker, cast.coordinator, cast.new_volunteer, cast.chair):
        with pytest.raises(Refused):
            invite_worker(by=worker, name="New Person", email="n@demo.example", role="caseworker")


def test_an_invitation_gives_a_first_password_once_and_keeps_no_copy(cast: Cast) -> None:
    invited = invite_worker(by=cast.manager, name="New Person", email="N@Demo.Example", role="caseworker")
    worker = Worker.objects.get(email="n@demo.example")
    assert worker.check_password(invited.first_password)
    assert invited.first_password not in worker.password
    assert worker.folder_id != cast.manager.folder_id


def test_an_address_is_one_persons_whatever_its_capitals_and_a_role_is_one_of_the_policys(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        invite_worker(by=cast.manager, name="Other", email="DIRECTOR@demo.example", role="caseworker")
    with pytest.raises(ValidationError):
        invite_worker(by=cast.manager, name="Other", email="o@demo.example", role="friend")


def test_the_first_account_is_made_once(db: None, settings: object) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]
    adopt_policy("new-futures")
    with strongroom.opened_room():
        first = first_worker(
            name="Helen Marsh", email="h@x.example", role="manager", password="twelve letters and more"
        )
        assert first.check_password("twelve letters and more")
        with pytest.raises(Refused):
            first_worker(name="Mallory", email="m@x.example", role="director", password="twelve letters and more")
    assert Worker.objects.count() == 1


def test_a_weak_first_password_makes_no_account(db: None) -> None:
    adopt_policy("new-futures")
    with pytest.raises(ValidationError):
        first_worker(name="Helen Marsh", email="h@x.example", role="manager", password="short")
    assert not Worker.objects.exists()


def test_the_database_knows_no_superuser(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Worker.objects.filter(pk=cast.director.pk).update(is_superuser=True)
    cast.director.is_superuser = True
    assert not cast.director.has_perm("casework.delete_casefile")
    assert not cast.director.has_perm("audit.open_file", "NF-26-9999")
    assert not cast.director.has_module_perms("casework")


def test_permissions_are_answered_by_the_gate(cast: Cast) -> None:
    assert cast.caseworker.has_perm("audit.open_file", cast.amina.reference)
    assert not cast.caseworker2.has_perm("audit.open_file", cast.amina)
    assert not cast.caseworker.has_perm("casework.open_assigned_file", cast.amina)


def test_a_team_left_today_is_out_of_reach_today(cast: Cast) -> None:
    leave_team(by=cast.manager, team=cast.team.pk, worker=cast.coordinator.reference)
    assert cast.amina not in CaseFile.objects.visible_to(cast.coordinator, timezone.now())
    join_team(by=cast.manager, team=cast.team.pk, worker=cast.coordinator.reference)
    assert cast.amina in CaseFile.objects.visible_to(cast.coordinator, timezone.now())


def test_a_team_with_open_files_is_not_closed(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        close_team(by=cast.manager, team=cast.team.pk)
    assert TeamMembership.objects.filter(team=cast.team, left_on__isnull=True).count() == 5


def test_a_worker_who_comes_back_gets_a_new_password_and_no_files(cast: Cast) -> None:
    deactivate_worker(by=cast.manager, reference=cast.caseworker.reference)
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        back = reactivate_worker(by=cast.manager, reference=cast.caseworker.reference)
        assert back.worker.check_password(back.first_password)
        assert not CaseFile.objects.visible_to(back.worker, timezone.now()).exists()


def test_a_leavers_tasks_go_to_whoever_manages_files(cast: Cast) -> None:
    raise_task("take-over", at=timezone.now(), for_worker=cast.caseworker, case_file=cast.amina, about="x")
    deactivate_worker(by=cast.manager, reference=cast.caseworker.reference)
    assert Task.objects.to_do().get(kind="take-over").for_power == Power.MANAGE_FILES
