"""Signing in: by invitation only, without a word about whose address is known, and in the ledger."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, reverse

from audit.ledger import content_of
from audit.models import LedgerEntry
from casework.models import Worker
from casework.procedures.workers import deactivate_worker
from tests.cast import PASSWORD, Cast
from tests.config.conftest import answers

TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')


def sign_in(browser: Client, email: str, password: str = PASSWORD) -> HttpResponse:
    return browser.post(reverse("account_login"), answers(email, password))


def noted(verb: str) -> list[LedgerEntry]:
    return list(LedgerEntry.objects.filter(verb=verb))


def said(response: HttpResponse, email: str) -> bytes:
    """The page without what differs for everybody: its token, and the address as it was typed."""
    return TOKEN.sub(b"", response.content).replace(email.encode(), b"")


def test_a_worker_signs_in_and_out_and_the_ledger_has_both(cast: Cast) -> None:
    browser = Client()
    response = sign_in(browser, cast.caseworker.email)
    assert response.status_code == 302
    assert response.headers["Location"] == "/"
    assert [entry.actor_id for entry in noted("signed-in")] == [cast.caseworker.actor_id]
    assert browser.post(reverse("account_logout")).status_code == 302
    assert [entry.actor_id for entry in noted("signed-out")] == [cast.caseworker.actor_id]
    assert browser.get("/").status_code == 302


def test_the_address_may_be_typed_in_capitals(cast: Cast) -> None:
    assert sign_in(Client(), cast.caseworker.email.upper()).status_code == 302


def test_a_wrong_password_and_an_unknown_address_get_the_same_page(cast: Cast) -> None:
    email = cast.caseworker.email
    wrong, unknown = sign_in(Client(), email, "not the password"), sign_in(Client(), "nobody@demo.example")
    assert wrong.status_code == unknown.status_code
    assert said(wrong, email) == said(unknown, "nobody@demo.example")


def test_a_deactivated_worker_is_answered_like_a_stranger(cast: Cast) -> None:
    email = cast.caseworker2.email
    deactivate_worker(by=cast.director, reference=cast.caseworker2.reference)
    gone, unknown = sign_in(Client(), email), sign_in(Client(), "nobody@demo.example")
    assert said(gone, email) == said(unknown, "nobody@demo.example")


def test_a_failed_attempt_is_in_the_ledger_without_the_address(cast: Cast) -> None:
    sign_in(Client(), cast.caseworker.email, "not the password")
    sign_in(Client(), "somebody.else@demo.example")
    failed = noted("sign-in-failed")
    assert [(entry.actor_kind, entry.actor_id, entry.reference) for entry in failed] == [("nobody", "", "")] * 2
    for entry in failed:
        assert "@" not in str(content_of(entry))


def test_guessing_is_stopped_after_a_few_attempts(cast: Cast) -> None:
    browser = Client()
    for _ in range(5):
        sign_in(browser, cast.caseworker.email, "not the password")
    stopped = sign_in(browser, cast.caseworker.email)
    assert stopped.status_code != 302
    assert not noted("signed-in")


def test_the_session_has_a_new_id_once_somebody_is_signed_in(cast: Cast) -> None:
    browser = Client()
    session = browser.session
    session["before"] = True
    session.save()
    planted = session.session_key
    browser.cookies[settings.SESSION_COOKIE_NAME] = planted
    assert sign_in(browser, cast.caseworker.email).status_code == 302
    assert browser.session.session_key != planted
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = planted
    assert thief.get("/").status_code == 302


def test_nobody_makes_an_account_for_themselves(cast: Cast) -> None:
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")
    before = Worker.objects.count()
    for address in ("/account/signup/", "/account/sign-up/", "/accounts/signup/"):
        form = {"email": "new@demo.example", "password1": PASSWORD}
        assert Client().post(address, form).status_code == 404
    assert Worker.objects.count() == before


def test_an_address_outside_is_not_followed_after_signing_in(cast: Cast) -> None:
    form = {**answers(cast.caseworker.email), "next": "https://elsewhere.example/"}
    assert Client().post(reverse("account_login"), form).headers["Location"] == "/"


def test_signing_out_needs_a_press_and_not_just_an_address(cast: Cast) -> None:
    browser = Client()
    sign_in(browser, cast.caseworker.email)
    browser.get(reverse("account_logout"))
    assert browser.get("/").status_code == 200


def test_a_changed_password_ends_the_other_sessions(cast: Cast) -> None:
    browser, other = Client(), Client()
    sign_in(browser, cast.caseworker.email)
    sign_in(other, cast.caseworker.email)
    fresh = "three unrelated words today"
    form = {"oldpassword": PASSWORD, "password1": fresh, "password2": fresh}
    assert browser.post(reverse("account_change_password"), form).status_code == 302
    assert other.get("/").status_code == 302
    assert sign_in(Client(), cast.caseworker.email).status_code != 302
    assert sign_in(Client(), cast.caseworker.email, fresh).status_code == 302
