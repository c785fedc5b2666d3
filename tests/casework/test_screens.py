"""The casework screens through Django's client: what each person meets, and that forms lose nothing."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from casework.models import CaseFile, CaseNote, Worker
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def signed_in(worker: Worker) -> Client:
    client = Client()
    client.force_login(worker, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def words(response: Any) -> str:
    return response.content.decode()


def without_tokens(response: Any) -> str:
    """A page less the one-time tokens of its forms, which differ every time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", words(response))


def note_form(**changes: str) -> dict[str, str]:
    now = timezone.localtime()
    return {
        "happened_at_day": str(now.day), "happened_at_month": str(now.month), "happened_at_year": str(now.year),
        "happened_at_time": "00:01", "category": "notes", "source": "own", "person_has_seen": "yes",
        "body": "She asked about the court date.", **changes,
    }  # fmt: skip


def test_a_caseworker_finds_her_files_and_tasks_on_the_first_page(any_cast: Cast) -> None:
    page = signed_in(any_cast.caseworker).get("/")
    assert page.status_code == 200
    assert any_cast.amina.reference in words(page)
    assert any_cast.marek.reference not in words(page)


@pytest.mark.clause("NF-2.4a-i")
def test_a_new_volunteer_reads_why_and_from_when_and_no_reference_at_all(cast: Cast) -> None:
    client = signed_in(cast.new_volunteer)
    home = client.get("/")
    assert "NF-2.4a" in words(home)
    for reference in (cast.bella.reference, "NF-26-9999"):
        page = client.get(f"/files/{reference}/")
        assert page.status_code == 403
        assert "NF-2.4a" in words(page)
        assert "999" in words(page)
        assert "Bella" not in words(page)


@pytest.mark.clause("NF-2.4a-ii")
def test_a_settled_volunteer_opens_the_file_assigned_and_no_other(cast: Cast) -> None:
    client = signed_in(cast.settled_volunteer)
    assert client.get(f"/files/{cast.bella.reference}/").status_code == 200
    assert client.get(f"/files/{cast.amina.reference}/").status_code != 200


@pytest.mark.clause("NF-1.2")
def test_a_colleague_outside_the_team_is_asked_why_and_then_reads(cast: Cast) -> None:
    client = signed_in(cast.caseworker2)
    asked = client.get(f"/files/{cast.amina.reference}/", follow=True)
    assert asked.redirect_chain[-1][0] == f"/files/{cast.amina.reference}/reason/"
    blank = client.post(f"/files/{cast.amina.reference}/reason/", {"reason": ""})
    assert (blank.status_code, "Say why you need this file" in words(blank)) == (422, True)
    read = client.post(
        f"/files/{cast.amina.reference}/reason/", {"reason": "Covering for her worker, who is ill."}, follow=True
    )
    assert read.status_code == 200
    assert "Amina" in words(read)


@pytest.mark.clause("PACE-5-i")
def test_where_the_worker_holds_the_confidence_a_colleague_meets_the_page_of_a_missing_file(in_force: Any) -> None:
    cast = in_force("pace")
    client = signed_in(cast.caseworker2)
    hidden = client.get(f"/files/{cast.amina.reference}/")
    absent = client.get("/files/PACE-26-9999/")
    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert without_tokens(hidden) == without_tokens(absent)
    assert "PACE-5" in words(hidden)
    found = client.post("/search/", {"query": "Yusuf", "reason": ""})
    assert "Amina" not in words(found)
    assert cast.amina.reference not in words(found)


def test_a_note_is_written_read_and_corrected_with_the_earlier_text_kept(cast: Cast) -> None:
    client = signed_in(cast.caseworker)
    address = f"/files/{cast.amina.reference}/"
    page = client.post(f"{address}notes/new/", note_form(), follow=True)
    assert "She asked about the court date." in words(page)
    note = CaseNote.objects.get(case_file=cast.amina)
    fixed = client.post(f"{address}notes/{note.pk}/", {"version": "1", "body": "She asked about Tuesday."}, follow=True)
    assert "She asked about Tuesday." in words(fixed)
    assert note.history.count() == 2


def test_a_form_with_mistakes_keeps_what_was_typed_and_says_what_is_wrong_by_the_field(cast: Cast) -> None:
    client = signed_in(cast.caseworker)
    wrong = note_form(happened_at_day="31", happened_at_month="2", body="A long story <b>not lost</b>")
    page = client.post(f"/files/{cast.amina.reference}/notes/new/", wrong)
    assert page.status_code == 422
    assert "Error: " in words(page)
    assert "A long story &lt;b&gt;not lost&lt;/b&gt;" in words(page)
    assert not CaseNote.objects.filter(case_file=cast.amina).exists()


def test_two_tabs_show_both_texts_and_save_neither_over_the_other(cast: Cast) -> None:
    client = signed_in(cast.caseworker)
    address = f"/files/{cast.amina.reference}/"
    client.post(f"{address}notes/new/", note_form())
    note = CaseNote.objects.get(case_file=cast.amina)
    client.post(f"{address}notes/{note.pk}/", {"version": "1", "body": "The first tab's text."})
    page = client.post(f"{address}notes/{note.pk}/", {"version": "1", "body": "The second tab's text."})
    assert "The first tab&#x27;s text." in words(page)
    assert "The second tab&#x27;s text." in words(page)
    saved = client.post(f"{address}notes/{note.pk}/", {"version": "2", "body": "Both told."}, follow=True)
    assert "Both told." in words(saved)


def test_a_person_is_edited_with_a_stale_form_shown_beside_what_is_saved(cast: Cast) -> None:
    client = signed_in(cast.caseworker)
    address = f"/files/{cast.amina.reference}/person/"
    details = {
        "version": "1", "given_name": "Amina", "family_name": "Yusuf",
        "person_role": cast.amina.service_user.person_role, "language": "Somali", "phone": "07700 900999",
    }  # fmt: skip
    saved = client.post(f"{address}change/", details, follow=True)
    assert "07700 900999" in words(saved)
    stale = client.post(f"{address}change/", {**details, "phone": "07700 900111"})
    assert "07700 900999" in words(stale)
    assert "07700 900111" in words(stale)


def test_a_new_file_is_opened_on_one_page_and_found_by_part_of_its_name(any_cast: Cast) -> None:
    client = signed_in(any_cast.caseworker)
    role = any_cast.profile.people.service_user_roles.value[0]
    form = {"given_name": "Siobhán", "family_name": "O’Connor", "person_role": role, "language": "English",
            "came_by": "self", "main_need": "safety"}  # fmt: skip
    page = client.post("/files/new/", form, follow=True)
    assert page.status_code == 200
    assert "Siobhán" in words(page)
    for query in ("oconnor", "O'Connor", "siob"):
        assert "Siobhán" in words(client.post("/search/", {"query": query, "reason": ""})), query


def test_a_bar_is_recorded_and_the_worker_it_names_meets_nothing(cast: Cast) -> None:
    client = signed_in(cast.caseworker)
    barred = cast.coordinator
    before = signed_in(barred).get("/files/NF-26-9999/reason/")
    page = client.post(
        f"/files/{cast.amina.reference}/must-not-know/new/", {"name": barred.name, "kind": "relative"}, follow=True
    )
    assert page.status_code == 200
    hidden = signed_in(barred).get(f"/files/{cast.amina.reference}/", follow=True)
    assert "Amina" not in words(hidden)
    assert before.status_code == 200
    listed = signed_in(barred).get("/files/")
    assert cast.amina.reference not in words(listed)
    tasks = signed_in(cast.manager).get("/tasks/")
    assert "Decide on a possible conflict" in words(tasks)
    assert "Decide on a possible conflict" not in words(signed_in(barred).get("/tasks/"))


def test_a_manager_invites_a_worker_and_hands_over_the_first_password_once(cast: Cast) -> None:
    client = signed_in(cast.manager)
    page = client.post("/workers/invite/", {"name": "Noor Haddad", "email": "noor@demo.example", "role": "caseworker"})
    assert page.status_code == 200
    made = Worker.objects.get(email="noor@demo.example")
    assert "ic-secret" in words(page)
    assert signed_in(made).get("/files/").status_code == 403  # nothing opens before the policy is signed


@pytest.mark.clause("NF-4.2a")
def test_a_new_starter_signs_the_policy_and_only_then_opens_files(cast: Cast) -> None:
    signed_in(cast.manager).post(
        "/workers/invite/", {"name": "Noor Haddad", "email": "noor@demo.example", "role": "caseworker"}
    )
    client = signed_in(Worker.objects.get(email="noor@demo.example"))
    refused = client.get("/files/")
    assert "NF-4.2a" in words(refused)
    assert "DEF-28" in words(refused)
    assert "Read and sign" in words(client.get("/"))
    wrong = client.post("/undertaking/", {"typed_name": "Somebody Else", "read": "on"})
    assert wrong.status_code == 422
    client.post("/undertaking/", {"typed_name": "Noor Haddad", "read": "on"})
    assert client.get("/files/").status_code == 200


def test_deactivating_a_worker_ends_their_session_at_once_and_keeps_their_name(cast: Cast) -> None:
    victim = signed_in(cast.caseworker)
    victim.post(f"/files/{cast.amina.reference}/notes/new/", note_form())
    signed_in(cast.manager).post(f"/workers/{cast.caseworker.reference}/deactivate/")
    assert victim.get("/").status_code == 302
    page = signed_in(cast.manager).get(f"/files/{cast.amina.reference}/", follow=True)
    if page.redirect_chain:
        signed = signed_in(cast.manager)
        page = signed.post(f"/files/{cast.amina.reference}/reason/", {"reason": "Reassigning her files."}, follow=True)
    assert cast.caseworker.name in words(page)


@pytest.mark.clause("PRESTON-10-ii")
def test_anybody_reads_the_policy_without_signing_in(any_cast: Cast) -> None:
    page = Client().get("/policy/")
    assert page.status_code == 200
    for clause in any_cast.profile.clauses.values():
        assert clause.id in words(page)
    assert any_cast.profile.version in words(page)


def test_a_manager_reads_the_ledger_and_a_caseworker_does_not(cast: Cast) -> None:
    signed_in(cast.caseworker).get(f"/files/{cast.amina.reference}/")
    page = signed_in(cast.manager).get(f"/ledger/?reference={cast.amina.reference}&verb=open-file")
    assert page.status_code == 200
    assert cast.caseworker.name in words(page)
    assert "Amina" not in words(page)
    assert signed_in(cast.caseworker).get("/ledger/").status_code == 403


def test_a_barred_manager_finds_no_trace_of_the_file_in_the_ledger(cast: Cast) -> None:
    signed_in(cast.caseworker).post(
        f"/files/{cast.amina.reference}/must-not-know/new/", {"name": cast.director.name, "kind": "ex-partner"}
    )
    page = signed_in(cast.director).get("/ledger/")
    assert page.status_code == 200
    assert cast.amina.reference not in words(page)


@pytest.mark.parametrize(
    "address",
    ["/agencies/", "/workers/", "/tasks/", "/what-it-refuses/", "/accessibility/", "/workers/invite/", "/teams/",
     "/agencies/new/", "/files/new/", "/search/"],
)  # fmt: skip
def test_every_page_of_a_managers_day_opens(any_cast: Cast, address: str) -> None:
    assert signed_in(any_cast.manager).get(address).status_code == 200


@pytest.mark.parametrize("part", ["", "person/", "team/", "must-not-know/", "notes/new/", "person/change/", "close/"])
def test_every_page_of_a_file_opens_for_its_worker(any_cast: Cast, part: str) -> None:
    page = signed_in(any_cast.caseworker).get(f"/files/{any_cast.amina.reference}/{part}")
    assert page.status_code == 200
    assert "Amina" in words(page)
    assert "<title>" in words(page)
    assert "Amina" not in words(page).split("<title>")[1].split("</title>")[0]


def test_teams_are_made_filled_and_closed_and_a_name_in_use_is_said_by_the_field(cast: Cast) -> None:
    client = signed_in(cast.manager)
    client.post("/teams/new/", {"name": "Night line"})
    assert "Night line" in words(client.get("/teams/"))
    again = client.post("/teams/new/", {"name": "Night line"})
    assert again.status_code == 422
    client.post(f"/teams/{cast.other_team.pk}/join/", {"worker": cast.caseworker.reference})
    assert cast.caseworker.name in words(client.get("/teams/"))
    closed = client.post(f"/teams/{cast.team.pk}/close/", follow=True)
    assert "Move the team" in words(closed)


def test_a_hidden_duplicate_is_a_managers_task_and_no_sign_to_the_worker(cast: Cast) -> None:
    role = cast.profile.people.service_user_roles.value[0]
    form = {"given_name": "Marek", "family_name": "Kowalczyk", "person_role": role, "language": "Polish",
            "came_by": "self", "main_need": "safety"}  # fmt: skip
    opened = signed_in(cast.caseworker).post("/files/new/", form, follow=True)
    assert opened.status_code == 200
    assert cast.marek.reference not in words(opened)
    tasks = words(signed_in(cast.manager).get("/tasks/"))
    assert "already known" in tasks
    new = CaseFile.objects.order_by("-opened_at").first()
    page = signed_in(cast.manager).get(f"/files/{new.reference}/known/")
    assert cast.marek.reference in words(page)
    decided = signed_in(cast.manager).post(f"/files/{new.reference}/known/", {"same_person": "no"}, follow=True)
    assert "already known" not in words(decided)


def test_leave_that_ends_before_it_starts_is_refused_by_the_field(cast: Cast) -> None:
    client = signed_in(cast.manager)
    wrong = {
        "started_on_day": "10", "started_on_month": "4", "started_on_year": "2026",
        "ended_on_day": "1", "ended_on_month": "4", "ended_on_year": "2026",
    }  # fmt: skip
    page = client.post(f"/workers/{cast.settled_volunteer.reference}/leave/", wrong)
    assert page.status_code == 422
    assert "must not be before" in words(page)


def test_open_ended_leave_entered_later_shuts_the_volunteer_out_and_tells_the_supervisor(cast: Cast) -> None:
    client = signed_in(cast.manager)
    assert signed_in(cast.settled_volunteer).get(f"/files/{cast.bella.reference}/").status_code == 200
    day = timezone.localdate() - timedelta(days=240)
    started = {"started_on_day": str(day.day), "started_on_month": str(day.month), "started_on_year": str(day.year)}
    client.post(f"/workers/{cast.settled_volunteer.reference}/leave/", started)
    assert signed_in(cast.settled_volunteer).get(f"/files/{cast.bella.reference}/").status_code == 403


def test_somebody_who_also_works_here_never_opens_their_own_file(cast: Cast) -> None:
    client = signed_in(cast.manager)
    client.post(f"/files/{cast.amina.reference}/own/", {"worker": cast.coordinator.reference})
    page = signed_in(cast.coordinator).get(f"/files/{cast.amina.reference}/", follow=True)
    assert "Amina" not in words(page)
