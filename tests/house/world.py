"""One file that everything has happened to, made through the procedures, with a planted word in every sealed field.

A planted word is nonsense that no template, policy or name list holds, so that finding it anywhere
means that it was written there. ``World.refs`` gives the references that addresses are made of.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import time_machine
from django.utils import timezone

from casework.models import Agency, CaseFile, OwnScreen, VettingOutcome
from casework.procedures.bars import record_bar
from casework.procedures.files import open_new_file, state_access_reason
from casework.procedures.notes import correct_note, record_note
from casework.procedures.own_screen import enter_screen
from casework.procedures.people import add_relation, edit_person, explain_policy
from casework.procedures.standing import record_vetting
from consent.answers import UnderstandingAnswer
from consent.models import ConsentForm
from consent.procedures import start_form, withdraw
from disclosures.answers import ClaimWords, ItemWords, Picked
from disclosures.models import DangerAlarm, DisclosureRequest
from disclosures.procedures import (
    add_told,
    cancel_disclosure,
    choose_basis,
    raise_alarm,
    review_alarm,
    start_request,
    word_items,
    write_line,
)
from disclosures.procedures.alarms import ToldWords
from policy.profile.values import RecordLine
from policy.rules.consent import FormKind, Presence
from policy.rules.disclosure import Basis, DangerKind, Passing
from policy.vocabulary import SHAREABLE
from records_access.models import ViewingSession
from records_access.models.viewings import EndedBecause
from records_access.procedures import (
    ask_correction,
    begin_viewing,
    book_viewing,
    end_viewing,
    record_access_request,
    turn_page,
)
from tests.cast import Cast, sealed_again
from tests.consent import builders as consenting
from tests.disclosures import builders as disclosing

BEGINNING = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
"""A Monday; the file is opened then, and everything else has happened by the next noon."""

BORN = date(1971, 7, 17)


@dataclass(slots=True)
class World:
    """The cast, the file everything happened to, the planted words and the references."""

    cast: Cast
    file: CaseFile
    planted: list[str] = field(default_factory=list)
    refs: dict[str, str] = field(default_factory=dict)

    def plant(self, what: str) -> str:
        """A nonsense word of its own for one field."""
        word = f"zqx{what}vrk"
        self.planted.append(word)
        return word


def live_through(cast: Cast, clock: time_machine.Coordinates) -> World:
    """Let everything happen to one file of New Futures. The clock is moved to the next day's noon."""
    world = World(cast, CaseFile())
    _intake(world)
    _entries(world)
    _consent(world)
    _disclosures(world)
    _danger(world)
    _standing(world)
    _own_records(world, clock)
    state_access_reason(by=cast.manager, reference=cast.marek.reference, reason=world.plant("accessreason"))
    sealed_again()
    return world


def _intake(world: World) -> None:
    cast, plant = world.cast, world.plant
    world.file = open_new_file(
        by=cast.caseworker,
        given_name=plant("givenname"),
        family_name=plant("familyname"),
        known_as=plant("knownas"),
        pronouns=plant("pronouns"),
        person_role=cast.profile.people.service_user_roles.value[0],
        birth_date=BORN,
        address=plant("address"),
        phone="07700 900987",
        email=f"{plant('mail')}@post.example",
        safe_contact=plant("safecontact"),
        team=cast.team,
        explained=True,
        bar_name=plant("barredname"),
    )
    reference = world.refs["file"] = world.file.reference
    edit_person(by=cast.caseworker, reference=reference, version=1, known_as=plant("latername"))
    explain_policy(by=cast.caseworker, reference=reference, language="English")
    add_relation(
        by=cast.caseworker, reference=reference, kind=plant("kin"), name=plant("kinname"), note=plant("kinnote")
    )
    record_bar(by=cast.caseworker, reference=reference, name=plant("otherbar"), kind="ex-partner", reason=plant("why"))
    record_bar(by=cast.caseworker, reference=cast.bella.reference, name=cast.caseworker2.name, kind="relative")


def _entries(world: World) -> None:
    cast, reference = world.cast, world.file.reference
    for category in SHAREABLE:
        if category.value in ("identity", "contact"):
            continue
        made = record_note(
            by=cast.caseworker,
            reference=reference,
            category=category,
            body=world.plant(f"{category.value}note"),
            happened_at=timezone.now(),
        )
        world.refs[f"note {category.value}"] = str(made.pk)
    note = world.refs["note"] = world.refs["note notes"]
    correct_note(by=cast.caseworker, reference=reference, note=note, version=1, body=world.plant("correctednote"))


def _signed(world: World, label: str, agency: Agency, **changes: Any) -> ConsentForm:
    plant = world.plant
    line = consenting.line(agency, purpose=plant(f"{label}purpose"), circumstances=plant(f"{label}circumstances"))
    return consenting.signed(
        world.file,
        world.cast.caseworker,
        line,
        signatory=plant(f"{label}signatory"),
        presence=Presence.CHOSEN_SUPPORTER,
        supporter=plant(f"{label}supporter"),
        language=plant(f"{label}language"),
        written_record=plant(f"{label}record"),
        understanding=UnderstandingAnswer(True, plant(f"{label}basis"), plant(f"{label}help")),
        **changes,
    )


def _consent(world: World) -> None:
    cast, plant = world.cast, world.plant
    world.refs["consent form"] = _signed(world, "first", cast.housing).reference
    taken_back = _signed(world, "second", cast.police)
    withdraw(reference=taken_back.reference, by=cast.caseworker, words=plant("withdrawal"))
    draft = start_form(
        file=world.file.reference,
        by=cast.caseworker,
        draft={"lines-0-purpose": plant("draftpurpose")},
        kind=FormKind.SHARING,
    )
    world.refs["consent draft"] = draft.reference


def _begun(world: World, label: str) -> DisclosureRequest:
    cast, plant = world.cast, world.plant
    request = start_request(
        file=world.file.reference,
        by=cast.caseworker,
        agency=cast.council,
        passing=Passing.DISCLOSURE,
        purpose=plant(f"{label}sharing"),
        purpose_from=plant(f"{label}asker"),
        contact_name=plant(f"{label}contact"),
        picks=[Picked(note=world.refs["note health"])],
    )
    words = [ItemWords(i.position, plant(f"{label}passage"), plant(f"{label}need")) for i in request.items.all()]
    request = word_items(reference=request.reference, by=cast.caseworker, version=request.version, words=words)
    ground = cast.profile.grounds["continuing-serious-risk"]
    request = choose_basis(
        reference=request.reference,
        by=cast.caseworker,
        version=request.version,
        basis=Basis.GROUND,
        slugs=[ground.slug],
    )
    facts = disclosing.facts_for(ground)
    free = next(name for name, words in facts.items() if " " in words)
    claim = ClaimWords(ground.slug, facts | {free: plant(f"{label}fact")})
    answers = {"recipient_reason": plant(f"{label}reason")}
    return disclosing.answered(cast, request, claims=[claim], answers=answers)


def _disclosures(world: World) -> None:
    cast, plant = world.cast, world.plant
    world.refs["request draft"] = _begun(world, "draft").reference
    world.refs["request proposed"] = disclosing.put_forward(cast, _begun(world, "proposed")).reference
    dropped = _begun(world, "dropped")
    cancel_disclosure(reference=dropped.reference, by=cast.caseworker, reason=plant("cancelreason"))
    sent = disclosing.put_forward(cast, _begun(world, "sent"))
    world.refs["request sent"] = sent.reference
    disclosing.record_advice(
        reference=sent.reference, by=cast.manager, advises="keep", advice=plant("advice"), given_at=timezone.now()
    )
    disclosing.told(sent, cast.caseworker, detail=plant("telling"))
    disclosing.answer_to(sent, cast.director, reasons=plant("authority"))
    disclosing.send(sent, cast.manager, channel_note=plant("channel"), why_not_followed=plant("against"))
    write_line(
        reference=sent.reference,
        by=cast.caseworker,
        kind=RecordLine.ACTION,
        words=plant("line"),
        happened_at=timezone.now(),
    )


def _alarm(world: World, label: str) -> DangerAlarm:
    plant = world.plant
    told = ToldWords(
        "other", "phoned", timezone.now(), plant(f"{label}whom"), plant(f"{label}number"), plant(f"{label}said")
    )
    return raise_alarm(
        by=world.cast.caseworker,
        kind=DangerKind.LIFE,
        who_at_risk=plant(f"{label}risk"),
        happening=plant(f"{label}happening"),
        about=plant(f"{label}about"),
        told=[told],
    )


def _danger(world: World) -> None:
    waiting, looked_at = _alarm(world, "waiting"), _alarm(world, "lookedat")
    world.refs["alarm"] = waiting.reference
    more = ToldWords("other", "spoke", timezone.now(), world.plant("later"), "", world.plant("latersaid"))
    add_told(reference=looked_at.reference, by=world.cast.caseworker, told=more)
    review_alarm(
        reference=looked_at.reference, by=world.cast.director, outcome="right", conclusion=world.plant("conclusion")
    )


def _standing(world: World) -> None:
    today = timezone.localdate()
    record_vetting(
        by=world.cast.director,
        worker=world.cast.new_volunteer.reference,
        applied_on=today - timedelta(days=20),
        decided_on=today,
        outcome=VettingOutcome.CLEARED,
        detail=world.plant("vetting"),
    )


def _own_records(world: World, clock: time_machine.Coordinates) -> None:
    cast, plant = world.cast, world.plant
    viewing = _booked(world, _asked(world, "first"))
    clock.move_to(viewing.booked_from_at)
    code = begin_viewing(viewing_reference=viewing.reference, by=cast.coordinator)
    screen, _ = enter_screen(code=code)
    for page in (1, 2):
        turn_page(screen=OwnScreen.objects.get(pk=screen.pk), page=page)
    ask_correction(screen=screen, page=2, words=plant("correction"))
    end_viewing(viewing_reference=viewing.reference, by=cast.coordinator, because=EndedBecause.SUPERVISOR)
    world.refs["access request"] = _asked(world, "second")
    world.refs["viewing"] = _booked(world, world.refs["access request"]).reference


def _asked(world: World, label: str) -> str:
    return record_access_request(
        file_reference=world.file.reference,
        by=world.cast.caseworker,
        how_asked="in-person",
        received_at=timezone.now(),
        identity_check="known",
        identity_note=world.plant(f"{label}identitynote"),
        safe_contact=world.plant(f"{label}howtoreach"),
    ).reference


def _booked(world: World, request: str) -> ViewingSession:
    from_at = timezone.now() + timedelta(hours=25)
    return book_viewing(
        request_reference=request,
        by=world.cast.caseworker,
        supervisor=world.cast.coordinator.reference,
        place=world.plant(f"place{from_at:%d}"),
        from_at=from_at,
        until_at=from_at + timedelta(hours=1),
    )
