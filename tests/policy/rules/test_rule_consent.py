"""Consent: signing, covering, withdrawing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.decision import Decision
from policy.loading import load_profile, shipped_profiles
from policy.profile import Profile
from policy.profile.values import ConsentMethod
from policy.rules.consent import (
    CoverageFacts,
    FormKind,
    LineFacts,
    LineInForce,
    PermissionFacts,
    Presence,
    Signatory,
    SignedBy,
    SigningFacts,
    Understanding,
    covering_lines,
    covers,
    weigh_colleague_permission,
    weigh_signing,
    weigh_withdrawal,
)
from policy.vocabulary import SHAREABLE, Category, Role
from tests.policy.rules.builders import NOW, TODAY, an_id, cited, fields

HOUSING, POLICE = an_id("housing"), an_id("police")
ADULT = date(1990, 5, 1)
DAY = timedelta(days=1)
ASSESSED = Understanding(understands=True, assessed_on=TODAY, assessor_named=True, for_this_decision=True)
ALONE = Signatory(SignedBy.SELF, ADULT, presence=Presence.ALONE)


def a_line(**facts: object) -> LineFacts:
    known = {"agrees": True, "agency": HOUSING, "category": Category.HOUSING, "purpose": "to find a flat", **facts}
    return LineFacts(**known)  # type: ignore[arg-type]


def a_form(profile: Profile, *lines: LineFacts, **facts: object) -> SigningFacts:
    known: dict[str, object] = {
        "lines": lines or (a_line(),),
        "method": ConsentMethod.WRITTEN,
        "signed_on": TODAY,
        "signatory": ALONE,
        "explained": True,
        "freely_given": True,
        **facts,
    }
    return SigningFacts(profile, NOW, **known)  # type: ignore[arg-type]


def sign(profile: Profile, *lines: LineFacts, **facts: object) -> Decision:
    return weigh_signing(a_form(profile, *lines, **facts))


# Signing


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
    assert fields(sign(new_futures, a_line(agency=None))) == {"agency"}
    assert fields(sign(new_futures, a_line(purpose="n/a"))) == {"purpose"}


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
    assert sign(pace, method=ConsentMethod.SPOKEN, written_record="She said yes to the housing team.").permitted


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

SIXTEEN = date(2010, 3, 2)


def by(who: SignedBy, birth: date | None, understanding: Understanding | None = None, **facts: object) -> Signatory:
    return Signatory(who, birth, understanding, presence=Presence.ALONE, **facts)  # type: ignore[arg-type]


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
    assert cited(sign(new_futures, signatory=by(who, None))) == {"NF-3.7a"}


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
    assert fields(sign(any_profile, signatory=replace(ALONE, signed_by=None))) == {"signed_by"}


# Covering

SIGNED_AT = NOW - timedelta(days=3)


def in_force(name: str = "line", **facts: object) -> LineInForce:
    known: dict[str, object] = {
        "line_id": an_id(name),
        "agrees": True,
        "agency": HOUSING,
        "category": Category.HOUSING,
        "purpose": "to find a flat",
        "kind": FormKind.SHARING,
        "method": ConsentMethod.WRITTEN,
        "signed_at": SIGNED_AT,
        "signatory": ALONE,
        **facts,
    }
    return LineInForce(**known)  # type: ignore[arg-type]


def asked(profile: Profile, *lines: LineInForce, **facts: object) -> CoverageFacts:
    known: dict[str, object] = {
        "agency": HOUSING,
        "category": Category.HOUSING,
        "purpose": "To find  a flat",
        "at": NOW,
        **facts,
    }
    return CoverageFacts(profile, lines, **known)  # type: ignore[arg-type]


def test_a_live_line_covers_its_own_agency_category_and_purpose(any_profile: Profile) -> None:
    decision = covers(asked(any_profile, in_force()))
    assert decision.permitted
    assert covering_lines(asked(any_profile, in_force())) == (an_id("line"),)


@pytest.mark.clause("NF-1.3", "NF-4.6.2-i")
@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"agency": POLICE}, "names this agency"),
        ({"category": Category.HEALTH}, "does not cover health"),
        ({"purpose": "to find a job"}, "another purpose"),
    ],
)
def test_nothing_wider_than_the_line_is_covered(new_futures: Profile, facts: dict[str, object], says: str) -> None:
    decision = covers(asked(new_futures, in_force(), **facts))
    assert cited(decision) == {"NF-1.3"}
    assert any(says in g.reason for g in decision.objections)
    assert all(g.remedy for g in decision.objections)


@pytest.mark.clause("NF-1.3")
@pytest.mark.parametrize(
    ("flaw", "source"),
    [
        ({"signed_at": NOW + timedelta(seconds=1)}, "NF-1.3"),
        ({"withdrawn_at": NOW}, "NF-1.3"),
        ({"until": TODAY - DAY}, "NF-1.3"),
        ({"method": ConsentMethod.SPOKEN}, "NF-1.3"),
        ({"file_closed_at": NOW - DAY}, "DEF-30"),
        ({"signatory": replace(ALONE, presence=Presence.CONTROLLING)}, "DEF-23"),
    ],
)
def test_a_line_that_is_no_longer_or_not_yet_good_covers_nothing(
    new_futures: Profile, flaw: dict[str, object], source: str
) -> None:
    assert cited(covers(asked(new_futures, in_force(**flaw)))) == {source}


@pytest.mark.parametrize("fine", [{"withdrawn_at": NOW + DAY}, {"until": TODAY}, {"file_closed_at": NOW + DAY}])
def test_a_line_covers_until_the_very_moment_it_ends(new_futures: Profile, fine: dict[str, object]) -> None:
    assert covers(asked(new_futures, in_force(**fine))).permitted


@pytest.mark.clause("PIAS-CB-1-i")
@pytest.mark.parametrize(
    "flaw", [{"signed_at": NOW + timedelta(hours=1)}, {"withdrawn_at": NOW}, {"until": TODAY - DAY}]
)
def test_at_pias_consent_is_dated_before_and_live_at_sending(pias: Profile, flaw: dict[str, object]) -> None:
    assert cited(covers(asked(pias, in_force(**flaw)))) == {"PIAS-CB-1"}


@pytest.mark.clause("NF-4.3d-iii")
def test_a_single_use_consent_is_spent_by_one_sending(new_futures: Profile) -> None:
    assert covers(asked(new_futures, in_force(single_use=True))).permitted
    assert cited(covers(asked(new_futures, in_force(single_use=True, spent=True)))) == {"NF-4.3d"}
    assert covers(asked(new_futures, in_force(single_use=False, spent=True))).permitted


@pytest.mark.clause("NF-4.3d-ii")
def test_an_unsigned_agreement_authorises_nothing(new_futures: Profile) -> None:
    assert cited(covers(asked(new_futures, in_force(signed_at=None)))) == {"NF-4.3d"}


@pytest.mark.clause("NF-3.6a")
def test_a_parents_consent_stops_on_the_day_the_young_person_turns_sixteen(new_futures: Profile) -> None:
    parent = by(SignedBy.PARENT, SIXTEEN, replace(ASSESSED, understands=False, assessed_on=TODAY - 9 * DAY))
    line = in_force(signatory=parent)
    assert covers(asked(new_futures, line, at=NOW - DAY)).permitted
    assert cited(covers(asked(new_futures, line))) == {"NF-3.6a"}


@pytest.mark.clause("NF-4.6.1")
def test_general_consent_never_covers_involvement(new_futures: Profile) -> None:
    decision = covers(asked(new_futures, in_force(), category=Category.INVOLVEMENT))
    assert cited(decision) == {"NF-4.6.1"}


@pytest.mark.clause("PRESTON-4")
def test_at_preston_contact_details_need_permission_naming_the_recipient(preston: Profile) -> None:
    assert cited(covers(asked(preston, in_force(), category=Category.CONTACT))) == {"PRESTON-4"}
    named = in_force(category=Category.CONTACT)
    assert covers(asked(preston, named, category=Category.CONTACT)).permitted


@pytest.mark.clause("PACE-8-i")
def test_consent_for_agencies_is_no_consent_for_the_media(pace: Profile) -> None:
    assert cited(covers(asked(pace, in_force(), kind=FormKind.MEDIA))) == {"PACE-8"}
    assert covers(asked(pace, in_force(kind=FormKind.MEDIA), kind=FormKind.MEDIA)).permitted


def test_the_newest_answer_counts(any_profile: Profile) -> None:
    no = in_force("no", agrees=False, signed_at=SIGNED_AT + DAY)
    refused = covers(asked(any_profile, in_force(), no))
    assert refused.refused
    assert any("said no" in g.reason for g in refused.objections)
    yes_again = in_force("again", signed_at=SIGNED_AT + 2 * DAY)
    assert covers(asked(any_profile, in_force(), no, yes_again)).permitted
    assert covering_lines(asked(any_profile, in_force(), no, yes_again)) == (an_id("again"),)


def test_a_refusal_with_no_purpose_covers_every_purpose_but_no_other_information(any_profile: Profile) -> None:
    no = in_force("no", agrees=False, signed_at=SIGNED_AT + DAY, purpose="")
    assert covers(asked(any_profile, in_force(), no)).refused
    elsewhere = in_force("no", agrees=False, signed_at=SIGNED_AT + DAY, category=Category.HEALTH)
    assert covers(asked(any_profile, in_force(), elsewhere)).permitted


@st.composite
def some_line(draw: st.DrawFn) -> LineInForce:
    times = st.sampled_from([None, NOW - DAY, NOW, NOW + DAY])
    return in_force(
        draw(st.sampled_from("abcdef")),
        agrees=draw(st.booleans()),
        agency=draw(st.sampled_from([HOUSING, POLICE])),
        category=draw(st.sampled_from([Category.HOUSING, Category.HEALTH])),
        purpose=draw(st.sampled_from(["to find a flat", "to find a job"])),
        signed_at=draw(st.sampled_from([SIGNED_AT, SIGNED_AT + DAY, NOW + DAY])),
        until=draw(st.sampled_from([None, TODAY - DAY, TODAY])),
        withdrawn_at=draw(times),
        single_use=draw(st.booleans()),
        spent=draw(st.booleans()),
    )


def oracle(line: LineInForce, facts: CoverageFacts) -> bool:
    """Whether this line, looked at alone, lets it go: said another way than the rule says it."""
    same = (line.agency, line.category) == (facts.agency, facts.category) and line.purpose == "to find a flat"
    begun = line.signed_at is not None and line.signed_at <= NOW
    ended = (line.withdrawn_at or NOW + DAY) <= NOW or (line.until or TODAY) < TODAY or (line.single_use and line.spent)
    return line.agrees and same and begun and not ended


@given(st.lists(some_line(), max_size=6))
def test_random_consents_never_let_anything_wider_go(lines: list[LineInForce]) -> None:
    facts = asked(load_profile("new-futures"), *lines)
    refusals = [
        line.signed_at
        for line in lines
        if not line.agrees
        and (line.agency, line.category, line.purpose) == (HOUSING, Category.HOUSING, "to find a flat")
        and line.withdrawn_at is None
        and line.signed_at is not None
        and line.signed_at <= NOW
    ]
    last_no = max(refusals, default=None)
    allowed = any(oracle(ln, facts) and (last_no is None or ln.signed_at > last_no) for ln in lines)  # type: ignore[operator]
    assert covers(facts).permitted == allowed
    assert bool(covering_lines(facts)) == allowed


# Withdrawing, and colleagues


@pytest.mark.parametrize("words", ["I do not want that any more.", "", "n/a"])
def test_a_withdrawal_is_never_refused(any_profile: Profile, words: str) -> None:
    decision = weigh_withdrawal(any_profile, words=words)
    assert decision.permitted
    assert {o.slug for o in decision.obligations} == (set() if len(words) > 5 else {"record-words"})


def permission(profile: Profile, **facts: object) -> Decision:
    known: dict[str, object] = {
        "colleague_role": Role.MANAGER,
        "colleague_active": True,
        "whole": False,
        "records": frozenset({an_id("note 1")}),
        "freely_given": True,
        "words": "You may tell your manager about the flat.",
        **facts,
    }
    return weigh_colleague_permission(PermissionFacts(profile, **known))  # type: ignore[arg-type]


@pytest.mark.clause("PACE-5-ii")
@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"colleague_role": Role.CASEWORKER}, "colleague"),
        ({"records": frozenset()}, "records"),
        ({"freely_given": False}, "freely_given"),
        ({"words": ""}, "words"),
    ],
)
def test_a_pace_permission_names_a_colleague_with_authority_and_what_they_may_see(
    pace: Profile, facts: dict[str, object], field: str
) -> None:
    assert permission(pace).permitted
    decision = permission(pace, **facts)
    assert cited(decision) == {"PACE-5"}
    assert fields(decision) == {field}


def test_nobody_is_named_whose_account_is_closed(pace: Profile) -> None:
    assert cited(permission(pace, colleague_active=False)) == {"DEF-1"}


def test_elsewhere_colleagues_need_no_permission_of_their_own(new_futures: Profile) -> None:
    assert cited(permission(new_futures)) == {"NF-1.2"}
