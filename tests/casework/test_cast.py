"""The cast that every other test stands on."""

from __future__ import annotations

from audit import gate
from audit.actions import Action
from tests.cast import Cast


def test_each_policy_has_its_cast_under_its_own_titles(any_cast: Cast) -> None:
    titles = [worker.title for worker in any_cast.workers]
    assert all(titles)
    assert any_cast.amina.reference.startswith(any_cast.profile.general_clause.id.split("-")[0])


def test_the_caseworker_opens_the_file_and_reads_the_name(cast: Cast) -> None:
    opened = gate.require(Action.OPEN_FILE, by=cast.caseworker, on=cast.amina.reference)
    assert opened.target.service_user.given_name == "Amina"
