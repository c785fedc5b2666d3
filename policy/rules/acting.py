"""Who may act: accounts, powers, and acts on a file that already opens.

These rules stand beside the one for opening a file: what is done in a file first needs the file
to open, and then has objections of its own. Managing people and teams needs a power.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from policy.calendar import uk_date
from policy.decision import Decision, Ground, Obligation, Opening, decide, default, forbids, permits
from policy.profile import Profile
from policy.rules.people import WorkerFacts
from policy.rules.roles import account_objections
from policy.vocabulary import Power

_POWER_REASON = "Your role here is not trusted with this."


def weigh_account(profile: Profile, worker: WorkerFacts, now: datetime) -> Decision:
    """Whether somebody may see the pages that show nothing about anyone: any running account known to the policy."""
    objections = list(account_objections(worker))
    if worker.entry(profile, uk_date(now)) is None:
        objections.append(forbids(default("DEF-1"), "The policy in force knows no role like yours."))
    source = profile.confidentiality.bound_groups.source
    return decide([permits(source, "You have an account here."), *objections], profile.ref)


def weigh_power(
    profile: Profile,
    worker: WorkerFacts,
    powers: Iterable[Power],
    now: datetime,
    *,
    objections: Iterable[Ground] = (),
    opens: Iterable[Opening] = (),
    also_if: bool = False,
) -> Decision:
    """Whether a worker trusted with any of ``powers`` may do something.

    ``also_if``: the worker may do it for another reason, such as being the line manager.
    Closed by default: no power, no act (DEF-1).
    """
    today = uk_date(now)
    grounds = [*account_objections(worker), *objections]
    if worker.active and (also_if or any(worker.has(power, profile, today) for power in powers)):
        grounds.append(permits(profile.confidentiality.held_by.source, "Your role is trusted with this."))
    else:
        grounds.append(forbids(default("DEF-1"), _POWER_REASON))
    return decide(grounds, profile.ref, opens=opens)


def weigh_act_on_file(
    access: Decision,
    objections: Iterable[Ground] = (),
    *,
    obligations: Iterable[Obligation] = (),
) -> Decision:
    """An act in a file: first the file opens, then nothing of the act's own stands in its way.

    A file that does not open gives its own answer unchanged, so that nothing is learnt (DEF-14).
    """
    if access.refused:
        return access
    return decide(
        [*access.grounds, *objections],
        access.policy,
        opens=access.opens,
        obligations=[*access.obligations, *obligations],
        notes=access.notes,
    )


def closed_file(is_open: bool) -> tuple[Ground, ...]:
    """Nothing new is written in a closed file; it is reopened first."""
    if is_open:
        return ()
    return (forbids(default("DEF-30"), "The file is closed.", remedy="Reopen the file first, if the work goes on."),)


def not_yours_to_end(*, assigned: bool, manages: bool) -> tuple[Ground, ...]:
    """Closing and reopening is for the assigned worker or whoever manages files."""
    if assigned or manages:
        return ()
    return (forbids(default("DEF-1"), "Only the worker assigned to the file, or whoever manages files, does this."),)


def not_your_words(*, own: bool, manages: bool) -> tuple[Ground, ...]:
    """A note is corrected by whoever wrote it, or by whoever manages files; the earlier text is kept (DEF-15)."""
    if own or manages:
        return ()
    return (
        forbids(
            default("DEF-15"),
            "You did not write this note.",
            remedy="Write a note of your own that puts it right, or ask its writer or a manager.",
        ),
    )


def shut_compartment(category: str, access: Decision) -> tuple[Ground, ...]:
    """Whoever may not read a kind of information may not write or change it either (NF-4.6.1)."""
    if any(category in opening.compartments for opening in access.opens):
        return ()
    source = next((g.source for g in access.support), default("DEF-1"))
    return (forbids(source, "This kind of information is open to the assigned staff only.", field="category"),)
