"""A file asked for, and what of the answer reaches the asker."""

from __future__ import annotations

from datetime import datetime
from itertools import product

from policy.decision import Decision
from policy.profile import Profile
from policy.rules.file_access import (
    Assigned,
    FileAccessFacts,
    FileFacts,
    weigh_file_access,
)
from policy.rules.people import Signatures, WorkerFacts
from policy.vocabulary import Category, Role
from tests.policy.rules.builders import NOW, an_id, new_volunteer, volunteer, worker

FOLDER = an_id("folder")
NOTE_1, NOTE_2 = an_id("note 1"), an_id("note 2")
WORKING = {Category.CONSENT, Category.DISCLOSURE, Category.ACCESS}


def a_file(**facts: object) -> FileFacts:
    return FileFacts(FOLDER, **facts)  # type: ignore[arg-type]


def ask(
    profile: Profile, who: WorkerFacts, file: FileFacts | None, reason: str = "", now: datetime = NOW, **more: object
) -> Decision:
    return weigh_file_access(FileAccessFacts(profile, now, who, file, reason, **more))  # type: ignore[arg-type]


def compartments(decision: Decision) -> frozenset[str]:
    return decision.opens[0].compartments if decision.opens else frozenset()


def face(decision: Decision) -> tuple[object, ...]:
    """Everything of a decision that reaches the asker: of a concealed one, only that it is one."""
    if decision.concealed:
        return ("concealed", decision.notes, decision.changes_on, decision.obligations, decision.opens)
    return ("open", decision.grounds, decision.notes, decision.changes_on)


PEOPLE = {
    "caseworker": worker(),
    "manager": worker(Role.MANAGER),
    "settled volunteer": volunteer(),
    "new volunteer": new_volunteer(),
    "unsigned caseworker": worker(signatures=Signatures(current=False)),
    "leaver": worker(active=False),
    "committee": worker(Role.COMMITTEE),
}
REASON = "Covering for a colleague who is ill."

FILES = [None] + [
    a_file(disposed=d, own=o, barred=b, in_team=t, assigned=a, permitted_whole=p)
    for d, o, b, t, a, p in product(
        *([(False, True)] * 4), (Assigned.NO, Assigned.AS_STAFF, Assigned.AS_VOLUNTEER), (False, True)
    )
]


def outcome(decision: Decision) -> str:
    if decision.permitted:
        return "opens"
    if decision.concealed:
        return "concealed"
    return "reason" if any(g.field == "reason" for g in decision.objections) else "role"
