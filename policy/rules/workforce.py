"""Acts about workers: reviews, dates, checks, signatures, deputies, accounts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from policy.calendar import uk_date
from policy.decision import Decision, Ground, Opening, decide, default, forbids, permits, requires
from policy.profile import Profile
from policy.profile.people_values import AcknowledgementRule
from policy.profile.values import Deputies
from policy.rules.acting import weigh_account, weigh_power
from policy.rules.people import WorkerFacts
from policy.vocabulary import Group, Power


@dataclass(frozen=True, slots=True)
class AboutWorkerFacts:
    """Somebody acting on another's record. ``target`` None: there is no such worker."""

    profile: Profile
    now: datetime
    by: WorkerFacts
    target: WorkerFacts | None
    is_line_manager: bool = False

    @property
    def oneself(self) -> bool:
        """Whether both accounts belong to one human being."""
        return self.target is not None and self.target.person_id == self.by.person_id


def weigh_manage_worker(facts: AboutWorkerFacts, *, own: str = "") -> Decision:
    """Inviting, changing, deactivating, recording dates; ``own`` says why nobody does it to themselves."""
    objections = list(_absent(facts))
    if own and facts.oneself:
        objections.append(forbids(default("DEF-9"), own))
    return weigh_power(facts.profile, facts.by, [Power.MANAGE_WORKERS], facts.now, objections=objections)


def weigh_review(facts: AboutWorkerFacts, reviewed_on: date | None) -> Decision:
    """A named supervisor's record of somebody's volunteering; never one's own, never undated (NF-2.4a)."""
    source = facts.profile.file_access.denied.source
    objections = list(_absent(facts))
    if facts.oneself:
        objections.append(forbids(source, "Nobody reviews themselves."))
    if reviewed_on is not None and reviewed_on > uk_date(facts.now):
        objections.append(forbids(source, "The review cannot be dated in the future.", field="reviewed_on"))
    return weigh_power(
        facts.profile,
        facts.by,
        [Power.MANAGE_WORKERS],
        facts.now,
        objections=objections,
        also_if=facts.is_line_manager,
    )


def weigh_vetting(facts: AboutWorkerFacts, dates: Iterable[date | None], opens: Opening | None) -> Decision:
    """Recording or reading a check's detail: only the roles the policy names, never about oneself (PRESTON-7)."""
    rule = facts.profile.vetting.results_to
    today = uk_date(facts.now)
    may_read = facts.by.active and facts.by.acting_role(today) in rule.value
    if not may_read:
        reason = "The results of checks are for the two roles that the policy names."
        return decide([forbids(rule.source, reason)], facts.profile.ref)
    grounds = [permits(rule.source, "Your role is one that check results go to."), *_absent(facts)]
    if facts.oneself:
        grounds.append(forbids(rule.source, "Your own result goes to the other role that the policy names."))
    if any(day is not None and day > today for day in dates):
        reason = "A check cannot be dated in the future."
        grounds.append(forbids(facts.profile.vetting.rule.source, reason, field="decided_on"))
    return decide(grounds, facts.profile.ref, opens=[opens] if opens else [])


@dataclass(frozen=True, slots=True)
class SigningFacts:
    """A worker signing the policy in force. ``name_matches`` None while nothing was typed."""

    profile: Profile
    now: datetime
    worker: WorkerFacts
    name_matches: bool | None = None
    witnessed: bool | None = None


def weigh_signing(facts: SigningFacts) -> Decision:
    """Everybody signs for themselves, once a version; a volunteer's undertaking has a witness (PRESTON-1)."""
    rule = facts.profile.acknowledgement.rule
    account = weigh_account(facts.profile, facts.worker, facts.now)
    if account.refused:
        return account
    grounds: list[Ground] = [permits(rule.source, "Whoever works here reads the policy and signs it.")]
    if facts.worker.signatures.current:
        grounds.append(forbids(default("DEF-28"), "You have already signed the policy that is in force."))
    if facts.name_matches is False:
        remedy = "Type your name as it stands on your account."
        grounds.append(requires(rule.source, "The name typed is not yours.", remedy=remedy, field="typed_name"))
    needs_witness = rule.value is AcknowledgementRule.UNDERTAKING and facts.worker.is_volunteer(
        facts.profile, uk_date(facts.now)
    )
    if needs_witness and facts.witnessed is False:
        remedy = "Name the worker in front of whom you sign."
        grounds.append(
            requires(rule.source, "A volunteer's undertaking has a witness.", remedy=remedy, field="witness")
        )
    return decide(grounds, facts.profile.ref)


@dataclass(frozen=True, slots=True)
class NominationFacts:
    """A deputy being nominated: who stands in for whom, between which days, at whose word."""

    profile: Profile
    now: datetime
    by: WorkerFacts
    principal: WorkerFacts | None = None
    deputy: WorkerFacts | None = None
    started_on: date | None = None
    ended_on: date | None = None


def weigh_nomination(facts: NominationFacts) -> Decision:
    """Whether a deputy may be nominated: dated, by the principal or the board, never back-dated (PACE-7, DEF-20)."""
    rule = facts.profile.authority.deputies
    today = uk_date(facts.now)
    by_power = weigh_power(facts.profile, facts.by, [Power.AUTHORISE], facts.now)
    if by_power.refused:
        return by_power
    grounds: list[Ground] = [permits(rule.source, "A deputy may be nominated, with dates.")]
    if rule.value is not Deputies.NOMINATED:
        grounds.append(forbids(rule.source, "The policy knows no nominated deputies."))
    grounds += _nominator_objections(facts, today)
    grounds += _deputy_objections(facts, today)
    grounds += _date_objections(facts, today)
    return decide(grounds, facts.profile.ref)


def _nominator_objections(facts: NominationFacts, today: date) -> Iterable[Ground]:
    principal = facts.principal
    if principal is None:
        return
    if not principal.has(Power.AUTHORISE, facts.profile, today):
        yield forbids(
            default("DEF-20"), "Only somebody who decides in their own right has a deputy.", field="principal"
        )
    entry = facts.by.entry(facts.profile, today)
    on_board = entry is not None and entry.group is Group.COMMITTEE
    if facts.by.person_id != principal.person_id and not on_board:
        yield forbids(default("DEF-20"), "A deputy is nominated by the principal or by the board.", field="principal")


def _deputy_objections(facts: NominationFacts, today: date) -> Iterable[Ground]:
    deputy = facts.deputy
    if deputy is None:
        return
    if not deputy.active or deputy.entry(facts.profile, today) is None:
        yield forbids(default("DEF-20"), "The deputy needs a running account.", field="deputy")
    if facts.principal is not None and deputy.person_id == facts.principal.person_id:
        yield forbids(default("DEF-20"), "Nobody is their own deputy.", field="deputy")
    if deputy.person_id == facts.by.person_id:
        yield forbids(default("DEF-20"), "Nobody nominates themselves.", field="deputy")


def _date_objections(facts: NominationFacts, today: date) -> Iterable[Ground]:
    if facts.started_on is not None and facts.started_on < today:
        yield forbids(default("DEF-20"), "A nomination is never back-dated.", field="started_on")
    if facts.started_on is not None and facts.ended_on is not None and facts.ended_on < facts.started_on:
        yield forbids(default("DEF-20"), "It cannot end before it starts.", field="ended_on")


def _absent(facts: AboutWorkerFacts) -> tuple[Ground, ...]:
    return () if facts.target is not None else (forbids(default("DEF-1"), "There is no such worker."),)
