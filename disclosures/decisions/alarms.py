"""Danger now: raising an alarm, reading it, and another person's review.

Raising is open to every running account: no file, no role, no signature and no bar stands in its
way, and the answer never depends on whether a file exists.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from audit.actions import Action
from audit.deciding import Decider, Inquiry, SetDecider, decides
from casework.decisions.common import asker, asker_facts, find_file, not_a_worker, weigh_access
from casework.facts import file_facts
from casework.models import CaseFile, Worker
from casework.naming import PEOPLE
from disclosures.facts.people import matter_of_alarm, people_with
from disclosures.models import AlarmReview, DangerAlarm
from policy.calendar import uk_date
from policy.decision import Decision, Opening, decide, default, forbids, permits
from policy.profile import Profile
from policy.profile.people_values import RecipientKind
from policy.rules.acting import weigh_account, weigh_power
from policy.rules.disclosure import (
    DangerFacts,
    DangerKind,
    DangerReviewFacts,
    weigh_danger_now,
    weigh_review_of_danger,
)
from policy.vocabulary import Category, Power
from vault import blind

NOT_THERE = "No alarm has this reference."


class AlarmDecider(Decider):
    """For acts on one alarm; to somebody it is kept from there is none."""

    def role(self, inquiry: Inquiry) -> Decision | None:
        if not isinstance(inquiry.by, Worker):
            return not_a_worker(inquiry)
        return weigh_account(inquiry.profile, asker_facts(inquiry), inquiry.at)

    def fetch(self, inquiry: Inquiry, *, lock: bool) -> DangerAlarm | None:
        alarms = DangerAlarm.objects.select_for_update(no_key=True, of=("self",)) if lock else DangerAlarm.objects.all()
        return alarms.select_related("case_file", "raised_by").filter(reference=inquiry.reference).first()

    def hidden(self, inquiry: Inquiry) -> Decision:
        """The answer of an alarm that is not there."""
        return decide([forbids(default("DEF-14"), NOT_THERE)], inquiry.profile.ref, concealed=True)


@decides(Action.RAISE_DANGER)
class RaiseDanger(AlarmDecider):
    """Raising an alarm, reading it again, adding to it.

    Without a reference: a new one. Asks ``kind``, ``who_at_risk``, ``what``, ``whom_told``, ``ground``,
    ``told_kinds`` and ``folder_id`` of its own, still empty folder; nothing while only the form is shown.
    With one: its own raiser, whoever reviews alarms, and whoever may open the file it is linked to.
    """

    def fetch(self, inquiry: Inquiry, *, lock: bool) -> DangerAlarm | None:
        return super().fetch(inquiry, lock=lock) if inquiry.reference else None

    def weigh(self, inquiry: Inquiry, target: DangerAlarm | None) -> Decision:
        if inquiry.reference:
            return self._again(inquiry, target)
        weighed = weigh_danger_now(self._facts(inquiry))
        folder_id = inquiry.question.get("folder_id")
        if isinstance(folder_id, UUID) and not DangerAlarm.objects.filter(folder_id=folder_id).exists():
            opening = Opening(folder_id, compartments=frozenset({Category.DISCLOSURE.value}))
            return replace(weighed, opens=(opening,)) if weighed.permitted else weighed
        return weighed

    def _facts(self, inquiry: Inquiry) -> DangerFacts:
        asked = inquiry.question
        blank = "" if "kind" in asked else "not yet asked"
        return DangerFacts(
            profile=inquiry.profile,
            now=inquiry.at,
            kind=DangerKind(asked.get("kind", DangerKind.LIFE)),
            who_at_risk=str(asked.get("who_at_risk", blank)),
            what=str(asked.get("what", blank)),
            whom_told=str(asked.get("whom_told", blank)),
            ground=str(asked.get("ground", "")),
            told_kinds=frozenset(RecipientKind(k) for k in asked.get("told_kinds", ())),
        )

    def _again(self, inquiry: Inquiry, alarm: DangerAlarm | None) -> Decision:
        if alarm is None or not may_read(inquiry, alarm):
            return self.hidden(inquiry)
        source = inquiry.profile.timing.danger_review_hours.source
        opening = Opening(alarm.folder_id, compartments=frozenset({Category.DISCLOSURE.value}))
        return decide(
            [permits(source, "You raised this alarm, or answer for it.")], inquiry.profile.ref, opens=[opening]
        )


@decides(Action.REVIEW_DANGER)
class ReviewDanger(AlarmDecider, SetDecider):
    """Another person's review, and linking an alarm to its file.

    Asks: ``conclusion`` of a review, or ``file`` to link ("" while only the page is shown), or nothing.
    The set form lists the alarms one may know of.
    """

    def weigh(self, inquiry: Inquiry, target: DangerAlarm | None) -> Decision:
        if not inquiry.reference:
            return weigh_power(inquiry.profile, asker_facts(inquiry), [Power.REVIEW_DANGER], inquiry.at)
        if target is None:
            return self.hidden(inquiry)
        conclusion = inquiry.question.get("conclusion", "not yet written")
        weighed = weigh_review_of_danger(
            DangerReviewFacts(
                profile=inquiry.profile,
                now=inquiry.at,
                matter=matter_of_alarm(target),
                reviewer=asker_facts(inquiry),
                conclusion=str(conclusion),
                reviewed_already="file" not in inquiry.question and AlarmReview.objects.filter(alarm=target).exists(),
            )
        )
        if weighed.refused:
            return weighed
        file = str(inquiry.question.get("file", ""))
        if file and file_to_link(inquiry, file) is None:
            reason = "There is no file with this reference that you may link."
            return decide([forbids(default("DEF-14"), reason, field="file")], inquiry.profile.ref)
        opening = Opening(target.folder_id, compartments=frozenset({Category.DISCLOSURE.value}))
        return replace(weighed, opens=(opening,))

    def fetch_each(self, inquiry: Inquiry) -> list[tuple[DangerAlarm, Decision]]:
        weighed = self.weigh(replace(inquiry, reference=""), None)
        if weighed.refused:
            return []
        alarms = DangerAlarm.objects.not_kept_from(asker(inquiry)).select_related("raised_by", "review", "case_file")
        return [(alarm, weighed) for alarm in alarms.order_by("-raised_at")[:200]]


def may_read(inquiry: Inquiry, alarm: DangerAlarm) -> bool:
    """Whether the asker may read an alarm: its raiser, its reviewers, and workers on the file it is linked to."""
    facts = asker_facts(inquiry)
    if facts.person_id == alarm.raised_by_person:
        return True
    if matter_of_alarm(alarm).hides_from(facts.person_id):
        return False
    if facts.has(Power.REVIEW_DANGER, inquiry.profile, uk_date(inquiry.at)):
        return True
    if alarm.case_file is None:
        return False
    return weigh_access(replace(inquiry, reference=alarm.case_file.reference), alarm.case_file).permitted


def file_at_once(inquiry: Inquiry, typed: str) -> CaseFile | None:
    """The file whose reference was typed, if whoever raises the alarm may open it; else None, and no sign of why."""
    reference = typed.strip().upper()
    case_file = find_file(reference, lock=False)
    access = weigh_access(replace(inquiry, reference=reference), case_file)
    return case_file if access.permitted else None


def files_meant(typed: str) -> list[CaseFile]:
    """Every file that the typed words may mean, by reference or by name; for keeping people out, never for telling."""
    by_reference = CaseFile.objects.filter(reference=typed.strip().upper())
    by_name = CaseFile.objects.filter(pk__in=blind.find(typed, PEOPLE)) if typed.strip() else CaseFile.objects.none()
    return [*by_reference, *by_name[:20]]


def file_to_link(inquiry: Inquiry, typed: str) -> CaseFile | None:
    """The file a reviewer may link an alarm to: one they may open, or any not closed to them if they manage files."""
    reference = typed.strip().upper()
    case_file = find_file(reference, lock=False)
    if case_file is None:
        return None
    if weigh_access(replace(inquiry, reference=reference), case_file).permitted:
        return case_file
    facts = file_facts(case_file, asker(inquiry), inquiry.at)
    manages = asker_facts(inquiry).has(Power.MANAGE_FILES, inquiry.profile, uk_date(inquiry.at))
    return case_file if manages and not (facts.barred or facts.own) else None


def reviewers_of(alarm: DangerAlarm, profile: Profile) -> list[Worker]:
    """Who is told at once and may review: by role, less the raiser and everybody it is kept from."""
    matter = matter_of_alarm(alarm)
    return [
        worker
        for worker in people_with([Power.REVIEW_DANGER], profile)
        if not matter.hides_from(worker.person_id) and worker.person_id != matter.requester
    ]
