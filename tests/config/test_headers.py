"""Every kind of response forbids keeping, framing, sniffing and fetching from elsewhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path, reverse

from casework.models import Worker
from config.headers import HeadersMiddleware
from tests.cast import Cast

SignedIn = Callable[[Worker], Client]

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def fault(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a fault")


urlpatterns = [path("fault/", fault), path("", include(settings.ROOT_URLCONF))]


def hold_the_rules(response: HttpResponse) -> None:
    assert {name: response.headers.get(name) for name in ALWAYS} == ALWAYS
    assert "camera=()" in response.headers["Permissions-Policy"]
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "base-uri 'none'" in policy
    assert "unsafe" not in policy
    assert response.headers["Cache-Control"] == "no-store"


def test_pages_refusals_redirects_and_not_found_carry_every_header(cast: Cast, signed_in: SignedIn) -> None:
    browser, newcomer = signed_in(cast.caseworker), signed_in(cast.new_volunteer)
    file = reverse("file", args=[cast.amina.reference])
    expected = {
        200: browser.get(file),
        302: Client().get(file),
        403: newcomer.get(file),
        404: browser.post(
            reverse("file-reason", args=["NF-26-9999"]), {"reason": "She asked me to ring."}, follow=True
        ),
        405: browser.get(reverse("stay-signed-in")),
        422: browser.post(reverse("search"), {"query": ""}),
    }
    hold_the_rules(Client().get(reverse("own-screen-state")))
    for status, response in expected.items():
        assert response.status_code == status
        hold_the_rules(response)


@pytest.mark.django_db
def test_pages_before_signing_in_carry_every_header() -> None:
    hold_the_rules(Client().get(reverse("account_login")))
    hold_the_rules(Client().get("/nowhere/"))


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused_with_every_header() -> None:
    response = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": "a@b.example"})
    assert response.status_code == 403
    hold_the_rules(response)


@pytest.mark.urls("tests.config.test_headers")
@pytest.mark.django_db
def test_a_fault_carries_every_header_and_tells_nothing() -> None:
    response = Client(raise_request_exception=False).get("/fault/")
    assert response.status_code == 500
    assert b"a fault" not in response.content
    assert b"Traceback" not in response.content
    hold_the_rules(response)


def test_a_static_file_may_be_kept_and_a_page_may_not() -> None:
    def answer(request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Cache-Control": "max-age=60, public"})

    middleware = HeadersMiddleware(answer)

    def kept(address: str) -> str:
        request = HttpRequest()
        request.path = address
        return str(middleware(request).headers["Cache-Control"])

    assert kept("/static/app.css") == "max-age=60, public"
    assert kept("/files/") == "no-store"


def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites(cast: Cast) -> None:
    response = Client().post(reverse("account_login"), {"login": cast.caseworker.email, "password": "wrong"})
    token = response.cookies[settings.CSRF_COOKIE_NAME]
    assert token["httponly"]
    assert token["samesite"] == "Strict"
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"
