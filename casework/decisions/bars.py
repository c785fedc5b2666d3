"""Who must not see a file, and whether a worker is the one meant."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from audit.actions import Action
from audit.deciding import Inquiry, decides
from casework.decisions.common import (
    FileDecider,
    WorkerDecider,
    also_opened,
    asker,
    asker_facts,
    find_worker,
    weigh_access,
)
from casework.facts import file_facts
from casework.models import Bar, BarMatch, CaseFile
from policy.decision import Decision, Ground, Opening, default, forbids
from policy.rules.acting import weigh_act_on_file, weigh_power
from policy.rules.intake import MatchFacts, weigh_match
from policy.vocabulary import Power


@decides(Action.RECORD_BAR)
class RecordBar(FileDecider):
    """Recording a bar. Asks: ``bar_id``, the id of the new bar, which alone is opened for writing."""

    def weigh(self, inquiry: Inquiry, target: CaseFile | None) -> Decision:
        access = weigh_access(inquiry, target)
        if access.refused or target is None:
            return access
        decision = weigh_act_on_file(access, self.objections(inquiry, target, access))
        bar_id = inquiry.question.get("bar_id")
        if isinstance(bar_id, UUID):
            return also_opened(decision, Opening(target.folder_id, records=frozenset({bar_id})))
        return decision


@decides(Action.LIFT_BAR)
class LiftBar(FileDecider):
    """Lifting a bar: for an unconflicted holder of the power to whom the file opens. Asks: ``bar``, its id."""

    def objections(self, inquiry: Inquiry, target: CaseFile, access: Decision) -> Iterable[Ground]:
        by_power = weigh_power(inquiry.profile, asker_facts(inquiry), [Power.HANDLE_BARS], inquiry.at)
        yield from by_power.objections
        bar = inquiry.question.get("bar")
        if bar is not None and not Bar.objects.standing().filter(case_file=target, pk=bar).exists():
            yield forbids(default("DEF-1"), "There is no such bar on this file.")


@decides(Action.RESOLVE_BAR_MATCH)
class ResolveBarMatch(WorkerDecider):
    """Seeing and deciding a match; ``reference`` is the match's id. Opens the bar's own record and nothing else."""

    def role(self, inquiry: Inquiry) -> Decision | None:
        refused = super().role(inquiry)
        if refused is not None:
            return refused
        return weigh_power(inquiry.profile, asker_facts(inquiry), [Power.HANDLE_BARS], inquiry.at)

    def fetch(self, inquiry: Inquiry, *, lock: bool) -> BarMatch | None:
        try:
            match_id = UUID(inquiry.reference)
        except ValueError:
            return None
        match = BarMatch.objects.select_related("bar", "case_file", "worker").filter(pk=match_id).first()
        if match is not None and lock:
            CaseFile.objects.select_for_update(no_key=True).get(pk=match.case_file_id)
            match.refresh_from_db(fields=["state"])
        return match

    def weigh(self, inquiry: Inquiry, target: BarMatch | None) -> Decision:
        if target is None:
            return weigh_match(MatchFacts(inquiry.profile, inquiry.at, asker_facts(inquiry), found=False))
        towards = file_facts(target.case_file, asker(inquiry), inquiry.at)
        facts = MatchFacts(
            inquiry.profile,
            inquiry.at,
            asker_facts(inquiry),
            found=True,
            handler_is_matched=target.person_id == asker(inquiry).person_id,
            handler_barred=towards.barred or towards.own,
            opens=Opening(target.case_file.folder_id, records=frozenset({target.bar_id})),
        )
        return weigh_match(facts)

    def folder_of(self, target: BarMatch) -> UUID:
        return target.case_file.folder_id


@decides(Action.LINK_OWN_FILE)
class LinkOwnFile(FileDecider):
    """Recording that the person a file is about also works here. Asks: ``worker``, a reference."""

    def objections(self, inquiry: Inquiry, target: CaseFile, access: Decision) -> Iterable[Ground]:
        yield from weigh_power(inquiry.profile, asker_facts(inquiry), [Power.HANDLE_BARS], inquiry.at).objections
        reference = inquiry.question.get("worker")
        if reference is not None and find_worker(reference) is None:
            yield forbids(default("DEF-1"), "There is no such worker.", field="worker")
