"""The people the invented charity serves: their files, notes and bars, read from the stories."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from casework.demo.registry import Demo
from casework.models import AgencyLevel, BarKind, CameBy, Need, NoteSource, PersonHasSeen
from casework.procedures.agencies import add_agency
from casework.procedures.assignments import assign
from casework.procedures.files import close_file, open_new_file
from casework.procedures.notes import record_note
from policy.vocabulary import HeldBy

HERE = Path(__file__).parent


def add_people(demo: Demo) -> None:
    """Agencies, then every person of the policy's story, then the settled volunteer's one assignment."""
    for key, agency in _read(HERE / "agencies.toml").items():
        _add_agency(demo, key, agency)
    for key, person in _read(_story_of(demo.profile.slug)).items():
        _add_person(demo, key, person)
    worker_holds = demo.profile.confidentiality.held_by.value is HeldBy.WORKER
    assign(
        by=demo.workers["caseworker" if worker_holds else "manager"],
        reference=demo.files["bella"].reference,
        worker=demo.workers["settled_volunteer"].reference,
        person_permits=worker_holds,
    )


def _story_of(slug: str) -> Path:
    own = HERE / "stories" / f"{slug}.toml"
    return own if own.exists() else HERE / "stories" / "families.toml"


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _add_agency(demo: Demo, key: str, agency: dict[str, Any]) -> None:
    told = agency.get("told_days_ago")
    demo.agencies[key] = add_agency(
        by=demo.workers["manager"],
        name=agency["name"],
        kind=agency["kind"],
        level=agency.get("level", AgencyLevel.LOCAL),
        contact_email=agency["email"],
        contact_phone=agency["phone"],
        told_of_open_records_on=demo.today - timedelta(days=told) if told is not None else None,
    )


def _add_person(demo: Demo, key: str, person: dict[str, Any]) -> None:
    worker = demo.workers[person["worker"]]
    roles = demo.profile.people.service_user_roles.value
    third_parties = demo.profile.contact.third_party_requests.value
    case_file = open_new_file(
        by=worker,
        given_name=person["given"],
        family_name=person["family"],
        known_as=person.get("known_as", ""),
        person_role=person["role"] if person.get("role") in roles else roles[0],
        birth_date=person["born"],
        birth_date_estimated=person.get("birth_estimated", False),
        address=person["address"],
        phone=person["phone"],
        email=person.get("email", ""),
        safe_contact=person["safe_contact"],
        language=person.get("language", "English"),
        came_by=person.get("came_by", CameBy.SELF) if third_parties else CameBy.SELF,
        referred_by=demo.agencies.get(person.get("referred_by", "")) if third_parties else None,
        main_need=Need(person["need"]),
        area=person["area"],
        team=getattr(demo, person["team"]),
        explained=person["explained"],
        bar_name=person.get("bar", ""),
        bar_kind=person.get("bar_kind", BarKind.OTHER),
    )
    demo.files[key] = case_file
    for note in person["notes"]:
        _add_note(demo, case_file.reference, note, worker)
    if person.get("closed"):
        close_file(by=worker, reference=case_file.reference)


def _add_note(demo: Demo, reference: str, note: dict[str, Any], worker: Any) -> None:
    made = record_note(
        by=worker,
        reference=reference,
        category=note["category"],
        body=note["body"],
        happened_at=_morning(note["days"]),
        source=note.get("source", NoteSource.OWN),
        from_agency=demo.agencies.get(note.get("agency", "")),
        person_has_seen=note.get("seen", PersonHasSeen.YES),
        about_others=note.get("others", False),
    )
    if "key" in note:
        demo.notes[note["key"]] = made


def _morning(days: int) -> datetime:
    return (timezone.now() - timedelta(days=days)).replace(hour=10, minute=20, second=0, microsecond=0)
