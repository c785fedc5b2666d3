"""What the rules of a viewing need to know."""

from __future__ import annotations

from datetime import datetime

from casework.facts import worker_facts
from casework.models import Assignment, BarMatch, CaseFile, OwnScreen, Worker
from policy.decision import Decision
from policy.profile import Profile
from policy.rules.people import WorkerFacts
from policy.rules.viewing import ReadingFacts, SessionFacts, Stage, SupervisorFacts
from policy.vocabulary import Power
from records_access.models import ViewingSession
from records_access.models.viewings import ViewingStatus

_STAGES = {
    ViewingStatus.BOOKED: Stage.BOOKED,
    ViewingStatus.LIVE: Stage.LIVE,
    ViewingStatus.PAUSED: Stage.PAUSED,
    ViewingStatus.ENDED: Stage.OVER,
    ViewingStatus.CANCELLED: Stage.OVER,
}


def stage_of(viewing: ViewingSession, at: datetime) -> Stage:
    """Where a viewing stands: one under way past its booked end is over, whether or not that is written down."""
    stage = _STAGES[ViewingStatus(viewing.status)]
    running = stage in {Stage.LIVE, Stage.PAUSED}
    return Stage.OVER if running and at >= viewing.booked_until_at else stage


def supervisor_facts(
    worker: Worker,
    case_file: CaseFile,
    at: datetime,
    *,
    slot: tuple[datetime, datetime] | None = None,
    apart_from: ViewingSession | None = None,
) -> SupervisorFacts:
    """Somebody towards a file and a slot; ``apart_from`` is the viewing being moved or begun."""
    return SupervisorFacts(
        worker=worker_facts(worker, at),
        barred=BarMatch.objects.blocking().filter(case_file=case_file, person_id=worker.person_id).exists(),
        subject=case_file.person_id == worker.person_id,
        busy=slot is not None and _busy(worker, slot, apart_from),
    )


def _busy(worker: Worker, slot: tuple[datetime, datetime], apart_from: ViewingSession | None) -> bool:
    others = ViewingSession.objects.standing().supervised_by(worker).overlapping(*slot)
    return others.exclude(pk=apart_from.pk if apart_from else None).exists()


def supervisors_offered(profile: Profile) -> list[Worker]:
    """Whom a form offers as supervisor: everybody whose role may, so that leaving one out tells nothing."""
    trusted = Worker.objects.trusted_with(Power.SUPERVISE_VIEWING, profile)
    groups = profile.own_file.supervisor_groups.value
    return [worker for worker in trusted.order_by("name") if worker.group in groups]


def is_assigned(worker: Worker, case_file: CaseFile) -> bool:
    """Whether the worker is assigned to the file now."""
    return Assignment.objects.live().filter(case_file=case_file, worker=worker).exists()


def session_facts(
    profile: Profile, viewing: ViewingSession, worker: Worker, access: Decision, at: datetime, *, known: WorkerFacts
) -> SessionFacts:
    """A viewing as it stands towards a worker."""
    supervisor = viewing.supervisor
    running = ViewingSession.objects.running().exclude(pk=viewing.pk)
    return SessionFacts(
        profile=profile,
        now=at,
        access=access,
        by=known,
        by_supervisor=supervisor.person_id == worker.person_id,
        stage=stage_of(viewing, at),
        from_at=viewing.booked_from_at,
        until_at=viewing.booked_until_at,
        received_at=viewing.request.received_at,
        supervisor=supervisor_facts(supervisor, viewing.case_file, at),
        another_live=running.filter(case_file=viewing.case_file).exists() or running.supervised_by(supervisor).exists(),
    )


def reading_facts(
    profile: Profile, screen: OwnScreen, viewing: ViewingSession | None, at: datetime, *, page: int | None, on: str
) -> ReadingFacts:
    """A person's own screen asking; ``on`` is the viewing asked about, empty for its own."""
    live = OwnScreen.objects.live_at(at).filter(pk=screen.pk).exists()
    return ReadingFacts(
        profile=profile,
        screen_live=live and viewing is not None,
        stage=stage_of(viewing, at) if viewing is not None else Stage.OVER,
        pages=viewing.pages if viewing is not None else 0,
        page=page,
        other_viewing=viewing is not None and on not in ("", viewing.reference),
    )


def viewing_of(screen: OwnScreen) -> ViewingSession | None:
    """The one viewing whose folder a screen may open."""
    return ViewingSession.objects.filter(copy_folder_id=screen.folder_id).first()
