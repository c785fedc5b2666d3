"""Tasks with fixed words, agencies that anybody in casework may list."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from audit.gate import Refused
from casework import taskkinds
from casework.models import Agency, Task
from casework.procedures.agencies import add_agency, change_agency, told_of_open_records
from casework.procedures.bars import record_bar
from casework.procedures.stale import StaleForm
from casework.procedures.tasks import finish_task, raise_task, settle_tasks
from policy.calendar import uk_date
from policy.vocabulary import Power
from tests.cast import Cast


def test_a_kind_nobody_registered_raises_and_one_slug_has_one_meaning() -> None:
    with pytest.raises(LookupError):
        raise_task("no-such-kind", at=timezone.now(), for_power=Power.ADVISE)
    with pytest.raises(ValueError, match="another kind"):
        taskkinds.register(taskkinds.BAR_MATCH, "Other words")


def test_the_same_task_is_raised_once(cast: Cast) -> None:
    first = raise_task("take-over", at=timezone.now(), for_worker=cast.caseworker, case_file=cast.amina, about="a")
    second = raise_task("take-over", at=timezone.now(), for_worker=cast.caseworker, case_file=cast.amina, about="a")
    assert first == second


def test_a_task_is_for_a_worker_or_a_power_and_never_for_nobody(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        raise_task("take-over", at=timezone.now())
    with pytest.raises(ValidationError):
        raise_task("take-over", at=timezone.now(), for_worker=cast.manager, for_power=Power.ADVISE)


def test_only_those_it_is_for_finish_a_task_and_only_once(cast: Cast) -> None:
    task = raise_task("take-over", at=timezone.now(), for_worker=cast.caseworker)
    for other in (cast.caseworker2, cast.manager):
        with pytest.raises(Refused) as caught:
            finish_task(by=other, task_id=str(task.pk))
        assert caught.value.decision.concealed
    finish_task(by=cast.caseworker, task_id=str(task.pk))
    with pytest.raises(Refused):
        finish_task(by=cast.caseworker, task_id=str(task.pk))
    with pytest.raises(Refused):
        finish_task(by=cast.caseworker, task_id="no-id-at-all")


def test_a_task_of_a_power_is_seen_by_its_holders_but_not_by_whom_it_is_about(cast: Cast) -> None:
    raise_task("take-over", at=timezone.now(), for_power=Power.MANAGE_FILES, not_for_person=cast.manager.person_id)
    seen = {w for w in cast.workers if Task.objects.for_eyes_of(w, [p for p in Power if w.has_power(p)]).exists()}
    assert seen == {cast.director, cast.coordinator}


def test_a_task_about_a_file_disappears_for_whoever_is_barred_from_it(cast: Cast) -> None:
    raise_task("take-over", at=timezone.now(), for_power=Power.MANAGE_FILES, case_file=cast.amina, about="x")
    record_bar(by=cast.caseworker, reference=cast.amina.reference, name=cast.coordinator.name, kind="conflict")
    kinds = [t.kind for t in Task.objects.for_eyes_of(cast.coordinator, [Power.MANAGE_FILES])]
    assert "take-over" not in kinds


def test_settling_closes_every_open_task_about_one_thing(cast: Cast) -> None:
    raise_task("take-over", at=timezone.now(), for_worker=cast.caseworker, about="one")
    raise_task("take-over", at=timezone.now(), for_worker=cast.manager, about="two")
    assert settle_tasks("take-over", about="one", at=timezone.now(), by=None) == 1
    assert Task.objects.to_do().get(kind="take-over").about == "two"


@pytest.mark.clause("NF-3.4b")
def test_an_agency_not_yet_listed_is_added_by_any_caseworker(cast: Cast) -> None:
    agency = add_agency(by=cast.caseworker, name="Night Shelter", kind="charity")
    assert agency.reference.startswith("A-")
    assert not agency.is_media
    assert cast.newspaper.is_media
    with pytest.raises(Refused):
        add_agency(by=cast.chair, name="Another", kind="charity")
    with pytest.raises(ValidationError):
        add_agency(by=cast.caseworker, name="night shelter", kind="charity")
    with pytest.raises(ValidationError):
        add_agency(by=cast.caseworker, name="Abroad", kind="charity", country="Francia")


def test_an_agencys_details_change_without_overwriting_a_colleague(cast: Cast) -> None:
    change_agency(by=cast.caseworker, reference=cast.housing.reference, version=1, contact_phone="01632 1")
    with pytest.raises(StaleForm):
        change_agency(by=cast.manager, reference=cast.housing.reference, version=1, contact_phone="01632 2")
    with pytest.raises(Refused):
        change_agency(by=cast.manager, reference="A-9999", contact_phone="01632 2")


@pytest.mark.clause("NF-4.5-iii")
def test_when_an_agency_was_told_of_open_records_is_kept(cast: Cast) -> None:
    assert cast.housing.told_of_open_records_on is None
    told_of_open_records(by=cast.caseworker, reference=cast.housing.reference, told_on=uk_date(timezone.now()))
    assert Agency.objects.get(pk=cast.housing.pk).told_of_open_records_on == uk_date(timezone.now())
