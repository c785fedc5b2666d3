"""Every address is guarded by its Action or stands on the short public list; none can hold a name."""

from __future__ import annotations

import pytest
from django.views import View

from audit.actions import Action
from audit.deciding import decided_actions, decider_for
from audit.views import GatedView
from tests.house.addresses import OUTSIDE, Address, all_addresses, own_addresses

PUBLIC = {
    "policy", "policy-version", "what-it-refuses", "accessibility",
    "own-screen", "own-screen-state", "own-screen-text", "own-screen-hand-over",
    "own-screen-read", "own-screen-page", "own-screen-finish",
}  # fmt: skip
"""The only addresses of ours that answer somebody who is not signed in."""

REFERENCE_WORDS = {
    "reference", "worker", "note", "entry", "page", "version", "bar", "nomination", "leave", "team",
}  # fmt: skip


def named(address: Address) -> str:
    return address.name or address.route


def test_no_two_addresses_share_a_name_and_none_is_nameless() -> None:
    names = [address.name for address in all_addresses()]
    assert all(names)
    assert sorted(names) == sorted(set(names))


def test_what_is_not_ours_is_the_short_list_of_sign_in_pages() -> None:
    assert {address.name for address in all_addresses() if not address.view.__module__.startswith(OURS)} == OUTSIDE


OURS = ("casework.", "consent.", "disclosures.", "records_access.")


@pytest.mark.parametrize("address", own_addresses(), ids=named)
def test_every_address_names_its_action_or_is_public_for_a_reason(address: Address) -> None:
    assert issubclass(address.view, View)
    if address.name in PUBLIC:
        assert address.view.public_because
        assert getattr(address.view, "action", None) is None
    else:
        assert issubclass(address.view, GatedView)
        assert not address.view.public_because
        assert isinstance(address.view.action, Action)
        assert address.view.action in decided_actions()


@pytest.mark.parametrize("address", own_addresses(), ids=named)
def test_an_address_holds_references_and_nothing_else(address: Address) -> None:
    assert set(address.converters) <= REFERENCE_WORDS
    assert set(address.converters.values()) <= {"StringConverter", "UUIDConverter", "IntConverter"}


@pytest.mark.parametrize("action", Action, ids=lambda action: action.value)
def test_every_action_has_exactly_one_decider(action: Action) -> None:
    assert decider_for(action) is decider_for(action)


def test_a_guarded_view_that_names_no_action_fails_closed() -> None:
    class Forgotten(GatedView):
        def get(self, request: object) -> None:
            raise AssertionError("it was shown")

    from django.test import RequestFactory

    request = RequestFactory().get("/")
    request.user = type("SignedIn", (), {"is_authenticated": True})()
    with pytest.raises(AssertionError) as stopped:
        Forgotten.as_view()(request)
    assert "it was shown" not in str(stopped.value)
