"""The people in a matter: who asked, whom it is about, who may decide, who may never know."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from uuid import UUID

from casework.facts import worker_facts
from casework.models import BarMatch, CaseFile, DeputyNomination, Worker
from disclosures.models import DangerAlarm, DisclosureRequest
from policy.calendar import from_london
from policy.profile import Profile
from policy.rules.disclosure import Candidate, Matter, Nomination
from policy.vocabulary import Power, Role


def matter_of(request: DisclosureRequest) -> Matter:
    """The people in a request, as persons and not accounts."""
    return Matter(
        requester=request.proposed_by.person_id,
        subject=request.case_file.person_id,
        accused=frozenset(request.accused.values_list("person_id", flat=True)),
        conflicted=barred_from(request.case_file),
    )


def matter_of_alarm(alarm: DangerAlarm) -> Matter:
    """The people in an alarm; those it is kept from count as accused."""
    case_file = alarm.case_file
    return Matter(
        requester=alarm.raised_by_person,
        subject=case_file.person_id if case_file else None,
        accused=frozenset(alarm.kept_from.values_list("person_id", flat=True)),
        conflicted=barred_from(case_file) if case_file else frozenset(),
    )


def barred_from(case_file: CaseFile) -> frozenset[UUID]:
    """Everybody with a bar on the file, a possible match included."""
    return frozenset(BarMatch.objects.blocking().filter(case_file=case_file).values_list("person_id", flat=True))


def candidate_of(worker: Worker, at: datetime) -> Candidate:
    """Somebody who might authorise, by any account of theirs, with the nominations that name them."""
    nominations = DeputyNomination.objects.filter(deputy__person_id=worker.person_id).select_related(
        "principal", "nominated_by"
    )
    return Candidate(worker_facts(worker, at), tuple(_nomination(n) for n in nominations))


def people_with(powers: Iterable[Power], profile: Profile) -> list[Worker]:
    """Active workers whose role is trusted with any of these powers."""
    roles = {role for power in powers for role in profile.roles_with(power)}
    return list(Worker.objects.in_roles(roles))


def _nomination(row: DeputyNomination) -> Nomination:
    """A nomination with its days as instants: a whole day in London, but never before it was recorded."""
    begins = from_london(datetime.combine(row.started_on, time.min))
    ends = from_london(datetime.combine(row.ended_on, time.max))
    return Nomination(
        principal_role=Role(row.principal.role),
        deputy=row.deputy.person_id,
        starts_at=max(begins, row.recorded_at),
        ends_at=ends,
        made_at=row.recorded_at,
        made_by=row.nominated_by.person_id,
        principal=row.principal.person_id,
        by_board=row.by_board,
        withdrawn_at=row.withdrawn_at,
    )
