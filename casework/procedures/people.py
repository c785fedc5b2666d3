"""The person a file is about: finding them, changing their details, the people round them."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from audit import gate
from audit.actions import Action
from audit.actors import Actor
from audit.gate import Opened
from casework.models import CaseFile, Relation, ServiceUser
from casework.naming import PEOPLE
from casework.procedures.duplicates import names_of
from casework.procedures.files import state_access_reason
from casework.procedures.history import save_signed
from casework.procedures.stale import refuse_stale
from casework.procedures.tasks import settle_tasks
from casework.taskkinds import EXPLAIN_POLICY
from vault import blind

EDITABLE = (
    "given_name", "family_name", "known_as", "pronouns", "person_role", "birth_date", "birth_date_estimated",
    "address", "phone", "email", "safe_contact", "language",
)  # fmt: skip
"""What :func:`edit_person` may change."""


def search_people(*, by: Actor, query: str, reason: str = "") -> list[Opened]:
    """People by name (part, sound, without accents) or reference, within what the asker may open.

    With a ``reason`` the search reaches what a reason would open; it is kept sealed first. The
    result, its length included, knows nothing of what the asker may not open.
    """
    if reason:
        state_access_reason(by=by, reference="", reason=reason)
    return gate.require_each(Action.SEARCH_PEOPLE, by=by, query=query, reason=reason)


def edit_person(*, by: Actor, reference: str, version: int, **changes: Any) -> ServiceUser:
    """Change a person's details; the earlier ones stay in history, and the index of names follows.

    Raises StaleForm if somebody saved since ``version``, and TypeError for a detail that is not
    editable (:data:`EDITABLE`).
    """
    unknown = changes.keys() - set(EDITABLE)
    if unknown:
        raise TypeError(f"not to be edited: {sorted(unknown)}")
    with gate.perform(Action.EDIT_PERSON, by=by, on=reference) as opened:
        case_file: CaseFile = opened.target
        person = case_file.service_user
        latest = person.history.select_related("history_user").first()
        refuse_stale(
            version,
            person.version,
            saved_by=latest.history_user if latest else None,
            saved_at=latest.history_date if latest else None,
        )
        for name, value in changes.items():
            setattr(person, name, value)
        person.version += 1
        person.full_clean()
        save_signed(person, by=by)
        blind.index_names(case_file.pk, names_of(person), PEOPLE)
        opened.record(person)
    return person


def add_relation(
    *, by: Actor, reference: str, kind: str, name: str = "", note: str = "", other: CaseFile | None = None
) -> Relation:
    """Write somebody into a person's file; it gives nobody a right, and shows nowhere else."""
    with gate.perform(Action.ADD_RELATION, by=by, on=reference) as opened:
        case_file: CaseFile = opened.target
        relation = Relation(
            id=uuid4(),
            folder_id=case_file.folder_id,
            case_file=case_file,
            other=other,
            name=name,
            kind=kind,
            note=note,
            recorded_by=by,
            recorded_at=opened.at,
        )
        relation.full_clean()
        relation.save(force_insert=True)
        opened.record(relation)
    return relation


def end_relation(*, by: Actor, reference: str, relation: str) -> Relation:
    """Record that a relation is over."""
    with gate.perform(Action.ADD_RELATION, by=by, on=reference) as opened:
        found = Relation.objects.get(case_file=opened.target, pk=relation, ended_at__isnull=True)
        found.ended_at = opened.at
        found.save(update_fields=["ended_at"])
        opened.record(found)
    return found


def explain_policy(*, by: Actor, reference: str, language: str) -> CaseFile:
    """Record that the policy and its exceptions were explained to the person, and in which language (NF-4.2b)."""
    with gate.perform(Action.EXPLAIN_POLICY, by=by, on=reference) as opened:
        case_file: CaseFile = opened.target
        case_file.policy_explained_at, case_file.policy_explained_by = opened.at, by
        case_file.policy_explained_in = language
        case_file.full_clean()
        save_signed(
            case_file, by=by, update_fields=["policy_explained_at", "policy_explained_by", "policy_explained_in"]
        )
        settle_tasks(EXPLAIN_POLICY, about=reference, at=opened.at, by=by)
        opened.record(case_file)
    return case_file
