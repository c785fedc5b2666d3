"""A form is signed once, whole and never changed; what stands in the way is said by clause."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction

from audit.gate import Refused
from audit.models import LedgerEntry
from casework.procedures.stale import StaleForm
from consent.models import ConsentForm, ConsentLine
from consent.procedures import discard_draft, save_draft, sign_form, start_form
from policy.profile.values import ConsentMethod
from policy.rules.consent import FormKind, Presence, SignedBy
from policy.vocabulary import Category
from tests.cast import Cast, sealed_again
from tests.consent.builders import answers, line, signed
from vault.sealed import is_sealed


def refusal(cast: Cast, *lines: object, **changes: object) -> Refused:
    form = start_form(file=cast.amina.reference, by=cast.caseworker, draft={}, kind=FormKind.SHARING)
    with pytest.raises(Refused) as refused:
        sign_form(reference=form.reference, by=cast.caseworker, answers=answers(*lines, **changes), version=1)
    form.refresh_from_db()
    assert not form.is_signed
    assert not form.lines.exists()
    return refused.value


def test_every_policy_accepts_a_form_that_names_agency_kind_and_purpose(any_cast: Cast) -> None:
    form = signed(any_cast.amina, any_cast.caseworker, line(any_cast.housing))
    assert form.is_signed
    assert [(li.agency_id, li.category, li.agreed) for li in form.lines.all()] == [
        (any_cast.housing.pk, "housing", True)
    ]


@pytest.mark.clause("NF-4.3d-ii", "PACE-5-iii")
@pytest.mark.parametrize("slug", ["new-futures", "pace"])
def test_a_signed_form_keeps_the_words_the_day_and_who_recorded_it(in_force: Callable[[str], Cast], slug: str) -> None:
    cast = in_force(slug)
    form = signed(cast.amina, cast.caseworker, line(cast.housing, circumstances="they ask us in writing"))
    assert "Harbour Homes: housing, for finding a home, only when they ask us in writing" in form.wording
    assert form.recorded_by == cast.caseworker
    assert form.signed_on is not None
    assert form.policy_version == f"{slug} {cast.profile.version}"


@pytest.mark.clause("NF-4.3d-i")
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"agency": None, "agency_words": "All agencies"}, "lines-0-agency"),
        ({"category": None, "category_words": "everything"}, "lines-0-category"),
        ({"purpose": "any purpose"}, "lines-0-purpose"),
        ({"until_words": "for ever"}, "lines-0-until"),
    ],
)
def test_nobody_signs_away_everything(cast: Cast, changes: dict[str, object], field: str) -> None:
    refused = refusal(cast, replace(line(cast.housing), **changes))
    assert ("NF-4.3d", field) in {(g.source.id, g.field) for g in refused.decision.objections}


def test_no_policy_lets_a_form_name_everybody(any_cast: Cast) -> None:
    refused = refusal(any_cast, line(None, agency_words="everyone"))
    assert any(g.field == "lines-0-agency" for g in refused.decision.objections)


@pytest.mark.clause("NF-4.1d")
def test_an_agency_with_no_kind_of_information_is_sent_back(cast: Cast) -> None:
    refused = refusal(cast, line(cast.housing, None))
    assert "NF-4.1d" in {g.source.id for g in refused.decision.objections}


@pytest.mark.clause("NF-1.3")
def test_a_spoken_yes_is_no_consent_at_new_futures(cast: Cast) -> None:
    refused = refusal(cast, line(cast.housing), method=ConsentMethod.SPOKEN, written_record="She said yes to me.")
    assert ("NF-1.3", "method") in {(g.source.id, g.field) for g in refused.decision.objections}


@pytest.mark.clause("PACE-5-iii")
def test_at_pace_a_spoken_yes_counts_once_it_is_fully_written_up(in_force: Callable[[str], Cast]) -> None:
    cast = in_force("pace")
    refused = refusal(cast, line(cast.housing), method=ConsentMethod.SPOKEN)
    assert ("PACE-5", "written_record") in {(g.source.id, g.field) for g in refused.decision.objections}
    form = signed(
        cast.amina, cast.caseworker, line(cast.housing), method=ConsentMethod.SPOKEN, written_record="Asked; said yes."
    )
    assert form.is_signed


@pytest.mark.clause("NF-4.3c")
def test_the_exceptions_are_explained_first(cast: Cast) -> None:
    refused = refusal(cast, line(cast.housing), explained=False)
    assert ("NF-4.3c", "explained") in {(g.source.id, g.field) for g in refused.decision.objections}


def test_a_yes_in_front_of_the_one_feared_is_asked_for_again(any_cast: Cast) -> None:
    refused = refusal(any_cast, line(any_cast.housing), presence=Presence.ALLEGED_SOURCE)
    assert ("DEF-23", "presence") in {(g.source.id, g.field) for g in refused.decision.objections}


@pytest.mark.clause("NF-3.6a")
def test_from_sixteen_a_parents_signature_is_no_consent(cast: Cast) -> None:
    form = start_form(file=cast.bella.reference, by=cast.caseworker, draft={}, kind=FormKind.SHARING)
    with pytest.raises(Refused) as refused:
        sign_form(
            reference=form.reference,
            by=cast.caseworker,
            answers=answers(line(cast.housing), signed_by=SignedBy.PARENT),
            version=1,
        )
    assert ("NF-3.6a", "signed_by") in {(g.source.id, g.field) for g in refused.value.decision.objections}


@pytest.mark.clause("NF-4.1d")
def test_refusals_are_kept_as_lines(cast: Cast) -> None:
    form = signed(cast.amina, cast.caseworker, line(cast.housing, agrees=False, purpose=""))
    assert [li.agreed for li in form.lines.all()] == [False]
    assert "You may share nothing about me." in form.wording


def test_the_database_itself_refuses_to_change_a_signed_form_or_its_lines(cast: Cast) -> None:
    form = signed(cast.amina, cast.caseworker, line(cast.housing))
    changes = (
        lambda: ConsentForm.objects.filter(pk=form.pk).update(explained=False),
        lambda: ConsentLine.objects.filter(form=form).update(agreed=False),
        lambda: ConsentLine.objects.create(
            folder_id=form.folder_id, form=form, position=9, agency=cast.police, category="health", agreed=True,
            purpose="x", circumstances="",
        ),
    )  # fmt: skip
    for change in changes:
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            change()


def test_a_signed_form_is_not_saved_as_a_draft_again(cast: Cast) -> None:
    form = signed(cast.amina, cast.caseworker, line(cast.housing))
    with pytest.raises(Refused, match="record-consent"):
        save_draft(reference=form.reference, by=cast.caseworker, draft={"x": "y"}, version=form.version)
    with pytest.raises(Refused):
        discard_draft(reference=form.reference, by=cast.caseworker)


def test_two_tabs_do_not_overwrite_each_other(cast: Cast) -> None:
    form = start_form(file=cast.amina.reference, by=cast.caseworker, draft={"a": "1"}, kind=FormKind.SHARING)
    save_draft(reference=form.reference, by=cast.caseworker, draft={"a": "2"}, version=1)
    with pytest.raises(StaleForm):
        save_draft(reference=form.reference, by=cast.caseworker, draft={"a": "3"}, version=1)
    with pytest.raises(StaleForm):
        sign_form(reference=form.reference, by=cast.caseworker, answers=answers(line(cast.housing)), version=1)
    assert ConsentForm.objects.get(pk=form.pk).draft == {"a": "2"}


def test_what_was_written_is_sealed_and_what_is_plain_names_nobody(cast: Cast) -> None:
    form = signed(cast.amina, cast.caseworker, line(cast.housing, Category.HEALTH))
    sealed_again()
    read = ConsentForm.objects.get(pk=form.pk)
    assert is_sealed(read.wording)
    assert is_sealed(read.lines.get().purpose)
    assert "Amina" not in str(read.reference)


def test_signing_is_in_the_ledger_without_a_word_of_it(cast: Cast) -> None:
    form = signed(cast.amina, cast.caseworker, line(cast.housing))
    entry = LedgerEntry.objects.filter(verb="record-consent", outcome="permitted").last()
    assert form.reference.encode() in bytes(entry.canonical)
    assert b"finding a home" not in bytes(entry.canonical)


def test_somebody_elses_file_has_no_forms(cast: Cast) -> None:
    form = signed(cast.amina, cast.caseworker, line(cast.housing))
    with pytest.raises(Refused) as refused:
        save_draft(reference=form.reference, by=cast.new_volunteer, draft={}, version=1)
    assert "NF-2.4a" in refused.value.decision.sources
