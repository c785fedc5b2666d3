"""The moment of sending: everything weighed afresh."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from policy.decision import Decision, PolicyRef
from policy.loading import load_profile
from policy.profile import Profile
from policy.profile.values import InformException
from policy.rules.disclosure import (
    AuthorityGiven,
    Basis,
    ProposalFacts,
    SendState,
    Telling,
    Told,
    Urgency,
    weigh_sending,
)
from policy.vocabulary import Role
from tests.policy.rules.builders import NOW, TODAY, an_id, cited, fields, worker
from tests.policy.rules.disclosing import (
    MAC,
    MATTER,
    REQUESTER,
    about_to_send,
    at_risk_now,
    on_ground,
    refused_by_consent,
    with_consent,
)

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
NOT_TOLD = Telling(
    Told.NOT_TOLD,
    exception=InformException.ENDANGERS_SOMEONE,
    detail="He reads her telephone and has hit her for less.",
    look_again_on=TODAY + 7 * DAY,
)
UNREACHABLE = replace(NOT_TOLD, exception=InformException.UNREACHABLE, attempt_at=NOW - HOUR)


def granted(**facts: object) -> AuthorityGiven:
    known: dict[str, object] = {"granted": True, "by": an_id("chair"), "at": NOW - HOUR, "mac": MAC, **facts}
    return AuthorityGiven(**known)  # type: ignore[arg-type]


def send(proposal: ProposalFacts, **facts: object) -> Decision:
    return weigh_sending(about_to_send(proposal, **facts))


def crime(pace: Profile) -> ProposalFacts:
    return on_ground(pace, "prevent-or-detect-crime")


def test_what_consent_covers_goes_with_no_more_steps(any_profile: Profile) -> None:
    decision = send(with_consent(any_profile), telling=None)
    assert decision.permitted
    assert decision.obligations == ()


@pytest.mark.clause("NF-1.3", "PIAS-CB-1-i")
@pytest.mark.parametrize("slug", ["new-futures", "pias"])
def test_everything_is_weighed_afresh_at_sending(slug: str) -> None:
    profile = load_profile(slug)
    source = profile.consent.form.source.id
    withdrawn = with_consent(profile, coverage=refused_by_consent(profile, source))
    assert cited(send(withdrawn, telling=None)) == {source}


@pytest.mark.clause("PACE-7-i")
@pytest.mark.parametrize(
    ("authorities", "clauses"),
    [
        ((), {"PACE-7"}),
        ((granted(),), set()),
        ((granted(at=NOW + HOUR),), {"PACE-7"}),
        ((granted(mac=b"something else"),), {"PACE-7"}),
        ((granted(expires_at=NOW),), {"PACE-7"}),
        ((granted(expires_at=NOW + HOUR),), set()),
        ((granted(withdrawn_at=NOW),), {"PACE-7"}),
        ((granted(withdrawn_at=NOW + HOUR),), set()),
        ((granted(granted=False),), {"PACE-7"}),
        ((granted(), granted(granted=False)), {"PACE-7"}),
        ((granted(mac=b"older"), granted()), set()),
        ((granted(by=REQUESTER),), {"DEF-9"}),
    ],
)
def test_at_pace_nothing_without_consent_goes_before_standing_written_authority(
    pace: Profile, authorities: tuple[AuthorityGiven, ...], clauses: set[str]
) -> None:
    assert cited(send(crime(pace), authorities=authorities)) == clauses


def test_authority_by_somebody_who_turns_out_to_be_conflicted_is_void(pace: Profile) -> None:
    matter = replace(MATTER, conflicted=frozenset({an_id("chair")}))
    assert cited(send(crime(pace), authorities=(granted(),), matter=matter)) == {"DEF-9"}


@pytest.mark.parametrize(
    ("state", "sources"),
    [(SendState.SENT, {"DEF-15"}), (SendState.CANCELLED, {"DEF-15"}), (SendState.UNKNOWN, {"DEF-15"})],
)
def test_it_goes_once(any_profile: Profile, state: SendState, sources: set[str]) -> None:
    assert cited(send(with_consent(any_profile), state=state)) == sources


@pytest.mark.clause("NF-1.5-i")
def test_on_a_ground_nothing_goes_before_telling_is_settled(any_profile: Profile) -> None:
    slug = next(iter(any_profile.grounds))
    decision = send(on_ground(any_profile, slug), telling=None, authorities=(granted(),), advice_recorded=True)
    assert cited(decision) == {any_profile.inform_subject.required.source.id}
    assert fields(decision) == {"telling"}


@pytest.mark.clause("NF-1.5-i")
def test_a_telling_that_does_not_count_does_not_count_at_sending_either(new_futures: Profile) -> None:
    facts = on_ground(new_futures, "life-threatened", {"immediate": "yes"})
    decision = send(facts, telling=replace(UNREACHABLE, attempt_at=None))
    assert cited(decision) == {"NF-1.5"}
    left = send(facts, telling=UNREACHABLE)
    assert {o.slug: o.source.id for o in left.obligations}["tell-later"] == "NF-1.5"


@pytest.mark.clause("NF-1.4")
def test_at_new_futures_advice_comes_first_where_there_is_time(new_futures: Profile) -> None:
    facts = on_ground(new_futures, "continuing-serious-risk")
    manager = worker(Role.MANAGER)
    decision = send(facts, authorities=(granted(),), sender=manager)
    assert cited(decision) == {"NF-1.4"}
    assert "Service Manager or Director" in decision.objections[0].remedy
    assert send(facts, authorities=(granted(),), sender=manager, advice_recorded=True).permitted


@pytest.mark.clause("NF-4.3g")
def test_going_without_advice_needs_who_was_tried_and_why_waiting_was_impossible(new_futures: Profile) -> None:
    facts = on_ground(new_futures, "child-significant-harm")
    blank = send(facts)
    assert cited(blank) == {"NF-1.4", "NF-4.3g"}
    assert {"who_was_tried", "why_not_wait"} <= fields(blank)
    reasoned = replace(facts, urgency=Urgency(who_was_tried="Both managers.", why_not_wait="School ends at three."))
    decision = send(reasoned)
    assert decision.permitted
    assert {"advice-after", "authority-after"} <= {o.slug for o in decision.obligations}


@pytest.mark.clause("NF-1.1b")
def test_an_immediate_threat_to_life_goes_without_advice_which_follows(new_futures: Profile) -> None:
    decision = send(on_ground(new_futures, "life-threatened", {"immediate": "yes"}))
    assert decision.permitted
    assert "NF-1.1b" in decision.sources
    due = {o.slug: o for o in decision.obligations}
    assert due["advice-after"].source.id == "NF-1.4"
    assert due["advice-after"].within_hours == due["authority-after"].within_hours == 24
    slow = send(on_ground(new_futures, "life-threatened", {"immediate": "no"}))
    assert {"NF-1.4", "DEF-2"} <= cited(slow)


@pytest.mark.clause("NF-1.1f")
def test_treatment_that_cannot_wait_goes_at_once_and_direct(new_futures: Profile) -> None:
    decision = send(on_ground(new_futures, "urgent-medical"))
    assert decision.permitted
    assert "advice-after" in {o.slug for o in decision.obligations}


@pytest.mark.clause("NF-1.1l", "NF-4.3g")
def test_where_the_only_adviser_is_accused_it_goes_before_advice_if_it_is_said_who_was_tried(
    new_futures: Profile,
) -> None:
    facts = on_ground(new_futures, "worker-alleged-perpetrator")
    assert {"NF-1.4", "DEF-2"} <= cited(send(facts))
    alone = replace(facts, urgency=Urgency(only_adviser_accused=True))
    assert cited(send(alone, approved_since=NOW - 25 * HOUR)) == {"NF-4.3g"}
    said = Urgency(only_adviser_accused=True, who_was_tried="The director is away.", why_not_wait="He works tonight.")
    assert send(replace(facts, urgency=said), approved_since=NOW - 25 * HOUR).permitted


def test_what_was_done_before_sending_is_not_asked_for_again_afterwards(new_futures: Profile) -> None:
    facts = on_ground(new_futures, "life-threatened", {"immediate": "yes"})
    done = send(facts, advice_recorded=True, authorities=(granted(),))
    assert done.permitted
    assert done.obligations == ()
    refused = send(facts, advice_recorded=True, authorities=(granted(granted=False),))
    assert {o.slug for o in refused.obligations} == {"authority-after"}


@pytest.mark.clause("NF-1.1a", "NF-4.3g")
def test_where_a_child_is_at_risk_now_no_reason_for_going_without_advice_is_asked(new_futures: Profile) -> None:
    decision = send(at_risk_now(on_ground(new_futures, "child-significant-harm")))
    assert decision.permitted
    assert "advice-after" in {o.slug for o in decision.obligations}


@pytest.mark.clause("NF-1.1i")
@pytest.mark.parametrize(("when", "waits"), [("has happened", True), ("planned", True), ("planned and soon", False)])
def test_a_serious_offence_planned_and_soon_is_not_waited_with(new_futures: Profile, when: str, waits: bool) -> None:
    facts = on_ground(
        new_futures, "serious-offence-admitted-or-planned", {"past_or_planned": when, "likely_victim": "Her sister"}
    )
    assert send(facts).refused is waits


@pytest.mark.clause("PACE-6-i")
def test_at_pace_protecting_a_child_waits_for_authority_unless_somebody_is_at_risk_now(pace: Profile) -> None:
    waits = on_ground(pace, "protect-children-young-people")
    assert cited(send(waits)) == {"PACE-7"}
    now = send(on_ground(pace, "protect-children-young-people", {"at_risk_now": "yes"}))
    assert now.permitted
    assert "authority-after" in {o.slug for o in now.obligations}
    assert cited(send(at_risk_now(crime(pace)))) == {"PACE-7"}


@pytest.mark.clause("PACE-9")
def test_at_pace_a_life_at_risk_is_sent_and_authority_follows(pace: Profile) -> None:
    decision = send(on_ground(pace, "serious-immediate-threat-to-life"))
    assert decision.permitted
    assert decision.sources == ("PACE-9",)
    due = {o.slug: o for o in decision.obligations}
    assert due["authority-after"].source.id == "PACE-7"
    assert due["authority-after"].within_hours == 24


@pytest.mark.parametrize("slug", ["acevo", "preston", "pias"])
def test_where_no_decider_is_named_a_manager_comes_first_but_for_danger(slug: str) -> None:
    profile = load_profile(slug)
    ground = {"acevo": "staff-threatened", "preston": "risk-of-physical-violence", "pias": "civil-safety-threat"}[slug]
    facts = on_ground(profile, ground)
    assert cited(send(facts)) == {"DEF-2"}
    assert send(facts, authorities=(granted(),)).permitted
    assert send(at_risk_now(facts)).permitted


@pytest.mark.clause("PIAS-CB-4c")
def test_at_pias_the_service_manager_advises_on_a_child_unless_the_child_is_in_danger_now(pias: Profile) -> None:
    facts = on_ground(pias, "child-abuse-own-suspicion")
    assert cited(send(facts)) == {"PIAS-CB-4c"}
    assert send(facts, advice_recorded=True).permitted
    now = send(at_risk_now(facts))
    assert now.permitted
    assert "advice-after" in {o.slug for o in now.obligations}


@pytest.mark.clause("NF-4.1f")
@pytest.mark.parametrize(
    ("sender", "since", "permitted"),
    [
        (worker(), NOW - HOUR, False),
        (worker(), None, False),
        (worker(), NOW - 24 * HOUR, True),
        (worker(Role.MANAGER), NOW - HOUR, True),
    ],
)
def test_what_is_not_urgent_goes_out_through_a_manager(
    new_futures: Profile, sender: object, since: object, permitted: bool
) -> None:
    decision = send(
        on_ground(new_futures, "continuing-serious-risk"),
        authorities=(granted(),),
        advice_recorded=True,
        sender=sender,
        approved_since=since,
    )
    assert decision.permitted is permitted
    assert cited(decision) == (set() if permitted else {"NF-4.1f"})


@pytest.mark.clause("NF-4.1f")
def test_reports_about_a_child_and_anything_immediate_go_direct(new_futures: Profile) -> None:
    assert send(on_ground(new_futures, "child-significant-harm"), advice_recorded=True).permitted
    assert send(on_ground(new_futures, "life-threatened", {"immediate": "yes"}), advice_recorded=True).permitted


def test_a_sender_who_is_closed_or_barred_sends_nothing(any_profile: Profile) -> None:
    assert cited(send(with_consent(any_profile), sender=worker(active=False))) == {"DEF-1"}
    barred = replace(MATTER, requester=an_id("other"), conflicted=frozenset({REQUESTER}))
    assert cited(send(with_consent(any_profile), matter=barred)) == {"DEF-9"}


def test_a_change_of_policy_since_is_shown_and_the_one_in_force_decides(any_profile: Profile) -> None:
    older = PolicyRef(any_profile.slug, "older", date(2020, 1, 1))
    decision = send(with_consent(any_profile), prepared_under=older)
    assert decision.policy == any_profile.ref
    assert any("older" in note and any_profile.version in note for note in decision.notes)
    assert send(with_consent(any_profile), prepared_under=any_profile.ref).notes == ()


def test_every_objection_is_given_at_once(new_futures: Profile) -> None:
    facts = replace(on_ground(new_futures, "continuing-serious-risk"), purpose="", items=())
    decision = send(facts, telling=None)
    assert {"NF-4.3e", "NF-1.4", "NF-1.5", "DEF-2", "NF-4.1f"} <= cited(decision)
    assert decision.obligations == ()


def test_neither_consent_nor_ground_never_goes(any_profile: Profile) -> None:
    facts = with_consent(any_profile, basis=Basis.NEITHER)
    assert send(facts, authorities=(granted(),), advice_recorded=True).refused
