"""What a role may do before any single file is looked at, so that the answer is equal for every address."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from policy.calendar import uk_date
from policy.decision import Decision, Ground, decide, default, forbids, permits, requires
from policy.profile import Profile
from policy.profile.people_values import VettingRule
from policy.rules.citing import best
from policy.rules.people import Signatures, VettingOutcome, WorkerFacts
from policy.rules.volunteering import volunteer_standing
from policy.rules.words import in_words
from policy.vocabulary import Group, Power


def weigh_role(profile: Profile, worker: WorkerFacts, now: datetime) -> Decision:
    """Whether this worker opens files at all: account, role, signature, waiting time, check.

    Weighed before any look-up; a refusal says nothing about any file (NF-2.4a, DEF-1, DEF-28,
    PRESTON-7). ``changes_on`` is the date on which a volunteer's months are complete.
    """
    today = uk_date(now)
    standing = account_objections(worker) or _group_objections(profile, worker, today)
    if standing:
        return decide(standing, profile.ref)
    waiting = volunteer_standing(profile, worker, today) if worker.is_volunteer(profile, today) else None
    objections = [
        *signature_objections(profile, worker.signatures, today),
        *(waiting.objections if waiting else ()),
        *_vetting_objections(profile, worker, today),
    ]
    may = permits(profile.confidentiality.held_by.source, "Your role opens files where your work needs it.")
    return decide(
        [may, *objections],
        profile.ref,
        changes_on=waiting.changes_on if waiting else None,
        notes=_prompts(profile, worker, today),
    )


def account_objections(worker: WorkerFacts) -> tuple[Ground, ...]:
    """An account that was closed does nothing."""
    return () if worker.active else (forbids(default("DEF-1"), "This account is closed."),)


def signature_objections(profile: Profile, signatures: Signatures, today: date) -> tuple[Ground, ...]:
    """No file before the policy in force is signed, but for the days of grace (DEF-28)."""
    if signatures.current or _in_grace(profile, signatures, today):
        return ()
    rule = profile.acknowledgement.rule
    reason = "You have not yet signed the confidentiality policy that is in force."
    if signatures.previous:
        reason = f"The policy changed and the {profile.acknowledgement.grace_days.value} days to sign it are over."
    remedy = "Read the policy in force and sign it; files open at once."
    sources = dict.fromkeys((best(rule, "PRESTON-0"), default("DEF-28")))
    return tuple(requires(source, reason, remedy=remedy) for source in sources)


def _in_grace(profile: Profile, signatures: Signatures, today: date) -> bool:
    if not signatures.previous or signatures.new_version_on is None:
        return False
    return today < grace_ends_on(profile, signatures.new_version_on)


def grace_ends_on(profile: Profile, new_version_on: date) -> date:
    """The first day on which the signature under the version before no longer opens files."""
    return new_version_on + timedelta(days=profile.acknowledgement.grace_days.value)


def _group_objections(profile: Profile, worker: WorkerFacts, today: date) -> tuple[Ground, ...]:
    entry = worker.entry(profile, today)
    if entry is None:
        return (forbids(default("DEF-1"), "The policy in force knows no role like yours."),)
    objections: list[Ground] = []
    if entry.group not in profile.bound_groups:
        source = profile.confidentiality.bound_groups.source
        objections.append(forbids(source, "The policy does not bind your group, so no file is open to it."))
    if entry.group in {Group.FRIEND, Group.SERVICE_USER}:
        source = profile.confidentiality.held_by.source
        objections.append(
            forbids(source, "What people say stays with those who work with them; you are not one of them.")
        )
    if Power.CASEWORK not in entry.powers:
        objections.append(forbids(default("DEF-1"), f"No file is open to the role of {entry.title}."))
    return tuple(objections)


def _vetting_objections(profile: Profile, worker: WorkerFacts, today: date) -> tuple[Ground, ...]:
    if not (vetting_needed(profile) and worker.is_volunteer(profile, today)):
        return ()
    if worker.vetting is VettingOutcome.CLEARED:
        return ()
    reason = "Volunteers meet no family and open no file until a criminal-record check is back and decided on."
    remedy = "A result that clears you is recorded."
    return (requires(profile.vetting.rule.source, reason, remedy=remedy),)


def vetting_needed(profile: Profile) -> bool:
    """Whether the policy asks every potential volunteer for a check (PRESTON-7)."""
    return profile.vetting.rule.value is VettingRule.ALL_POTENTIAL_VOLUNTEERS


def _prompts(profile: Profile, worker: WorkerFacts, today: date) -> Iterable[str]:
    signatures = worker.signatures
    started_on = signatures.new_version_on
    if not signatures.current and started_on is not None and _in_grace(profile, signatures, today):
        last = grace_ends_on(profile, started_on) - timedelta(days=1)
        yield f"The policy has changed: sign the new version by {in_words(last)}."
    if vetting_needed(profile) and worker.vetting is not VettingOutcome.CLEARED:
        yield "No cleared criminal-record check is recorded for you; ask whoever keeps the checks."
