"""Is somebody new really new? Asked without showing anybody a file they may not know of (DEF-32)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from audit import gate
from audit.actions import Action
from audit.actors import Actor
from audit.gate import Opened
from casework.models import CaseFile, DuplicateCheck, ServiceUser, Worker
from casework.naming import PEOPLE
from casework.procedures.history import save_signed
from casework.procedures.tasks import settle_tasks
from casework.taskkinds import POSSIBLE_DUPLICATE
from vault import blind


def names_of(person: ServiceUser) -> list[str]:
    """Every name a person goes by, as it is indexed; the identity must be open."""
    full = f"{person.given_name} {person.family_name}".strip()
    known = f"{person.known_as} {person.family_name}".strip() if person.known_as else ""
    return [name for name in (full, known) if name]


def hidden_alike(names: Iterable[str], worker: Worker, at: datetime) -> bool:
    """Whether somebody with a name like these has a file that this worker may not see. Never to be shown to them."""
    alike = blind.similar(names, PEOPLE)
    if not alike:
        return False
    visible = CaseFile.objects.visible_to(worker, at).filter(pk__in=alike).count()
    return visible < CaseFile.objects.filter(pk__in=alike).count()


def possible_duplicates(*, by: Actor, given_name: str, family_name: str = "") -> list[Opened]:
    """People with such a name among the files the asker may open anyway; recorded as a search."""
    query = f"{given_name} {family_name}".strip()
    return gate.require_each(Action.SEARCH_PEOPLE, by=by, query=query, alike=True)


def duplicate_candidates(*, by: Actor, reference: str) -> tuple[Opened, list[Opened]]:
    """For a manager: the new file, and the files of people with a name like it; identities alone are opened."""
    new = gate.require(Action.RESOLVE_DUPLICATE, by=by, on=reference)
    names = names_of(new.target.service_user)
    return new, gate.require_each(Action.RESOLVE_DUPLICATE, by=by, names=names, but=new.target.pk)


def resolve_duplicate(*, by: Actor, reference: str, same_person: bool) -> CaseFile:
    """Record a manager's answer; nothing is merged, and the worker who opened the file is not told why they ask."""
    with gate.perform(Action.RESOLVE_DUPLICATE, by=by, on=reference) as opened:
        case_file: CaseFile = opened.target
        case_file.duplicate_check = DuplicateCheck.SAME if same_person else DuplicateCheck.DIFFERENT
        save_signed(case_file, by=by, update_fields=["duplicate_check"])
        settle_tasks(POSSIBLE_DUPLICATE, about=reference, at=opened.at, by=by)
        opened.record(case_file, same_person=same_person)
    return case_file
