"""Raising an alarm, adding whom was told, linking its file, and another person's review."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from audit import gate
from audit.actions import Action
from audit.gate import Opened
from casework.models import BarMatch, Worker
from casework.procedures.numbering import next_reference
from casework.procedures.tasks import raise_task, settle_tasks
from consent.procedures import version_of
from disclosures import taskkinds
from disclosures.decisions.alarms import file_at_once, file_to_link, files_meant, reviewers_of
from disclosures.models import AlarmReview, AlarmTold, DangerAlarm, KeptFromAlarm
from policy.decision import Obligation
from policy.profile.people_values import RecipientKind
from policy.rules.disclosure import DangerKind
from vault import keys

_FOR_REVIEWERS = frozenset({"authority-after", "danger-review", "manager-told"})
_KINDS = {
    AlarmTold.Whom.EMERGENCY_SERVICES: RecipientKind.EMERGENCY_SERVICES,
    AlarmTold.Whom.CHILDRENS_SOCIAL_CARE: RecipientKind.CHILDRENS_SOCIAL_CARE,
}


@dataclass(frozen=True, slots=True)
class ToldWords:
    """Somebody who was told: whom, by which channel, when, under what number of theirs, and in what words."""

    whom: str
    channel: str
    told_at: datetime
    whom_exactly: str = ""
    their_number: str = ""
    said: str = ""

    @property
    def in_words(self) -> str:
        """Whom, for the question that may not be blank."""
        return self.whom_exactly or AlarmTold.Whom(self.whom).label


def raise_alarm(
    *,
    by: Worker,
    kind: DangerKind,
    who_at_risk: str,
    happening: str,
    told: Sequence[ToldWords],
    about: str = "",
    ground: str = "",
    accused: Sequence[Worker] = (),
    nobody_yet: bool = False,
) -> DangerAlarm:
    """Keep an alarm at once, in a folder of its own, and tell those who answer for it.

    ``about`` is a file's reference or a name as typed. Whether such a file exists never shows: it is
    linked at once only where the worker may open it, else whoever reviews the alarm links it.
    ``accused`` are kept from it, and so is everybody barred from a file that ``about`` may mean.
    ``nobody_yet``: the worker is about to telephone, and says so.
    """
    folder_id = keys.create_folder()
    asked = {
        "kind": kind,
        "who_at_risk": who_at_risk,
        "what": happening,
        "whom_told": ", ".join(each.in_words for each in told) or ("nobody yet" if nobody_yet else ""),
        "ground": ground,
        "told_kinds": tuple(_KINDS[AlarmTold.Whom(t.whom)] for t in told if t.whom in _KINDS),
    }
    with gate.perform(Action.RAISE_DANGER, by=by, folder_id=folder_id, **asked) as opened:
        alarm = DangerAlarm(
            folder_id=folder_id,
            reference=next_reference("ALARM"),
            kind=kind.value,
            ground=ground,
            policy_version=version_of(opened.inquiry.profile),
            who_at_risk=who_at_risk,
            happening=happening,
            about=about,
        )
        _save_new(alarm, opened, by)
        _keep_from(alarm, accused, about)
        rows = [_told(alarm, words, by, opened.at) for words in told]
        _raise_tasks(alarm, opened)
        opened.record(alarm, *rows, alarm=alarm.reference, told=len(rows))
    return alarm


def _save_new(alarm: DangerAlarm, opened: Opened, by: Worker) -> None:
    """Sign and save a new alarm, linked to its file only where the worker may open that file."""
    case_file = file_at_once(opened.inquiry, alarm.about) if alarm.about.strip() else None
    alarm.raised_by, alarm.raised_by_person, alarm.raised_at = by, by.person_id, opened.at
    if case_file is not None:
        alarm.case_file, alarm.linked_by, alarm.linked_at = case_file, by, opened.at
    alarm.link_wanted = bool(alarm.about.strip()) and case_file is None
    alarm.full_clean()
    alarm.save(force_insert=True)


def add_told(*, reference: str, by: Worker, told: ToldWords) -> AlarmTold:
    """Add somebody who was told since, with the true time."""
    with gate.perform(Action.RAISE_DANGER, by=by, on=reference) as opened:
        row = _told(opened.target, told, by, opened.at)
        if told.whom == AlarmTold.Whom.CHILDRENS_SOCIAL_CARE:
            settle_tasks(taskkinds.ALARM_STEPS["report-child-harm"], about=reference, at=opened.at, by=by)
        opened.record(row, alarm=reference, whom=told.whom)
    return row


def link_alarm(*, reference: str, by: Worker, file: str) -> DangerAlarm:
    """Link an alarm to the file it is about; from now on whoever is barred from the file has no such alarm."""
    with gate.perform(Action.REVIEW_DANGER, by=by, on=reference, file=file) as opened:
        alarm: DangerAlarm = opened.target
        alarm.case_file = file_to_link(opened.inquiry, file)
        alarm.linked_by, alarm.linked_at, alarm.link_wanted = by, opened.at, False
        alarm.save(update_fields=["case_file", "linked_by", "linked_at", "link_wanted"])
        settle_tasks(taskkinds.LINK_ALARM, about=reference, at=opened.at, by=by)
        opened.record(alarm, alarm=reference)
    return alarm


def review_alarm(*, reference: str, by: Worker, outcome: str, conclusion: str) -> AlarmReview:
    """Another person's answer to what was done; it undoes nothing and stands beside it."""
    with gate.perform(Action.REVIEW_DANGER, by=by, on=reference, conclusion=conclusion) as opened:
        alarm: DangerAlarm = opened.target
        review = AlarmReview(
            folder_id=alarm.folder_id,
            alarm=alarm,
            outcome=outcome,
            reviewed_at=opened.at,
            reviewed_by=by,
            reviewed_by_person=by.person_id,
            raised_by_person=alarm.raised_by_person,
            conclusion=conclusion,
        )
        review.full_clean()
        review.save(force_insert=True)
        settle_tasks(taskkinds.REVIEW_ALARM, about=reference, at=opened.at, by=by)
        opened.record(review, alarm=reference, outcome=outcome)
    return review


def _told(alarm: DangerAlarm, words: ToldWords, by: Worker, at: datetime) -> AlarmTold:
    row = AlarmTold(
        folder_id=alarm.folder_id,
        alarm=alarm,
        whom=words.whom,
        channel=words.channel,
        told_at=words.told_at,
        recorded_at=at,
        recorded_by=by,
        whom_exactly=words.whom_exactly,
        their_number=words.their_number,
        said=words.said,
    )
    row.full_clean()
    row.save(force_insert=True)
    return row


def _keep_from(alarm: DangerAlarm, accused: Iterable[Worker], about: str) -> None:
    people: set[UUID] = {worker.person_id for worker in accused}
    for case_file in files_meant(about):
        people.add(case_file.person_id)
        matches = BarMatch.objects.blocking().filter(case_file=case_file)
        people.update(matches.values_list("person_id", flat=True))
    people.discard(alarm.raised_by_person)
    for person_id in people:
        KeptFromAlarm.objects.create(alarm=alarm, person_id=person_id)


def _raise_tasks(alarm: DangerAlarm, opened: Opened) -> None:
    """Everything that was put off: the reviewers' part to each of them alone, the rest to whoever raised it."""
    obligations: dict[str, Obligation] = {o.slug: o for o in opened.decision.obligations}
    reviewers = reviewers_of(alarm, opened.inquiry.profile)
    due = _due(obligations.get("danger-review"), opened.at)
    for worker in reviewers:
        raise_task(taskkinds.REVIEW_ALARM, at=opened.at, for_worker=worker, about=alarm.reference, due_at=due)
        if alarm.link_wanted:
            raise_task(taskkinds.LINK_ALARM, at=opened.at, for_worker=worker, about=alarm.reference, due_at=due)
    for slug, obligation in obligations.items():
        if slug in taskkinds.ALARM_STEPS and slug not in _FOR_REVIEWERS:
            kind, due_at = taskkinds.ALARM_STEPS[slug], _due(obligation, opened.at)
            raise_task(kind, at=opened.at, for_worker=alarm.raised_by, about=alarm.reference, due_at=due_at)


def _due(obligation: Obligation | None, at: datetime) -> datetime | None:
    if obligation is None or obligation.within_hours is None:
        return None
    return at + timedelta(hours=obligation.within_hours)
