"""What the rules need to know of an account."""

from __future__ import annotations

from datetime import datetime

from audit.context import remembered
from audit.models import AdoptedPolicy
from casework.models import ReviewOutcome, Undertaking, VettingCheck, Worker
from policy.calendar import Span, uk_date
from policy.rules import people
from policy.vocabulary import Role


def worker_facts(worker: Worker, at: datetime) -> people.WorkerFacts:
    """One account as it stands at ``at``, in six statements at most; collected once a request that changes nothing."""
    return remembered(("worker facts", worker.pk), lambda: _collected(worker, at))


def _collected(worker: Worker, at: datetime) -> people.WorkerFacts:
    return people.WorkerFacts(
        person_id=worker.person_id,
        role=Role(worker.role),
        active=worker.is_active,
        signatures=signatures_of(worker, at),
        staff_from=worker.staff_from_on,
        volunteering=tuple(
            people.VolunteeringPeriod(p.started_on, p.ended_on, p.earlier_service_counts)
            for p in worker.volunteering_periods.all()
        ),
        leaves=tuple(Span(leave.started_on, leave.ended_on) for leave in worker.leaves.all()),
        reviews=tuple(_review(r) for r in worker.reviews.select_related("reviewer")),
        vetting=_vetting(worker),
    )


def signatures_of(worker: Worker, at: datetime) -> people.Signatures:
    """Whether the version in force is signed, or the one before it, and since when the days of grace run."""
    versions = list(AdoptedPolicy.objects.filter(in_force_from__lte=uk_date(at)).order_by("-in_force_from")[:2])
    if not versions:
        return people.Signatures(current=False)
    signed = set(Undertaking.objects.filter(worker=worker, policy__in=versions).values_list("policy_id", flat=True))
    current, before = versions[0], versions[1] if len(versions) > 1 else None
    return people.Signatures(
        current=current.pk in signed,
        previous=before is not None and before.pk in signed,
        new_version_on=max(current.adopted_on, current.in_force_from) if before else None,
    )


def _review(review: object) -> people.Review:
    return people.Review(
        reviewed_on=review.reviewed_on,
        satisfactory=review.outcome == ReviewOutcome.SATISFACTORY,
        by_person=review.reviewer.person_id,
    )


def _vetting(worker: Worker) -> people.VettingOutcome:
    """The outcome of the newest check; an older clearance does not outlive a newer doubt."""
    outcome = (
        VettingCheck.objects.filter(worker=worker)
        .order_by("-applied_on", "-recorded_at")
        .values_list("outcome", flat=True)
        .first()
    )
    return people.VettingOutcome(outcome) if outcome else people.VettingOutcome.NONE
