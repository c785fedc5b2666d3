"""What was agreed may be taken back at any time, whole or line by line, and at once."""

from __future__ import annotations

import pytest
from django.utils import timezone

from audit.gate import Refused
from casework.procedures.files import close_file
from consent.facts import lines_in_force
from consent.models import LineUse, Withdrawal
from consent.procedures import sign_form, spend, start_form, withdraw
from policy.rules.consent import CoverageFacts, FormKind, covers
from policy.vocabulary import Category
from tests.cast import Cast, sealed_again
from tests.consent.builders import answers, line, signed


def covered(cast: Cast, category: Category, *, agency: object = None) -> bool:
    facts = CoverageFacts(
        profile=cast.profile,
        lines=lines_in_force(cast.amina, timezone.now()),
        agency=(agency or cast.housing).pk,
        category=category,
        purpose="finding a home",
        at=timezone.now(),
    )
    return covers(facts).permitted


def test_a_signed_line_covers_its_agency_kind_and_purpose_and_nothing_else(any_cast: Cast) -> None:
    signed(any_cast.amina, any_cast.caseworker, line(any_cast.housing))
    sealed_again()
    assert covered(any_cast, Category.HOUSING)
    assert not covered(any_cast, Category.HEALTH)
    assert not covered(any_cast, Category.HOUSING, agency=any_cast.police)


@pytest.mark.clause("PIAS-CB-1-i")
def test_a_withdrawn_form_covers_nothing_from_that_moment(any_cast: Cast) -> None:
    form = signed(any_cast.amina, any_cast.caseworker, line(any_cast.housing))
    withdraw(reference=form.reference, by=any_cast.caseworker, words="I have changed my mind.")
    assert not covered(any_cast, Category.HOUSING)


def test_one_line_is_taken_back_and_the_others_stay(cast: Cast) -> None:
    form = signed(cast.amina, cast.caseworker, line(cast.housing), line(cast.housing, Category.HEALTH, at="lines-1"))
    withdraw(reference=form.reference, by=cast.caseworker, words="Not my health.", line=2)
    assert covered(cast, Category.HOUSING)
    assert not covered(cast, Category.HEALTH)


def test_taking_back_twice_keeps_the_first_time(cast: Cast) -> None:
    form = signed(cast.amina, cast.caseworker, line(cast.housing))
    first = withdraw(reference=form.reference, by=cast.caseworker, words="No.")
    again = withdraw(reference=form.reference, by=cast.caseworker, words="No!")
    assert first.pk == again.pk
    assert Withdrawal.objects.count() == 1


def test_a_withdrawal_without_words_is_kept_and_leaves_them_to_be_written(cast: Cast) -> None:
    form = signed(cast.amina, cast.caseworker, line(cast.housing))
    withdraw(reference=form.reference, by=cast.caseworker, words="")
    assert not covered(cast, Category.HOUSING)


def test_a_closed_file_can_still_be_withdrawn_from(cast: Cast) -> None:
    form = signed(cast.amina, cast.caseworker, line(cast.housing, outlasts_file=True))
    close_file(by=cast.caseworker, reference=cast.amina.reference)
    cast.amina.refresh_from_db()
    assert covered(cast, Category.HOUSING)
    withdraw(reference=form.reference, by=cast.caseworker, words="Stop.")
    assert not covered(cast, Category.HOUSING)


def test_a_draft_has_nothing_to_take_back(cast: Cast) -> None:
    form = start_form(file=cast.amina.reference, by=cast.caseworker, draft={}, kind=FormKind.SHARING)
    with pytest.raises(Refused):
        withdraw(reference=form.reference, by=cast.caseworker, words="No.")


def test_a_form_that_replaces_another_ends_it(cast: Cast) -> None:
    old = signed(cast.amina, cast.caseworker, line(cast.housing), line(cast.housing, Category.HEALTH, at="lines-1"))
    new = start_form(
        file=cast.amina.reference, by=cast.caseworker, draft={}, kind=FormKind.SHARING, replaces=old.reference
    )
    assert covered(cast, Category.HEALTH)
    sign_form(reference=new.reference, by=cast.caseworker, answers=answers(line(cast.housing)), version=1)
    assert covered(cast, Category.HOUSING)
    assert not covered(cast, Category.HEALTH)
    assert Withdrawal.objects.get().because == Withdrawal.Because.REPLACED


@pytest.mark.clause("NF-4.3d-iii")
def test_a_single_use_line_is_spent_by_one_sending(cast: Cast) -> None:
    form = signed(cast.amina, cast.caseworker, line(cast.housing, single_use=True))
    spent = form.lines.get()
    spend(line_id=spent.pk, used_for=spent.pk, at=timezone.now())
    assert LineUse.objects.filter(line=spent).count() == 1
    assert not covered(cast, Category.HOUSING)
