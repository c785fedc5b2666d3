"""The eight people who work at the invented charity, one for each kind of access."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework.models import Team, VettingOutcome, Worker
from casework.procedures.standing import record_satisfactory_review, record_vetting, sign_undertaking
from casework.procedures.teams import create_team, join_team
from casework.procedures.workers import first_worker, invite_worker
from policy.calendar import add_months_civil
from policy.profile import Profile
from policy.vocabulary import Role

MAIL_DOMAIN = "demo.example"


@dataclass(frozen=True, slots=True)
class Person:
    """One of the cast: the key tests and sign-ins use, an invented name, the abstract role, the line manager's key."""

    key: str
    name: str
    role: Role
    line_manager: str = ""
    months_volunteering: int = 0

    @property
    def email(self) -> str:
        return f"{self.key.replace('_', '.')}@{MAIL_DOMAIN}"


PEOPLE = (
    Person("director", "Helen Marsh", Role.DIRECTOR),
    Person("chair", "David Okafor", Role.CHAIR),
    Person("manager", "Priya Nair", Role.MANAGER, "director"),
    Person("coordinator", "Tom Bleasdale", Role.COORDINATOR, "manager"),
    Person("caseworker", "Sara Whitfield", Role.CASEWORKER, "manager"),
    Person("caseworker2", "Joanne Pike", Role.CASEWORKER, "manager"),
    Person("new_volunteer", "Liam Carter", Role.VOLUNTEER, "coordinator", 3),
    Person("settled_volunteer", "Grace Adeyemi", Role.VOLUNTEER, "coordinator", 8),
)
TEAM, OTHER_TEAM = "Support team", "Outreach team"
IN_TEAM = ("manager", "coordinator", "caseworker", "settled_volunteer", "new_volunteer")
IN_OTHER_TEAM = ("caseworker2",)


def months_before(day: date, months: int) -> date:
    """A day this many months before, early enough in its month to have a corresponding day."""
    year, month0 = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month0 + 1, min(day.day, 28))


def hire(profile: Profile, password: str, today: date) -> tuple[dict[str, Worker], Team, Team]:
    """Make the eight accounts, all signed, in two teams; the volunteers with their dates, checks and review."""
    workers: dict[str, Worker] = {}
    for person in PEOPLE:
        started_on = months_before(today, person.months_volunteering) if person.months_volunteering else None
        if not workers:
            worker = first_worker(name=person.name, email=person.email, role=person.role, password=password)
        else:
            worker = invite_worker(
                by=workers["director"],
                name=person.name,
                email=person.email,
                role=person.role,
                line_manager=workers.get(person.line_manager),
                started_on=started_on,
                password=password,
            ).worker
        workers[person.key] = worker
    for person in PEOPLE:
        witness = "" if person.key == "director" else workers["director"].reference
        sign_undertaking(by=workers[person.key], typed_name=person.name, witness=witness)
    _check_volunteers(profile, workers, today)
    return workers, *_teams(workers)


def _check_volunteers(profile: Profile, workers: dict[str, Worker], today: date) -> None:
    reader = next(w for w in workers.values() if Role(w.role) in profile.vetting.results_to.value)
    for person in PEOPLE:
        if person.months_volunteering:
            record_vetting(
                by=reader,
                worker=workers[person.key].reference,
                applied_on=months_before(today, person.months_volunteering + 1),
                decided_on=months_before(today, person.months_volunteering),
                outcome=VettingOutcome.CLEARED,
                detail="Certificate seen by two people; nothing recorded on it.",
            )
    started_on = months_before(today, 8)
    record_satisfactory_review(
        by=workers["coordinator"],
        worker=workers["settled_volunteer"].reference,
        reviewed_on=add_months_civil(started_on, 6),
    )


def _teams(workers: dict[str, Worker]) -> tuple[Team, Team]:
    teams = []
    for name, keys in ((TEAM, IN_TEAM), (OTHER_TEAM, IN_OTHER_TEAM)):
        team = create_team(by=workers["director"], name=name)
        for key in keys:
            join_team(by=workers["director"], team=team.pk, worker=workers[key].reference)
        teams.append(team)
    return teams[0], teams[1]
