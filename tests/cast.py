"""The named cast of the tests: eight workers and four people with files, made through the procedures.

``in_force("new-futures")`` adopts a policy and returns its cast; ``cast`` is New Futures'. Every
such test runs with a strongroom open, which starts empty: what a test opens, it opens through
the gate. ``sealed_again()`` closes what building or an earlier step has opened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace

import pytest
from django.utils import timezone

from audit.actors import SystemActor
from audit.adoption import adopt, profile_in_force
from casework.demo.cast import hire
from casework.models import Agency, AgencyKind, CaseFile, Team, Worker
from casework.procedures.agencies import add_agency
from casework.procedures.assignments import assign
from casework.procedures.files import open_new_file
from policy.calendar import uk_date
from policy.loading import shipped_text
from policy.profile import Profile
from policy.vocabulary import HeldBy
from vault import strongroom

PASSWORD = "correct horse battery staple"
FAST_HASHER = "django.contrib.auth.hashers.MD5PasswordHasher"
SLUGS = ("pace", "new-futures", "pias", "acevo", "preston")


@dataclass(slots=True)
class Cast:
    """Who there is under one policy.

    ``amina`` and ``rosa`` are files of the caseworker and of ``team``; ``marek`` is rosa's former
    partner, a file of caseworker2 and of ``other_team``; ``bella`` is of ``team``, and the settled
    volunteer is assigned to it beside the caseworker. Nobody else is assigned to anything.
    """

    profile: Profile
    director: Worker
    chair: Worker
    manager: Worker
    coordinator: Worker
    caseworker: Worker
    caseworker2: Worker
    new_volunteer: Worker
    settled_volunteer: Worker
    team: Team
    other_team: Team
    council: Agency
    housing: Agency
    police: Agency
    newspaper: Agency
    amina: CaseFile
    rosa: CaseFile
    marek: CaseFile
    bella: CaseFile

    @property
    def workers(self) -> tuple[Worker, ...]:
        return (
            self.director, self.chair, self.manager, self.coordinator, self.caseworker, self.caseworker2,
            self.new_volunteer, self.settled_volunteer,
        )  # fmt: skip

    @property
    def held_by_worker(self) -> bool:
        """Whether the worker told holds the confidence (Pace)."""
        return self.profile.confidentiality.held_by.value is HeldBy.WORKER

    @property
    def assigner(self) -> Worker:
        """Who may assign to the caseworker's files: at Pace the worker told, elsewhere the manager."""
        return self.caseworker if self.held_by_worker else self.manager


def adopt_policy(slug: str) -> Profile:
    """Put a shipped policy in force."""
    adopt(shipped_text(slug), by=SystemActor("tests"))
    return profile_in_force()


def build_cast(slug: str) -> Cast:
    """Adopt a policy and make its cast. Needs a room of its own, which is closed afterwards."""
    with strongroom.opened_room():
        profile = adopt_policy(slug)
        workers, team, other_team = hire(profile, PASSWORD, uk_date(timezone.now()))
        people = SimpleNamespace(**workers)
        role = profile.people.service_user_roles.value[0]
        files = {
            "amina": _file(people.caseworker, team, role, "Amina", "Yusuf", date(1990, 5, 4), "12 Orchard Rise"),
            "rosa": _file(people.caseworker, team, role, "Rosa", "Kowalczyk", date(1988, 2, 29), "3 Mill Lane"),
            "marek": _file(
                people.caseworker2, other_team, role, "Marek", "Kowalczyk", date(1985, 9, 1), "9 Canal View"
            ),
            "bella": _file(people.caseworker, team, role, "Bella", "Thorne", date(2009, 11, 30), "40 Station Road"),
        }
        cast = Cast(
            profile=profile,
            **workers,
            team=team,
            other_team=other_team,
            council=_agency(people.manager, "Northside Council children's services", AgencyKind.CHILDRENS_SOCIAL_CARE),
            housing=_agency(people.manager, "Harbour Homes", AgencyKind.HOUSING),
            police=_agency(people.manager, "Northside Police", AgencyKind.POLICE),
            newspaper=_agency(people.manager, "The Northside Echo", AgencyKind.MEDIA),
            **files,
        )
        assign(
            by=cast.assigner,
            reference=cast.bella.reference,
            worker=cast.settled_volunteer.reference,
            person_permits=cast.held_by_worker,
        )
    return cast


def _file(by: Worker, team: Team, role: str, given: str, family: str, birth: date, address: str) -> CaseFile:
    return open_new_file(
        by=by,
        given_name=given,
        family_name=family,
        person_role=role,
        birth_date=birth,
        address=address,
        phone="07700 900123",
        safe_contact="Text only, before noon",
        team=team,
        explained=True,
    )


def _agency(by: Worker, name: str, kind: str) -> Agency:
    return add_agency(by=by, name=name, kind=kind, contact_email="duty@agency.example")


@pytest.fixture
def in_force(settings: object) -> Iterator[Callable[[str], Cast]]:
    """``in_force(slug)``: the cast under that policy, with an empty strongroom open until the test ends."""
    settings.PASSWORD_HASHERS = [FAST_HASHER]  # type: ignore[attr-defined]
    with ExitStack() as stack:

        def build(slug: str) -> Cast:
            cast = build_cast(slug)
            stack.enter_context(strongroom.opened_room())
            return cast

        yield build


@pytest.fixture
def cast(in_force: Callable[[str], Cast]) -> Cast:
    """New Futures' cast."""
    return in_force("new-futures")


@pytest.fixture(params=SLUGS)
def any_cast(request: pytest.FixtureRequest, in_force: Callable[[str], Cast]) -> Cast:
    """The cast of each of the five policies in turn."""
    return in_force(request.param)


def sealed_again() -> None:
    """Close everything opened so far and go on in a fresh room, as the next request would."""
    strongroom.current().close()
    strongroom._current.set(strongroom.Strongroom())
