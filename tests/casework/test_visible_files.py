"""The list of files one may open is exactly what the one-file rule opens, under every policy."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit import gate
from audit.actions import Action
from audit.models import AdoptedPolicy
from casework.facts import Permission, contributes_permissions, contributors
from casework.models import (
    AccessReason,
    Assignment,
    Bar,
    BarMatch,
    CaseFile,
    Leave,
    MatchState,
    TeamMembership,
    Undertaking,
    VolunteeringPeriod,
    Worker,
)
from casework.procedures.files import open_new_file
from casework.querysets.files import PageMark
from policy.calendar import uk_date
from policy.vocabulary import Role
from tests.cast import Cast
from vault.testing import opened

ROUNDS = 6
"""Random settings tried for each policy; each compares every worker with every file."""


@pytest.fixture
def permitted() -> Iterator[dict[tuple[Worker, CaseFile], Permission]]:
    """What people let colleagues see, as the consent floor would contribute it."""
    given: dict[tuple[Worker, CaseFile], Permission] = {}

    def contributor(worker: Worker, at: datetime, file_ids: object) -> dict:
        return {f.pk: p for (w, f), p in given.items() if w == worker and (file_ids is None or f.pk in file_ids)}

    before = dict(contributors._contributors)
    contributors._contributors.clear()
    contributes_permissions("test", contributor)
    yield given
    contributors._contributors.clear()
    contributors._contributors.update(before)


def test_the_list_holds_exactly_the_files_that_would_open(any_cast: Cast, permitted: dict) -> None:
    files = [*_four(any_cast), *_more_files(any_cast, 2)]
    sizes: set[int] = set()
    for seed in range(ROUNDS):
        with transaction.atomic():
            permitted.clear()
            chance = random.Random(f"{any_cast.profile.slug} {seed}")
            _shuffle(any_cast, files, chance, permitted)
            for worker in Worker.objects.all():
                sizes.add(_compare(worker, seed))
            transaction.set_rollback(True)
    assert 0 in sizes
    assert len(sizes) >= 3, "the settings tried were all alike"


def _compare(worker: Worker, seed: int) -> int:
    now = timezone.now()
    one_by_one = {
        f.reference for f in CaseFile.objects.all() if gate.ask(Action.OPEN_FILE, by=worker, on=f.reference).permitted
    }
    listed = set(CaseFile.objects.visible_to(worker, now).values_list("reference", flat=True))
    assert listed == one_by_one, (seed, worker.role)
    assert _paged(worker, now) == sorted(one_by_one, key=_newest_first, reverse=True), (seed, worker.role)
    assert CaseFile.objects.count_visible(worker, now) == len(one_by_one)
    return len(one_by_one)


def _paged(worker: Worker, now: datetime) -> list[str]:
    found: list[str] = []
    mark: PageMark | None = None
    while True:
        page = CaseFile.objects.page_visible(worker, now, before=mark, size=2)
        found += [f.reference for f in page.files]
        if page.next is None:
            return found
        mark = PageMark.read(page.next.write())


def _newest_first(reference: str) -> tuple[datetime, str]:
    opened_at, id = CaseFile.objects.values_list("opened_at", "pk").get(reference=reference)
    return opened_at, str(id)


def _four(cast: Cast) -> list[CaseFile]:
    return [cast.amina, cast.rosa, cast.marek, cast.bella]


def _more_files(cast: Cast, count: int) -> list[CaseFile]:
    role = cast.profile.people.service_user_roles.value[0]
    return [
        open_new_file(by=cast.caseworker2, given_name=f"Person {n}", person_role=role, explained=True)
        for n in range(count)
    ]


def _shuffle(cast: Cast, files: list[CaseFile], chance: random.Random, permitted: dict) -> None:
    now, today = timezone.now(), uk_date(timezone.now())
    Assignment.objects.all().delete()
    TeamMembership.objects.all().delete()
    for worker in cast.workers:
        _shuffle_worker(worker, cast, chance)
        for team in (cast.team, cast.other_team):
            if chance.random() < 0.5:
                left = chance.choice([None, today, today - timedelta(days=3), today + timedelta(days=3)])
                joined = today - timedelta(days=chance.choice([0, 5, 90]))
                TeamMembership.objects.create(
                    worker=worker, team=team, joined_on=joined, left_on=max(left, joined) if left else None
                )
    for file in files:
        file.team = chance.choice([None, cast.team, cast.other_team])
        file.person_id = chance.choice([uuid4(), uuid4(), uuid4(), chance.choice(cast.workers).person_id])
        file.save()
        for worker in cast.workers:
            if chance.random() < 0.35:
                _assign(worker, file, chance, now)
            if chance.random() < 0.15:
                _bar(worker, file, chance, now)
            if chance.random() < 0.2:
                _reason(worker, file, chance, now)
            if chance.random() < 0.2:
                permitted[worker, file] = chance.choice(
                    [Permission(whole=True), Permission(records=frozenset({uuid4()}))]
                )


def _shuffle_worker(worker: Worker, cast: Cast, chance: random.Random) -> None:
    today = uk_date(timezone.now())
    worker.role = chance.choice([worker.role, worker.role, chance.choice([r.value for r in cast.profile.roles])])
    worker.staff_from_on = chance.choice([None, None, today - timedelta(days=1), today + timedelta(days=1)])
    worker.is_active = chance.random() > 0.1
    worker.deactivated_at = None if worker.is_active else timezone.now()
    if chance.random() < 0.15:
        worker.person_id = chance.choice(cast.workers).person_id
    worker.save()
    if chance.random() < 0.15:
        Undertaking.objects.filter(worker=worker).delete()
    if worker.role == Role.CASEWORKER and chance.random() < 0.5 and not worker.volunteering_periods.exists():
        VolunteeringPeriod.objects.create(
            worker=worker, started_on=today - timedelta(days=40), recorded_by=cast.manager, recorded_at=timezone.now()
        )
    if chance.random() < 0.2:
        Leave.objects.create(
            worker=worker,
            started_on=today - timedelta(days=60),
            ended_on=chance.choice([None, today]),
            recorded_by=cast.director,
            recorded_at=timezone.now(),
        )


def _assign(worker: Worker, file: CaseFile, chance: random.Random, now: datetime) -> None:
    ended_at = chance.choice([None, None, now])
    Assignment.objects.create(
        case_file=file,
        worker=worker,
        assigned_by=worker,
        as_volunteer=chance.random() < 0.3,
        started_at=now - timedelta(days=1),
        ended_at=ended_at,
        end_reason="ended" if ended_at else "",
        suspended_at=chance.choice([None, None, now]),
        file_opened_at=file.opened_at,
    )


def _bar(worker: Worker, file: CaseFile, chance: random.Random, now: datetime) -> None:
    bar = Bar(folder_id=file.folder_id, case_file=file, name="x", kind="conflict", recorded_by=worker, recorded_at=now)
    with opened(file.folder_id, "restricted"):
        bar.save(force_insert=True)
    BarMatch.objects.create(
        bar=bar,
        case_file=file,
        worker=worker,
        person_id=worker.person_id,
        state=chance.choice(MatchState.values),
        found_at=now,
    )


def _reason(worker: Worker, file: CaseFile, chance: random.Random, now: datetime) -> None:
    reason = AccessReason(
        folder_id=file.folder_id,
        worker=worker,
        reference=file.reference,
        reason="because",
        stated_at=now - timedelta(hours=9),
        expires_at=chance.choice([now - timedelta(minutes=1), now + timedelta(hours=1)]),
    )
    with opened(file.folder_id, "access"):
        reason.save(force_insert=True)


def test_a_page_of_files_costs_the_same_number_of_statements_however_many_there_are(cast: Cast) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            gate.require_each(Action.LIST_FILES, by=cast.manager)
        return len(captured)

    gate.require_each(Action.LIST_FILES, by=cast.manager)
    few = statements()
    _more_files(cast, 6)
    CaseFile.objects.update(team=cast.team)
    assert statements() == few
    assert few <= 24


def test_nothing_is_listed_before_any_policy_is_signed(cast: Cast) -> None:
    Undertaking.objects.all().delete()
    assert AdoptedPolicy.objects.count() == 1
    assert not CaseFile.objects.visible_to(cast.caseworker, timezone.now()).exists()
    assert CaseFile.objects.page_visible(cast.caseworker, timezone.now()).files == []
