"""Danger now: nobody is kept from it, nothing is revealed by it, somebody else looks at it afterwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from audit import gate
from audit.actions import Action
from audit.gate import Refused
from casework.models import Task, Worker
from casework.procedures.bars import record_bar
from casework.procedures.workers import deactivate_worker
from disclosures.alarms import alarms_waiting
from disclosures.models import AlarmReview, DangerAlarm
from disclosures.procedures import ToldWords, add_told, link_alarm, raise_alarm, review_alarm
from policy.rules.disclosure import DangerKind
from tests.cast import Cast, sealed_again
from vault.sealed import is_sealed


def alarm(by: Worker, **changes: Any) -> DangerAlarm:
    told = ToldWords("emergency-services", "phoned", timezone.now(), their_number="4411")
    asked = {
        "by": by,
        "kind": DangerKind.LIFE,
        "who_at_risk": "A woman at the bus station",
        "happening": "He is following her with a knife.",
        "told": [told],
        **changes,
    }
    return raise_alarm(**asked)


def reviewers(found: DangerAlarm) -> set[str]:
    tasks = Task.objects.filter(kind="alarm-review", about=found.reference)
    return set(tasks.values_list("for_worker__role", flat=True))


@pytest.mark.clause("NF-1.1b", "PACE-9", "ACEVO-EX-5")
def test_every_worker_of_every_policy_may_raise_an_alarm_on_the_first_day(any_cast: Cast) -> None:
    for worker in any_cast.workers:
        assert alarm(worker).raised_by == worker
    assert DangerAlarm.objects.count() == len(any_cast.workers)


def test_the_policys_own_clause_is_cited_or_else_the_law_note(any_cast: Cast) -> None:
    decision = gate.ask(
        Action.RAISE_DANGER, by=any_cast.caseworker, kind=DangerKind.LIFE, who_at_risk="Her", what="It", whom_told="999"
    )
    cited = {ground.source.id for ground in decision.support}
    own = {ground.clause for ground in any_cast.profile.grounds.values() if ground.danger}
    assert cited & own or {"danger-now", "DEF-26"} <= cited


def test_a_blank_alarm_asks_its_three_questions_and_nothing_else(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        alarm(cast.caseworker, who_at_risk="", happening=" ", told=[])
    assert {g.field for g in refused.value.decision.objections} == {"who_at_risk", "what", "whom_told"}
    assert not DangerAlarm.objects.exists()


def test_nobody_told_yet_is_an_answer_and_telling_is_added_with_its_true_time(cast: Cast) -> None:
    found = alarm(cast.caseworker, told=[], nobody_yet=True)
    at = timezone.now()
    add_told(reference=found.reference, by=cast.caseworker, told=ToldWords("childrens-social-care", "phoned", at))
    assert [(t.whom, t.told_at) for t in found.told.all()] == [("childrens-social-care", at)]


def test_a_closed_account_raises_nothing(cast: Cast) -> None:
    deactivate_worker(by=cast.manager, reference=cast.caseworker2.reference)
    cast.caseworker2.refresh_from_db()
    with pytest.raises(Refused):
        alarm(cast.caseworker2)


@pytest.mark.parametrize("typed", ["NF-26-0001", "NF-26-9999", "Amina Yusuf", "Nobody Known"])
def test_what_comes_back_is_the_same_whether_or_not_there_is_such_a_file(cast: Cast, typed: str) -> None:
    found = alarm(cast.new_volunteer, about=typed)
    assert found.case_file is None
    assert found.link_wanted
    assert reviewers(found) == {"manager", "director", "chair"}
    assert set(Task.objects.filter(for_worker=cast.new_volunteer).values_list("case_file", flat=True)) <= {None}


def test_a_file_the_worker_may_open_is_linked_at_once(cast: Cast) -> None:
    found = alarm(cast.caseworker, about=cast.amina.reference.lower())
    assert found.case_file == cast.amina
    assert not Task.objects.filter(kind="alarm-link").exists()


def test_whoever_is_barred_from_the_file_meant_is_not_told_even_before_it_is_linked(cast: Cast) -> None:
    record_bar(by=cast.caseworker, reference=cast.amina.reference, name=cast.manager.name)
    for typed in (cast.amina.reference, "Amina Yusuf"):
        assert "manager" not in reviewers(alarm(cast.new_volunteer, about=typed))


def test_the_one_who_is_the_danger_learns_nothing(cast: Cast) -> None:
    found = alarm(cast.caseworker, accused=[cast.manager])
    assert "manager" not in reviewers(found)
    for action in (Action.RAISE_DANGER, Action.REVIEW_DANGER):
        decision = gate.ask(action, by=cast.manager, on=found.reference)
        assert decision.refused
        assert decision.concealed
    assert gate.require_each(Action.REVIEW_DANGER, by=cast.manager) == []
    assert alarms_waiting(cast.manager) == 0
    assert alarms_waiting(cast.director) == 1


def test_an_alarm_is_sealed_in_a_folder_of_its_own(cast: Cast) -> None:
    found = alarm(cast.caseworker, about=cast.amina.reference)
    sealed_again()
    gate.require(Action.OPEN_FILE, by=cast.caseworker, on=cast.amina.reference)
    assert is_sealed(DangerAlarm.objects.get(pk=found.pk).happening)
    gate.require(Action.RAISE_DANGER, by=cast.director, on=found.reference)
    assert DangerAlarm.objects.get(pk=found.pk).happening == "He is following her with a knife."


def test_it_glows_until_somebody_else_has_reviewed_it(cast: Cast) -> None:
    found = alarm(cast.caseworker)
    assert alarms_waiting(cast.manager) == 1
    review_alarm(reference=found.reference, by=cast.manager, outcome="right", conclusion="It was right to phone.")
    assert alarms_waiting(cast.manager) == 0
    assert not Task.objects.to_do().filter(kind="alarm-review").exists()


def test_nobody_reviews_their_own_alarm(cast: Cast) -> None:
    found = alarm(cast.manager)
    with pytest.raises(Refused) as refused:
        review_alarm(reference=found.reference, by=cast.manager, outcome="right", conclusion="Fine.")
    assert "DEF-2" in refused.value.decision.sources
    with pytest.raises(IntegrityError), transaction.atomic():
        AlarmReview.objects.create(
            folder_id=found.folder_id, alarm=found, outcome="right", reviewed_at=timezone.now(),
            reviewed_by=cast.manager, reviewed_by_person=cast.manager.person_id,
            raised_by_person=cast.manager.person_id, conclusion=None,
        )  # fmt: skip


def test_a_review_says_something_and_is_given_once(cast: Cast) -> None:
    found = alarm(cast.caseworker)
    with pytest.raises(Refused):
        review_alarm(reference=found.reference, by=cast.manager, outcome="right", conclusion="n/a")
    review_alarm(reference=found.reference, by=cast.manager, outcome="right", conclusion="It was right.")
    with pytest.raises(Refused):
        review_alarm(reference=found.reference, by=cast.director, outcome="right", conclusion="I agree.")


def test_a_reviewer_links_the_file_and_then_its_bars_hold(cast: Cast) -> None:
    found = alarm(cast.new_volunteer, about="A woman called Amina")
    with pytest.raises(Refused):
        link_alarm(reference=found.reference, by=cast.manager, file="NF-26-9999")
    link_alarm(reference=found.reference, by=cast.manager, file=cast.amina.reference)
    assert not Task.objects.to_do().filter(kind="alarm-link").exists()
    record_bar(by=cast.caseworker, reference=cast.amina.reference, name=cast.director.name)
    assert gate.ask(Action.RAISE_DANGER, by=cast.director, on=found.reference).concealed


@pytest.mark.clause("NF-1.1a", "PIAS-CB-4c")
@pytest.mark.parametrize("slug", ["new-futures", "pias", "preston", "acevo", "pace"])
def test_harm_to_a_child_not_yet_reported_stays_a_task_until_it_is(in_force: Callable[[str], Cast], slug: str) -> None:
    cast = in_force(slug)
    found = alarm(cast.caseworker, kind=DangerKind.CHILD)
    waiting = Task.objects.to_do().filter(kind="alarm-report", about=found.reference, for_worker=cast.caseworker)
    assert waiting.exists()
    told = ToldWords("childrens-social-care", "phoned", timezone.now(), their_number="R 12")
    add_told(reference=found.reference, by=cast.caseworker, told=told)
    assert not waiting.exists()
