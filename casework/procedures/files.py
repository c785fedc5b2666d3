"""Opening, closing and reopening files; saying why one looks from outside."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Required, TypedDict, Unpack
from uuid import UUID, uuid4

from audit import gate
from audit.actions import Action
from audit.actors import Actor
from casework.models import (
    AccessReason,
    Agency,
    Assignment,
    BarKind,
    CameBy,
    CaseFile,
    DuplicateCheck,
    FileStatus,
    Need,
    ServiceUser,
    Team,
    Worker,
)
from casework.naming import PEOPLE, looks_like_reference
from casework.procedures.assignments import begin_assignment
from casework.procedures.bars import add_bar
from casework.procedures.duplicates import hidden_alike, names_of
from casework.procedures.history import save_signed
from casework.procedures.notes import use_file
from casework.procedures.numbering import next_file_reference
from casework.procedures.tasks import raise_task
from casework.taskkinds import EXPLAIN_POLICY, POSSIBLE_DUPLICATE
from policy.calendar import uk_date
from policy.vocabulary import Power
from vault import blind, keys

REASON_HOURS = 8
"""How long a stated reason opens a file from outside its team, in elapsed hours (DEF-10)."""


class NewPerson(TypedDict, total=False):
    """Who somebody new is and how to reach them, as keywords of :func:`open_new_file`."""

    given_name: Required[str]
    family_name: str
    known_as: str
    pronouns: str
    person_role: Required[str]
    birth_date: date | None
    birth_date_estimated: bool
    address: str
    phone: str
    email: str
    safe_contact: str
    language: str


def open_new_file(
    *,
    by: Actor,
    came_by: str = CameBy.SELF,
    referred_by: Agency | None = None,
    main_need: str = Need.OTHER,
    area: str = "",
    team: Team | None = None,
    explained: bool = False,
    explained_in: str = "",
    bar_name: str = "",
    bar_kind: str = BarKind.OTHER,
    **person: Unpack[NewPerson],
) -> CaseFile:
    """Open a file for somebody new; whoever opens it is assigned to it, and is the worker told.

    Somebody like this whom the opener may not know of becomes a manager's task and leaves no sign
    here (DEF-32). Raises Refused, and ValidationError for details that cannot be true.
    """
    folder_id = _new_folder(by, came_by)
    with gate.perform(Action.OPEN_NEW_FILE, by=by, came_by=came_by, folder_id=folder_id) as opened:
        somebody = _save_person(folder_id, by, person)
        case_file = CaseFile(
            folder_id=folder_id,
            reference=next_file_reference(opened.inquiry.profile, opened.at),
            service_user=somebody,
            team=team,
            opened_at=opened.at,
            opened_by=by,
            last_used_on=uk_date(opened.at),
            came_by=came_by,
            referred_by=referred_by,
            area=area,
            main_need=main_need,
        )
        _file_it(case_file, by, opened.at, explained, explained_in or somebody.language)
        _bar(case_file, bar_name, bar_kind, by, opened.at)
        opened.target = case_file
        opened.record(somebody, case_file, came_by=came_by)
    return case_file


def _bar(case_file: CaseFile, name: str, kind: str, by: Worker, at: datetime) -> None:
    """Who must not know, if the person named anybody."""
    if name:
        add_bar(case_file, name=name, kind=kind, by=by, at=at)


def _new_folder(by: Actor, came_by: str) -> UUID:
    """A folder whose key is committed before any data, made only for somebody who may open a file."""
    gate.check(Action.OPEN_NEW_FILE, by=by, came_by=came_by)
    return keys.create_folder()


def _save_person(folder_id: UUID, by: Actor, person: NewPerson) -> ServiceUser:
    unknown = person.keys() - NewPerson.__annotations__.keys()
    if unknown:
        raise TypeError(f"no details of a person: {sorted(unknown)}")
    somebody = ServiceUser(folder_id=folder_id, **person)
    somebody.full_clean()
    save_signed(somebody, by=by, force_insert=True)
    return somebody


def _file_it(case_file: CaseFile, by: Worker, at: datetime, explained: bool, explained_in: str) -> None:
    """Save the new file with what belongs to it from the start: assignment, index, tasks."""
    if explained:
        case_file.policy_explained_at, case_file.policy_explained_by = at, by
        case_file.policy_explained_in = explained_in
    names = names_of(case_file.service_user)
    if hidden_alike(names, by, at):
        case_file.duplicate_check = DuplicateCheck.WAITING
    case_file.full_clean()
    save_signed(case_file, by=by, force_insert=True)
    blind.index_names(case_file.pk, names, PEOPLE)
    begin_assignment(case_file, by, by=by, reason=Assignment.Reason.INTAKE, at=at)
    if case_file.duplicate_check == DuplicateCheck.WAITING:
        raise_task(
            POSSIBLE_DUPLICATE, at=at, for_power=Power.MANAGE_FILES, case_file=case_file, about=case_file.reference
        )
    if not explained:
        raise_task(EXPLAIN_POLICY, at=at, for_worker=by, case_file=case_file, about=case_file.reference)


def state_access_reason(*, by: Actor, reference: str, reason: str) -> AccessReason:
    """Say why a file outside one's team is needed; kept sealed, also for a file that does not exist.

    An empty ``reference`` stands for a search of everything. Raises Refused where no reason opens a
    file, or none was given; never for what the reference is or is not.
    """
    reference = reference.strip().upper()
    if reference and not looks_like_reference(reference):
        raise ValueError("that is no reference of a file")
    record_id = uuid4()
    with gate.perform(Action.STATE_ACCESS_REASON, by=by, on=reference, reason=reason, record_id=record_id) as opened:
        stated = AccessReason(
            id=record_id,
            folder_id=opened.decision.opens[0].folder_id,
            worker=by,
            reference=reference,
            reason=reason,
            stated_at=opened.at,
            expires_at=opened.at + timedelta(hours=REASON_HOURS),
        )
        stated.full_clean()
        stated.save(force_insert=True)
        opened.record(stated)
    return stated


def close_file(*, by: Actor, reference: str) -> CaseFile:
    """Close a file; whoever is assigned stays so. Raises Refused for one already closed."""
    with gate.perform(Action.CLOSE_FILE, by=by, on=reference) as opened:
        case_file: CaseFile = opened.target
        case_file.status, case_file.closed_at = FileStatus.CLOSED, opened.at
        case_file.full_clean()
        save_signed(case_file, by=by, update_fields=["status", "closed_at"])
        opened.record(case_file)
    return case_file


def reopen_file(*, by: Actor, reference: str) -> CaseFile:
    """Reopen a closed file, which is a use of it."""
    with gate.perform(Action.REOPEN_FILE, by=by, on=reference) as opened:
        case_file: CaseFile = opened.target
        case_file.status, case_file.closed_at = FileStatus.OPEN, None
        case_file.full_clean()
        save_signed(case_file, by=by, update_fields=["status", "closed_at"])
        use_file(case_file, by=by, at=opened.at)
        opened.record(case_file)
    return case_file
