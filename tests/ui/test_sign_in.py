"""Signing in tells a stranger nothing, and a worker what to do."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import PASSWORD, Cast
from tests.ui.test_parts import words

pytestmark = pytest.mark.django_db(transaction=True)

WRONG = "The email address or the password is not right. Check both and try again."


def answer(client: Client, email: str, password: str) -> str:
    sent = client.post("/account/sign-in/", {"login": email, "password": password}, follow=True)
    return words(sent.content.decode())


def test_a_wrong_password_an_unknown_and_a_closed_account_get_one_answer(cast: Cast, client: Client) -> None:
    closed = cast.caseworker2
    type(closed).objects.filter(pk=closed.pk).update(is_active=False, deactivated_at=timezone.now())
    for email, password in (
        (cast.caseworker.email, "not it at all"),
        ("nobody@elsewhere.example", PASSWORD),
        (closed.email, PASSWORD),
    ):
        assert WRONG in answer(client, email, password), email
    assert "_auth_user_id" not in client.session


def test_the_charitys_promise_stands_beside_the_door(cast: Cast, client: Client) -> None:
    seen = words(client.get("/account/sign-in/").content.decode())
    assert cast.profile.service_user_text.aims in seen


def test_the_right_password_opens_the_door(cast: Cast, client: Client) -> None:
    sent = client.post("/account/sign-in/", {"login": cast.caseworker.email, "password": PASSWORD})
    assert (sent.status_code, sent.headers["Location"]) == (302, "/")
