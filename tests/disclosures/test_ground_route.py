"""Without consent: the ground's facts, advice, authority of whoever the policy names, telling, then once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from audit import gate
from audit.actions import Action
from audit.faces import public_face
from audit.gate import Refused
from casework.models import Task, Worker
from casework.procedures.bars import record_bar
from disclosures.answers import ItemWords
from disclosures.facts import request_mac
from disclosures.models import Authority, DisclosureItem, DisclosureRequest, SentDisclosure
from disclosures.procedures import (
    cancel_disclosure,
    close_disclosure,
    word_items,
    write_line,
)
from disclosures.states import State
from policy.profile.values import InformException, RecordLine
from policy.rules.disclosure import Told
from tests.cast import Cast, sealed_again
from tests.disclosures.builders import (
    PASSAGE,
    advised,
    answer_to,
    answered,
    on_ground,
    put_forward,
    send,
    told,
)
from vault.sealed import is_sealed


def refused_for(act: Callable[[], object]) -> set[tuple[str, str]]:
    with pytest.raises(Refused) as refused:
        act()
    return {(ground.source.id, ground.field) for ground in refused.value.decision.objections}


def sources(act: Callable[[], object]) -> set[str]:
    return {source for source, _ in refused_for(act)}


def as_if_absent(cast: Cast, action: Action, worker: Worker, reference: str) -> bool:
    """Whether the answer, as its asker may see it, is that of a file and a request that are not there."""
    missing = reference.replace(cast.amina.reference, "NF-26-0099")
    answers = [gate.ask(action, by=worker, on=each) for each in (reference, missing)]
    faces = [public_face(answer, cast.profile) for answer in answers]
    return all(answer.refused for answer in answers) and faces[0] == faces[1]


@pytest.fixture
def pace(in_force: Callable[[str], Cast]) -> Cast:
    return in_force("pace")


# --- New Futures -----------------------------------------------------------------------------


@pytest.mark.clause("NF-1.4", "NF-1.5-i", "NF-4.1f")
def test_at_new_futures_advice_and_telling_come_first_and_a_manager_sends(cast: Cast) -> None:
    request = put_forward(cast, on_ground(cast, "continuing-serious-risk"))
    missing = sources(lambda: send(request, cast.caseworker))
    assert {"NF-1.4", "NF-1.5", "NF-4.1f", "DEF-2"} <= missing
    advised(request, cast.manager)
    told(request, cast.caseworker)
    answer_to(request, cast.director)
    assert sources(lambda: send(request, cast.caseworker)) == {"NF-4.1f"}
    sent = send(request, cast.manager)
    assert sent.authority.decided_by == cast.director


@pytest.mark.clause("NF-1.4")
def test_advice_of_a_fellow_worker_or_of_the_requester_does_not_count(cast: Cast) -> None:
    request = put_forward(cast, on_ground(cast, "continuing-serious-risk"))
    assert ("NF-1.4", "adviser") in refused_for(lambda: advised(request, cast.caseworker))
    assert not request.advice.exists()


@pytest.mark.clause("NF-1.4")
def test_going_against_advice_needs_the_senders_explanation(cast: Cast) -> None:
    request = put_forward(cast, on_ground(cast, "continuing-serious-risk"))
    advised(request, cast.manager, advises="keep")
    told(request, cast.caseworker)
    answer_to(request, cast.director)
    assert ("NF-1.4", "why_not_followed") in refused_for(lambda: send(request, cast.manager))
    send(request, cast.manager, why_not_followed="The risk grew on Monday.")


@pytest.mark.clause("NF-1.5-ii")
def test_unreachable_needs_an_attempt_and_a_day_to_look_again(cast: Cast) -> None:
    request = put_forward(cast, on_ground(cast, "continuing-serious-risk"))
    unreachable = {
        "outcome": Told.NOT_TOLD,
        "told_at": None,
        "concern_told": False,
        "recipient_told": False,
        "exception": InformException.UNREACHABLE,
    }
    missing = refused_for(lambda: told(request, cast.caseworker, **unreachable))
    assert {("NF-1.5", "attempt_at"), ("NF-1.5", "look_again_on")} <= missing
    told(
        request,
        cast.caseworker,
        **unreachable,
        attempt_at=timezone.now(),
        look_again_on=timezone.localdate() + timedelta(days=7),
    )
    again = Task.objects.get(kind="disclosure-tell-later")
    assert again.for_worker == cast.caseworker
    assert again.due_at.date() == timezone.localdate() + timedelta(days=7)


@pytest.mark.clause("NF-1.1b", "NF-4.3g")
def test_a_life_in_immediate_danger_waits_for_nobody_and_leaves_the_rest_to_do(cast: Cast) -> None:
    request = put_forward(cast, on_ground(cast, "life-threatened", risk_now=True))
    told(request, cast.caseworker)
    send(request, cast.caseworker)
    left = set(Task.objects.to_do().filter(about=request.reference).values_list("kind", flat=True))
    assert {"disclosure-advise-after", "disclosure-authorise-after", "disclosure-close"} <= left


@pytest.mark.clause("NF-1.1c")
def test_a_ground_with_a_fact_missing_is_refused_beside_that_fact(cast: Cast) -> None:
    request = on_ground(cast, "continuing-serious-risk", risk_assessment="")
    field = ("NF-1.1c", "continuing-serious-risk-risk_assessment")
    assert field in refused_for(lambda: put_forward(cast, request))


@pytest.mark.clause("NF-1.1a")
def test_harm_to_a_child_goes_to_childrens_social_care_and_to_nobody_else(cast: Cast) -> None:
    request = on_ground(cast, "child-significant-harm", cast.housing)
    assert ("NF-1.1a", "recipient") in refused_for(lambda: put_forward(cast, request))
    put_forward(cast, on_ground(cast, "child-significant-harm", cast.council))


@pytest.mark.clause("NF-1.1l")
def test_a_worker_who_is_accused_loses_the_file_and_never_learns_of_the_request(cast: Cast) -> None:
    request = on_ground(cast, "worker-alleged-perpetrator")
    request = answered(
        cast, request, claims=[], accused=[cast.manager], answers={"recipient_reason": "They investigate this."}
    )
    put_forward(cast, request)
    for action, reference in (
        (Action.SEE_DISCLOSURE, request.reference),
        (Action.RECORD_ADVICE, request.reference),
        (Action.OPEN_FILE, cast.amina.reference),
    ):
        assert as_if_absent(cast, action, cast.manager, reference)
    listed = gate.require_each(Action.LIST_DISCLOSURES, by=cast.manager)
    assert request not in [opened.target for opened in listed]
    assert request.reference not in Task.objects.to_do().for_eyes_of(cast.manager, []).values_list("about", flat=True)


# --- Pace -------------------------------------------------------------------------------------


@pytest.mark.clause("PACE-7-i")
def test_at_pace_written_authority_of_the_named_officers_comes_first(pace: Cast) -> None:
    request = put_forward(pace, on_ground(pace, "prevent-or-detect-crime", pace.police))
    told(request, pace.caseworker)
    assert "PACE-7" in sources(lambda: send(request, pace.caseworker))
    assert "PACE-7" in sources(lambda: answer_to(request, pace.manager))
    answer_to(request, pace.director)
    sent = send(request, pace.caseworker)
    assert sent.authority.decided_by == pace.director


@pytest.mark.clause("PACE-6-i")
def test_at_pace_a_ground_without_its_facts_is_refused(pace: Cast) -> None:
    request = on_ground(pace, "protect-children-young-people", what_is_known="")
    assert "PACE-6" in sources(lambda: put_forward(pace, request))


@pytest.mark.clause("PACE-9")
def test_at_pace_an_immediate_threat_to_life_goes_at_once_and_authority_follows(pace: Cast) -> None:
    request = put_forward(pace, on_ground(pace, "serious-immediate-threat-to-life", pace.police))
    told(request, pace.caseworker)
    send(request, pace.caseworker)
    assert Task.objects.filter(kind="disclosure-authorise-after", for_power="authorise").exists()
    answer_to(request, pace.chair, grants=False)
    assert DisclosureRequest.objects.get(pk=request.pk).state == State.SENT
    assert SentDisclosure.objects.filter(request=request).exists()


@pytest.mark.clause("PACE-9")
def test_at_pace_a_threat_that_is_not_immediate_returns_to_authority_first(pace: Cast) -> None:
    request = on_ground(pace, "serious-immediate-threat-to-life", pace.police, immediate="no")
    assert "PACE-9" in sources(lambda: put_forward(pace, request))


@pytest.mark.clause("PACE-3", "PACE-4")
def test_at_pace_the_effect_on_the_person_and_who_is_endangered_are_asked(pace: Cast) -> None:
    request = on_ground(pace, "prevent-or-detect-crime", pace.police)
    request = answered(pace, request, answers={"effect_on_person": "", "who_could_be_endangered": ""})
    missing = refused_for(lambda: put_forward(pace, request))
    assert {("PACE-3", "effect_on_person"), ("PACE-4", "who_could_be_endangered")} <= missing


@pytest.mark.clause("PACE-7-ii")
def test_at_pace_it_closes_only_with_people_advice_and_action_written_down(pace: Cast) -> None:
    request = put_forward(pace, on_ground(pace, "prevent-or-detect-crime", pace.police))
    told(request, pace.caseworker)
    answer_to(request, pace.director)
    send(request, pace.caseworker)
    assert sources(lambda: close_disclosure(reference=request.reference, by=pace.caseworker)) == {"PACE-7"}
    for kind in RecordLine:
        write_line(
            reference=request.reference,
            by=pace.caseworker,
            kind=kind,
            words="Written down.",
            happened_at=timezone.now(),
            none=kind is RecordLine.ADVICE,
        )
    close_disclosure(reference=request.reference, by=pace.caseworker)
    assert DisclosureRequest.objects.get(pk=request.pk).state == State.CLOSED


# --- Everywhere ---------------------------------------------------------------------------------


def test_every_policy_has_a_way_to_send_without_consent(any_cast: Cast) -> None:
    """Refused as it stands, and lawful once every step the policy names is done."""
    ground = next(g for g in any_cast.profile.grounds.values() if g.danger)
    request = put_forward(any_cast, on_ground(any_cast, ground.slug))
    advised(request, any_cast.manager if may_advise(any_cast) else any_cast.director)
    told(request, any_cast.caseworker)
    if gate.ask(Action.SEND_DISCLOSURE, by=any_cast.caseworker, on=request.reference).refused:
        answer_to(request, any_cast.director)
    send(request, any_cast.caseworker)
    assert SentDisclosure.objects.filter(request=request).count() == 1


def may_advise(cast: Cast) -> bool:
    role = cast.manager.role
    return role in {r.value for r in cast.profile.advice.advisers.value}


def test_the_authoriser_sees_the_items_and_not_the_file(pace: Cast) -> None:
    request = put_forward(pace, on_ground(pace, "prevent-or-detect-crime", pace.police))
    sealed_again()
    assert gate.ask(Action.OPEN_FILE, by=pace.chair, on=pace.amina.reference).refused
    gate.require(Action.SEE_DISCLOSURE, by=pace.chair, on=request.reference)
    read = DisclosureRequest.objects.get(pk=request.pk)
    assert [item.passage for item in read.items.all()] == [PASSAGE]
    assert is_sealed(read.items.get().note.body)
    assert is_sealed(read.case_file.service_user.given_name)


def test_a_draft_is_seen_by_nobody_who_only_decides(pace: Cast) -> None:
    request = on_ground(pace, "prevent-or-detect-crime", pace.police)
    assert gate.ask(Action.SEE_DISCLOSURE, by=pace.chair, on=request.reference).refused


def test_nobody_authorises_their_own_request_whatever_their_rank(cast: Cast) -> None:
    request = on_ground(cast, "continuing-serious-risk")
    put_forward(cast, request)
    requester = DisclosureRequest.objects.get(pk=request.pk)
    DisclosureRequest.objects.filter(pk=requester.pk).update(proposed_by=cast.director)
    assert "DEF-2" in sources(lambda: answer_to(requester, cast.director))
    with pytest.raises(IntegrityError), transaction.atomic():
        Authority.objects.create(
            folder_id=request.folder_id, request=request, granted=True, decided_at=timezone.now(),
            decided_by=cast.director, decided_by_person=cast.director.person_id,
            requested_by_person=cast.director.person_id, bound_to=b"x", policy_version="x", words=None,
        )  # fmt: skip


def test_a_second_account_of_the_requester_is_the_requester(cast: Cast) -> None:
    request = put_forward(cast, on_ground(cast, "continuing-serious-risk"))
    cast.director.person_id = cast.caseworker.person_id
    cast.director.save(update_fields=["person_id"])
    assert "DEF-2" in sources(lambda: answer_to(request, cast.director))


def test_a_barred_authoriser_meets_a_request_that_is_not_there(cast: Cast) -> None:
    request = put_forward(cast, on_ground(cast, "continuing-serious-risk"))
    record_bar(by=cast.caseworker, reference=cast.amina.reference, name=cast.director.name)
    assert as_if_absent(cast, Action.AUTHORISE_DISCLOSURE, cast.director, request.reference)


def test_the_wrong_password_and_an_empty_reason_are_no_authority(cast: Cast) -> None:
    request = put_forward(cast, on_ground(cast, "continuing-serious-risk"))
    missing = refused_for(lambda: answer_to(request, cast.director, password="wrong", reasons=""))
    assert ("DEF-13", "password") in missing
    assert "reasons" in {field for _, field in missing}


def test_authority_is_for_what_was_shown_and_nothing_else(cast: Cast) -> None:
    request = put_forward(cast, on_ground(cast, "continuing-serious-risk"))
    shown = request_mac(request).hex()
    DisclosureItem.objects.get(request=request)
    item = request.items.get()
    item.passage = "Something else."
    item.save()
    refused_for(lambda: answer_to(request, cast.director, shown=shown))
    assert not Authority.objects.exists()


@pytest.mark.clause("PACE-7-i")
def test_a_change_after_approval_voids_it(pace: Cast) -> None:
    request = put_forward(pace, on_ground(pace, "prevent-or-detect-crime", pace.police))
    told(request, pace.caseworker)
    answer_to(request, pace.director)
    changed = word_items(
        reference=request.reference,
        by=pace.caseworker,
        version=request.version,
        words=[ItemWords(1, "More than before.", "They need it")],
    )
    put_forward(pace, changed)
    assert Authority.objects.get().voided_at is not None
    assert "PACE-7" in sources(lambda: send(request, pace.caseworker))


def test_words_changed_behind_the_softwares_back_are_not_what_was_authorised(pace: Cast) -> None:
    request = put_forward(pace, on_ground(pace, "prevent-or-detect-crime", pace.police))
    told(request, pace.caseworker)
    answer_to(request, pace.director)
    item = request.items.get()
    item.passage = "Slipped in afterwards."
    item.save()
    assert "PACE-7" in sources(lambda: send(request, pace.caseworker))


def test_of_two_approvers_the_refusal_wins_until_a_new_request(pace: Cast) -> None:
    request = put_forward(pace, on_ground(pace, "prevent-or-detect-crime", pace.police))
    told(request, pace.caseworker)
    answer_to(request, pace.director)
    answer_to(request, pace.chair, grants=False)
    assert DisclosureRequest.objects.get(pk=request.pk).state == State.REFUSED
    refused_for(lambda: answer_to(request, pace.director))
    refused_for(lambda: send(request, pace.caseworker))
    assert Task.objects.filter(kind="disclosure-refused", for_worker=pace.caseworker).exists()


def test_a_cancelled_request_goes_nowhere(cast: Cast) -> None:
    request = put_forward(cast, on_ground(cast, "continuing-serious-risk"))
    cancel_disclosure(reference=request.reference, by=cast.caseworker, reason="No longer needed.")
    assert "DEF-15" in sources(lambda: send(request, cast.manager))
    assert not Task.objects.to_do().filter(about=request.reference).exists()


def test_only_the_requester_changes_a_request(cast: Cast) -> None:
    request = on_ground(cast, "continuing-serious-risk")
    assert "DEF-2" in sources(
        lambda: word_items(reference=request.reference, by=cast.manager, version=request.version, words=[])
    )


def test_the_one_who_is_the_risk_never_receives(any_cast: Cast) -> None:
    request = on_ground(any_cast)
    request = answered(any_cast, request, answers={"is_source_of_risk": "yes"})
    assert ("DEF-8", "recipient") in refused_for(lambda: put_forward(any_cast, request))


def test_the_register_is_everybodys_for_managers_and_ones_own_for_others(cast: Cast) -> None:
    request = put_forward(cast, on_ground(cast, "continuing-serious-risk"))
    seen = {
        worker.role: [o.target.pk for o in gate.require_each(Action.LIST_DISCLOSURES, by=worker)]
        for worker in (cast.manager, cast.caseworker)
    }
    assert seen == {"manager": [request.pk], "caseworker": [request.pk]}
    assert gate.require_each(Action.LIST_DISCLOSURES, by=cast.caseworker2) == []
