"""A browser that is signed in, and one that signs in through the page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from casework.models import Worker
from tests.cast import PASSWORD

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def signed_in() -> Callable[[Worker], Client]:
    """``signed_in(worker)``: a browser of that worker."""

    def make(worker: Worker) -> Client:
        client = Client()
        client.force_login(worker, backend=BACKEND)
        return client

    return make


def answers(email: str, password: str = PASSWORD) -> dict[str, str]:
    """The sign-in form as it is sent."""
    return {"login": email, "password": password}
