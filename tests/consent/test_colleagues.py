"""At Pace a colleague sees what the person freely let them see, and no more (PACE-5)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from audit import gate
from audit.actions import Action
from audit.gate import Refused
from casework.models import CaseFile, CaseNote
from casework.procedures.notes import record_note
from consent.procedures import end_permission, permit_colleague
from policy.calendar import uk_date
from tests.cast import Cast, sealed_again
from vault.sealed import is_sealed


@pytest.fixture
def pace(in_force: Callable[[str], Cast]) -> Cast:
    return in_force("pace")


def note(cast: Cast, body: str) -> CaseNote:
    return record_note(
        by=cast.caseworker, reference=cast.amina.reference, category="notes", body=body, happened_at=timezone.now()
    )


def permit(cast: Cast, **changes: Any) -> Any:
    asked = {
        "file": cast.amina.reference,
        "by": cast.caseworker,
        "colleague": cast.manager,
        "whole": False,
        "notes": (),
        "given_on": uk_date(timezone.now()),
        "freely_given": True,
        "words": "She said: tell her about the court date.",
    }
    return permit_colleague(**{**asked, **changes})


def opens(cast: Cast) -> bool:
    return gate.ask(Action.OPEN_FILE, by=cast.manager, on=cast.amina.reference).permitted


@pytest.mark.clause("PACE-5-ii")
def test_a_colleague_sees_the_entry_named_and_not_the_next_one(pace: Cast) -> None:
    first, second = note(pace, "The first entry."), note(pace, "The second entry.")
    assert not opens(pace)
    permit(pace, notes=[first.pk])
    sealed_again()
    gate.require(Action.OPEN_FILE, by=pace.manager, on=pace.amina.reference)
    assert CaseNote.objects.get(pk=first.pk).body == "The first entry."
    assert is_sealed(CaseNote.objects.get(pk=second.pk).body)
    assert pace.amina in CaseFile.objects.visible_to(pace.manager, timezone.now())


@pytest.mark.clause("PACE-5-ii")
def test_taking_the_permission_back_closes_the_file_at_once(pace: Cast) -> None:
    permission = permit(pace, whole=True)
    assert opens(pace)
    end_permission(reference=permission.reference, by=pace.caseworker)
    assert not opens(pace)
    assert pace.amina not in CaseFile.objects.visible_to(pace.manager, timezone.now())


@pytest.mark.clause("PACE-5-ii")
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({}, "records"),
        ({"whole": True, "freely_given": False}, "freely_given"),
        ({"whole": True, "words": "n/a"}, "words"),
    ],
)
def test_a_permission_says_what_and_is_freely_given_in_the_persons_words(
    pace: Cast, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        permit(pace, **changes)
    assert ("PACE-5", field) in {(g.source.id, g.field) for g in refused.value.decision.objections}


@pytest.mark.clause("PACE-5-ii")
def test_a_colleague_without_authority_is_not_named(pace: Cast) -> None:
    with pytest.raises(Refused) as refused:
        permit(pace, colleague=pace.settled_volunteer, whole=True)
    assert ("PACE-5", "colleague") in {(g.source.id, g.field) for g in refused.value.decision.objections}


def test_entries_of_another_file_do_not_count(pace: Cast) -> None:
    other = record_note(
        by=pace.caseworker, reference=pace.rosa.reference, category="notes", body="Other.", happened_at=timezone.now()
    )
    with pytest.raises(Refused):
        permit(pace, notes=[other.pk])


def test_where_the_charity_holds_the_confidence_there_is_nothing_to_permit(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        permit(cast, whole=True)
    assert "holds the confidence" in refused.value.decision.objections[0].reason
