"""What may be signed, and by whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from policy.loading import load_profile, shipped_profiles
from policy.profile import Profile
from policy.profile.values import ConsentMethod
from policy.rules.consent import (
    FormKind,
    LineFacts,
    Presence,
    SignedBy,
    Understanding,
    weigh_signing,
)
from policy.vocabulary import SHAREABLE, Category
from tests.policy.rules.builders import TODAY, cited, fields
from tests.policy.rules.consenting import (
    ALONE,
    ASSESSED,
    DAY,
    SIXTEEN,
    a_form,
    a_line,
    by,
    sign,
)


def test_a_full_form_may_be_signed_under_every_policy(any_profile: Profile) -> None:
    decision = sign(any_profile)
    assert decision.permitted
    assert [o.slug for o in decision.obligations] == ["review-consent"]


@pytest.mark.clause("NF-4.3d-i")
@pytest.mark.parametrize(
    ("line", "field"),
    [
        (a_line(agency=None, agency_words="All agencies"), "agency"),
        (a_line(agency=None, agency_words="anyone"), "agency"),
        (a_line(agency=None, agency_words="- ALL  agencies! -"), "agency"),
        (a_line(category=None, category_words="everything"), "category"),
        (a_line(purpose="any purpose"), "purpose"),
        (a_line(until_words="for ever"), "until"),
        (a_line(until=date(2099, 1, 1)), "until"),
    ],
)
def test_blanket_consent_is_refused_beside_the_field(new_futures: Profile, line: LineFacts, field: str) -> None:
    decision = sign(new_futures, line)
    assert cited(decision) == {"NF-4.3d"}
    assert fields(decision) == {field}


@pytest.mark.parametrize("slug", [s for s in shipped_profiles() if s != "new-futures"])
def test_blanket_consent_is_refused_as_a_default_where_the_policy_is_silent(slug: str) -> None:
    decision = sign(load_profile(slug), a_line(agency=None, agency_words="all agencies"))
    assert cited(decision) == {"DEF-23"}


def test_fields_of_a_line_carry_its_prefix(new_futures: Profile) -> None:
    decision = sign(new_futures, a_line(), a_line(agency=None, agency_words="everybody", at="lines-1"))
    assert fields(decision) == {"lines-1-agency"}


@pytest.mark.clause("NF-4.1d")
def test_an_agency_ticked_without_any_information_is_refused(new_futures: Profile) -> None:
    decision = sign(new_futures, a_line(category=None))
    assert cited(decision) == {"NF-4.1d"}
    assert fields(decision) == {"category"}


def test_a_line_needs_an_agency_and_a_purpose(new_futures: Profile) -> None:
    unnamed, unsaid = sign(new_futures, a_line(agency=None)), sign(new_futures, a_line(purpose="n/a"))
    assert (cited(unnamed), fields(unnamed)) == ({"NF-4.1d"}, {"agency"})
    assert (cited(unsaid), fields(unsaid)) == ({"NF-4.3d"}, {"purpose"})


def test_where_the_policy_says_nothing_of_purposes_one_is_asked_for_as_a_default(acevo: Profile) -> None:
    assert cited(sign(acevo, a_line(purpose=""))) == {"DEF-22"}


def test_a_named_agency_category_and_end_are_not_blanket_whatever_else_was_typed(new_futures: Profile) -> None:
    line = a_line(agency_words="all agencies", category_words="everything", until=date(2030, 1, 1))
    assert sign(new_futures, line).permitted


def test_a_line_does_not_end_before_it_begins(new_futures: Profile) -> None:
    assert fields(sign(new_futures, a_line(until=TODAY - DAY))) == {"until"}
    assert sign(new_futures, a_line(until=TODAY)).permitted


@pytest.mark.parametrize("category", [c for c in Category if c not in SHAREABLE])
def test_the_charitys_own_working_papers_are_never_on_a_form(new_futures: Profile, category: Category) -> None:
    assert fields(sign(new_futures, a_line(category=category))) == {"category"}


@pytest.mark.clause("NF-4.1d")
def test_a_form_of_refusals_or_of_nothing_is_a_valid_answer_that_shares_nothing(new_futures: Profile) -> None:
    no = a_line(agrees=False, agency=None, category=None, purpose="")
    for lines in ((no,), ()):
        decision = weigh_signing(replace(a_form(new_futures), lines=lines, method=None, freely_given=None))
        assert decision.permitted


def test_every_kind_of_information_ticked_one_by_one_is_warned_about_and_not_refused(new_futures: Profile) -> None:
    decision = sign(new_futures, *(a_line(category=c) for c in SHAREABLE))
    assert decision.permitted
    assert any("Every kind" in note for note in decision.notes)
    refused_one = sign(new_futures, *(a_line(category=c, agrees=c is not Category.HEALTH) for c in SHAREABLE))
    assert not refused_one.notes


def test_a_form_that_shares_nothing_says_so_and_one_that_shares_does_not(new_futures: Profile) -> None:
    assert sign(new_futures).notes == ()
    assert sign(new_futures, a_line(agrees=False)).notes == ("This form shares nothing.",)


@pytest.mark.clause("NF-4.3c")
def test_consent_before_the_exceptions_are_explained_is_refused(new_futures: Profile) -> None:
    decision = sign(new_futures, explained=False)
    assert cited(decision) == {"NF-4.3c"}
    assert fields(decision) == {"explained"}


def test_unexplained_consent_is_refused_by_each_policy_in_its_own_name(any_profile: Profile) -> None:
    expected = {"new-futures": "NF-4.3c", "pias": "PIAS-CB-2", "acevo": "ACEVO-BK-4", "preston": "PRESTON-10"}
    assert cited(sign(any_profile, explained=False)) == {expected.get(any_profile.slug, "DEF-1")}


@pytest.mark.clause("NF-1.3")
def test_a_spoken_yes_is_never_enough_at_new_futures(new_futures: Profile) -> None:
    decision = sign(new_futures, method=ConsentMethod.SPOKEN, written_record="She said yes to the housing team.")
    assert cited(decision) == {"NF-1.3"}


@pytest.mark.clause("PACE-5-iii")
def test_a_spoken_yes_is_enough_at_pace_only_with_a_full_written_record(pace: Profile) -> None:
    assert cited(sign(pace, method=ConsentMethod.SPOKEN)) == {"PACE-5"}
    spoken = sign(pace, method=ConsentMethod.SPOKEN, written_record="She said yes to the housing team.")
    assert spoken.permitted
    assert any("copy" in note for note in spoken.notes)
    assert sign(pace).notes == ()


@pytest.mark.clause("PACE-5-iii")
@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"method": None}, "method"),
        ({"signed_on": None}, "signed_on"),
        ({"recorder_named": False}, "recorder"),
        ({"freely_given": None}, "freely_given"),
        ({"freely_given": False}, "freely_given"),
    ],
)
def test_no_blank_is_left_in_a_pace_consent(pace: Profile, facts: dict[str, object], field: str) -> None:
    decision = sign(pace, **facts)
    assert cited(decision) == {"PACE-5"}
    assert fields(decision) == {field}


def test_a_form_dated_in_the_future_is_refused(any_profile: Profile) -> None:
    assert fields(sign(any_profile, signed_on=TODAY + DAY)) == {"signed_on"}


@pytest.mark.clause("PIAS-SD-3")
def test_the_shared_database_needs_the_electronic_form(pias: Profile) -> None:
    paper = sign(pias, kind=FormKind.SHARED_DATABASE)
    assert cited(paper) == {"PIAS-SD-3"}
    assert sign(pias, kind=FormKind.SHARED_DATABASE, method=ConsentMethod.ELECTRONIC).permitted


def test_no_other_policy_puts_anything_on_a_shared_database(new_futures: Profile) -> None:
    assert sign(new_futures, kind=FormKind.SHARED_DATABASE, method=ConsentMethod.ELECTRONIC).refused


@pytest.mark.parametrize(
    ("presence", "named", "permitted"),
    [
        (Presence.ALONE, False, True),
        (Presence.CHOSEN_SUPPORTER, True, True),
        (Presence.CHOSEN_SUPPORTER, False, False),
        (Presence.ALLEGED_SOURCE, True, False),
        (Presence.CONTROLLING, True, False),
        (Presence.UNKNOWN_COMPANION, True, False),
        (Presence.NOT_ASKED, False, False),
    ],
)
def test_a_yes_given_in_the_wrong_company_is_asked_for_again_alone(
    any_profile: Profile, presence: Presence, named: bool, permitted: bool
) -> None:
    decision = sign(any_profile, signatory=replace(ALONE, presence=presence, supporter_named=named))
    assert decision.permitted is permitted
    assert cited(decision) <= {"DEF-23"}


# Who may sign


@pytest.mark.clause("NF-3.6a")
@pytest.mark.parametrize(("birth", "permitted"), [(SIXTEEN + DAY, False), (SIXTEEN, True), (date(2008, 4, 1), True)])
def test_from_the_sixteenth_birthday_the_young_person_decides_alone(
    new_futures: Profile, birth: date, permitted: bool
) -> None:
    assert sign(new_futures, signatory=by(SignedBy.SELF, birth)).permitted is permitted
    parents = sign(new_futures, signatory=by(SignedBy.PARENT, birth))
    assert parents.refused
    assert ("NF-3.6a" in cited(parents)) is permitted


@pytest.mark.clause("NF-3.7a")
@pytest.mark.parametrize(
    ("who", "understanding", "permitted"),
    [
        (SignedBy.SELF, ASSESSED, True),
        (SignedBy.SELF, None, False),
        (SignedBy.SELF, replace(ASSESSED, understands=False), False),
        (SignedBy.SELF, replace(ASSESSED, for_this_decision=False), False),
        (SignedBy.SELF, replace(ASSESSED, assessor_named=False), False),
        (SignedBy.SELF, replace(ASSESSED, assessed_on=TODAY + DAY), False),
        (SignedBy.PARENT, ASSESSED, False),
        (SignedBy.PARENT, None, False),
        (SignedBy.PARENT, replace(ASSESSED, understands=False, for_this_decision=False), False),
        (SignedBy.PARENT, replace(ASSESSED, understands=False), True),
        (SignedBy.SOMEBODY_ELSE, replace(ASSESSED, understands=False), False),
    ],
)
def test_under_sixteen_it_turns_on_an_assessment_of_this_decision(
    new_futures: Profile, who: SignedBy, understanding: Understanding | None, permitted: bool
) -> None:
    fourteen = date(2012, 1, 1)
    decision = sign(new_futures, signatory=by(who, fourteen, understanding))
    assert decision.permitted is permitted
    assert cited(decision) <= {"NF-3.7a", "DEF-25"}


@pytest.mark.clause("NF-3.1a")
@pytest.mark.parametrize("who", [SignedBy.SELF, SignedBy.PARENT])
def test_an_unknown_age_is_protected_and_the_decision_not_handed_to_a_parent(
    new_futures: Profile, who: SignedBy
) -> None:
    decision = sign(new_futures, signatory=by(who, None))
    assert cited(decision) == {"NF-3.7a"}
    says_so = any("age is not known" in g.reason for g in decision.objections)
    assert says_so is (who is SignedBy.SELF)
    known = sign(new_futures, signatory=by(who, date(2012, 1, 1)))
    assert not any("age is not known" in g.reason for g in known.objections)


def test_where_no_age_is_given_understanding_is_recorded_under_eighteen_as_a_default(pace: Profile) -> None:
    seventeen, eighteen = date(2008, 6, 1), date(2008, 3, 2)
    assert cited(sign(pace, signatory=by(SignedBy.SELF, seventeen))) == {"DEF-25"}
    assert sign(pace, signatory=by(SignedBy.SELF, seventeen, ASSESSED)).permitted
    assert sign(pace, signatory=by(SignedBy.SELF, eighteen)).permitted


def test_parents_who_disagree_give_no_consent(any_profile: Profile) -> None:
    child = by(SignedBy.PARENT, date(2022, 1, 1), replace(ASSESSED, understands=False), parents_disagree=True)
    assert cited(sign(any_profile, signatory=child)) == {"DEF-25"}


def test_a_birth_in_the_future_or_nobody_signing_is_refused(any_profile: Profile) -> None:
    assert fields(sign(any_profile, signatory=by(SignedBy.SELF, TODAY + DAY))) == {"birth"}
    nobody = sign(any_profile, signatory=replace(ALONE, signed_by=None))
    assert cited(nobody) == {"DEF-25"}
    assert [g.remedy for g in nobody.objections] == ["Say who signed."]
