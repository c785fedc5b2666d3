"""The consent pages by the test client: written, checked, signed, printed, taken back."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from casework.models import Worker
from consent.models import ConsentForm, Withdrawal
from tests.cast import Cast
from tests.consent.builders import line, signed


def signed_in(worker: Worker) -> Client:
    client = Client()
    client.force_login(worker, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def typed(cast: Cast, **changes: Any) -> dict[str, str]:
    today = timezone.localdate()
    return {
        "line_count": "1", "kind": "sharing", "explained": "on", "language": "English", "method": "written",
        "signed_on_day": str(today.day), "signed_on_month": str(today.month), "signed_on_year": str(today.year),
        "signed_by": "self", "signatory": "Amina", "presence": "alone", "freely_given": "yes",
        "lines-0-agrees": "yes", "lines-0-agency": cast.housing.name, "lines-0-category": "housing",
        "lines-0-purpose": "finding a home", "next": "review", **changes,
    }  # fmt: skip


def text_of(answer: Any) -> str:
    return answer.content.decode()


def test_a_form_is_written_checked_read_out_signed_printed_and_taken_back(any_cast: Cast) -> None:
    client, file = signed_in(any_cast.caseworker), any_cast.amina.reference
    assert client.get(f"/files/{file}/consent/new/").status_code == 200
    checked = client.post(f"/files/{file}/consent/new/", typed(any_cast), follow=True)
    assert "Read it out, then sign" in text_of(checked), text_of(checked)
    form = ConsentForm.objects.get()
    done = client.post(f"/consent/{form.reference}/sign/", {"version": str(form.version)}, follow=True)
    assert "In force" in text_of(done)
    assert "finding a home" in text_of(client.get(f"/consent/{form.reference}/print/"))
    assert any_cast.housing.name in text_of(client.get(f"/files/{file}/"))
    assert form.reference in text_of(client.get(f"/files/{file}/consent/"))
    taken = client.post(f"/consent/{form.reference}/withdraw/", {"line": "all", "words": "No more."}, follow=True)
    assert "Withdrawn" in text_of(taken)
    assert Withdrawal.objects.count() == 1


@pytest.mark.clause("NF-4.3d-i", "NF-1.3")
@pytest.mark.parametrize(
    ("changes", "clause"),
    [
        ({"lines-0-agency": "All agencies"}, "NF-4.3d"),
        ({"lines-0-category": "everything"}, "NF-4.3d"),
        ({"lines-0-until": "for ever"}, "NF-4.3d"),
        ({"method": "spoken"}, "NF-1.3"),
        ({"explained": ""}, "NF-4.3c"),
    ],
)
def test_what_is_refused_says_its_clause_beside_the_field_and_loses_nothing(
    cast: Cast, changes: dict[str, str], clause: str
) -> None:
    client = signed_in(cast.caseworker)
    page = client.post(f"/files/{cast.amina.reference}/consent/new/", typed(cast, **changes))
    assert page.status_code == 422
    assert f"Source: {clause} (policy version" in text_of(page)
    assert "finding a home" in text_of(page)
    form = ConsentForm.objects.get()
    assert form.is_draft
    assert "finding a home" in text_of(client.get(f"/consent/{form.reference}/edit/"))


def test_another_line_is_added_without_script_and_nothing_typed_is_lost(cast: Cast) -> None:
    client = signed_in(cast.caseworker)
    posted = typed(cast, next="line")
    page = client.post(f"/files/{cast.amina.reference}/consent/new/", posted, follow=True)
    assert 'name="lines-1-agency"' in text_of(page)
    assert "finding a home" in text_of(page)


def test_a_second_tab_shows_both_texts(cast: Cast) -> None:
    client = signed_in(cast.caseworker)
    client.post(f"/files/{cast.amina.reference}/consent/new/", typed(cast, next="save"))
    address = f"/consent/{ConsentForm.objects.get().reference}/edit/"
    client.post(address, typed(cast, next="save", version="1", signatory="The first name"))
    page = client.post(address, typed(cast, next="save", version="1", signatory="The second name"))
    assert page.status_code == 409
    assert "The first name" in text_of(page)
    assert "The second name" in text_of(page)


def test_a_new_volunteer_meets_the_reason_and_no_form(cast: Cast) -> None:
    form = signed(cast.amina, cast.caseworker, line(cast.housing))
    page = signed_in(cast.new_volunteer).get(f"/consent/{form.reference}/")
    assert page.status_code == 403
    assert "NF-2.4a" in text_of(page)
    assert "finding a home" not in text_of(page)
