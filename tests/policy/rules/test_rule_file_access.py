"""Who opens a file, by the clauses of each policy."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest

from policy.decision import Decision
from policy.profile import Profile
from policy.rules.file_access import (
    Assigned,
    BrokenGlass,
    shuts_volunteer_assignments,
)
from policy.rules.people import VolunteeringPeriod, WorkerFacts
from policy.vocabulary import SHAREABLE, Category, Role
from tests.policy.rules.builders import NOW, TODAY, cited, new_volunteer, volunteer, worker
from tests.policy.rules.opening import FILES, NOTE_1, NOTE_2, REASON, WORKING, a_file, ask, compartments, face, outcome

# New Futures: the organisation holds the confidence


@pytest.mark.clause("NF-1.2")
def test_a_colleague_who_gives_a_reason_opens_the_file_of_one_who_left(new_futures: Profile) -> None:
    decision = ask(new_futures, worker(), a_file(), REASON)
    assert decision.permitted
    assert decision.sources == ("NF-1.2",)


@pytest.mark.parametrize("reason", ["", "  ", "n/a", "N.A.", "-", "unknown", "None", "tbc"])
def test_a_reason_that_says_nothing_is_asked_for_again(new_futures: Profile, reason: str) -> None:
    decision = ask(new_futures, worker(), a_file(), reason)
    assert cited(decision) == {"NF-1.2", "DEF-10"}
    assert not decision.concealed


@pytest.mark.clause("NF-2.4a-i")
def test_a_new_volunteer_gets_the_same_answer_at_every_address(new_futures: Profile) -> None:
    faces = {face(ask(new_futures, new_volunteer(), file, reason)) for file, reason in product(FILES, ("", REASON))}
    assert len(faces) == 1


@pytest.mark.clause("NF-2.4a-ii")
def test_a_settled_volunteer_opens_the_assigned_file_and_no_other(new_futures: Profile) -> None:
    opened = ask(new_futures, volunteer(), a_file(assigned=Assigned.AS_VOLUNTEER))
    assert opened.permitted
    assert "NF-2.4a" in opened.sources
    assert ask(new_futures, volunteer(), a_file(in_team=True), REASON).concealed


@pytest.mark.clause("NF-1.1l")
def test_the_accused_gets_the_page_of_a_missing_file_and_the_ledger_the_real_ground(new_futures: Profile) -> None:
    accused = a_file(barred=True, accused=True, assigned=Assigned.AS_STAFF, in_team=True)
    decision = ask(new_futures, worker(Role.DIRECTOR), accused, REASON)
    assert decision.concealed
    assert cited(decision) == {"NF-1.1l", "DEF-9", "DEF-19"}
    assert face(decision) == face(ask(new_futures, worker(Role.DIRECTOR), None, REASON))


@pytest.mark.clause("NF-4.6.1", "NF-3.4a")
def test_involvement_opens_to_assigned_staff_only(new_futures: Profile) -> None:
    def opens(who: WorkerFacts, **facts: object) -> frozenset[str]:
        return compartments(ask(new_futures, who, a_file(**facts), REASON))

    assert "involvement" in opens(worker(), assigned=Assigned.AS_STAFF)
    assert "involvement" not in opens(worker(), in_team=True)
    assert "involvement" not in opens(worker(Role.MANAGER))
    assert "involvement" not in opens(volunteer(), assigned=Assigned.AS_VOLUNTEER)


def test_the_rest_that_is_shareable_and_the_working_papers_open_together(new_futures: Profile) -> None:
    opened = compartments(ask(new_futures, worker(), a_file(in_team=True)))
    assert opened == {c.value for c in {*SHAREABLE, *WORKING} - {Category.INVOLVEMENT}}


@pytest.mark.parametrize(
    ("role", "seen"), [(Role.MANAGER, True), (Role.DIRECTOR, True), (Role.CASEWORKER, False), (Role.COORDINATOR, False)]
)
def test_bars_are_read_only_by_those_who_handle_them(new_futures: Profile, role: Role, seen: bool) -> None:
    opened = compartments(ask(new_futures, worker(role), a_file(assigned=Assigned.AS_STAFF)))
    assert ("restricted" in opened) is seen


def test_check_results_never_open_with_a_file(any_profile: Profile) -> None:
    for role in any_profile.roles:
        opened = compartments(ask(any_profile, worker(role), a_file(assigned=Assigned.AS_STAFF, in_team=True), REASON))
        assert "vetting" not in opened


def test_files_held_as_a_volunteer_stay_shut_to_somebody_who_is_also_staff(new_futures: Profile) -> None:
    both = worker(volunteering=(VolunteeringPeriod(TODAY - timedelta(days=30)),))
    mine, theirs = a_file(assigned=Assigned.AS_VOLUNTEER), a_file(assigned=Assigned.AS_STAFF)
    assert shuts_volunteer_assignments(new_futures, both, NOW)
    assert "NF-2.4a" in cited(ask(new_futures, both, mine, REASON))
    assert ask(new_futures, both, theirs).permitted
    only_staff_now = worker(volunteering=(VolunteeringPeriod(date(2025, 12, 1), TODAY - timedelta(days=1)),))
    assert ask(new_futures, only_staff_now, mine).permitted


# The other policies


@pytest.mark.clause("PIAS-CB-2-i")
def test_a_pias_colleague_without_a_reason_is_refused_by_its_own_clause(pias: Profile) -> None:
    assert "PIAS-CB-2" in cited(ask(pias, worker(), a_file()))
    assert ask(pias, worker(), a_file(), REASON).permitted


@pytest.mark.clause("ACEVO-2-i")
def test_acevo_staff_open_with_a_reason(acevo: Profile) -> None:
    assert "ACEVO-2" in cited(ask(acevo, worker(), a_file()))
    assert "ACEVO-2" in ask(acevo, worker(), a_file(), REASON).sources


def test_pias_volunteers_work_from_their_first_day(pias: Profile) -> None:
    today = volunteer(TODAY, reviewed_on=None)
    assert ask(pias, today, a_file(assigned=Assigned.AS_VOLUNTEER)).permitted


@pytest.mark.clause("PACE-5-i")
@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.MANAGER, Role.DIRECTOR, Role.COORDINATOR])
def test_at_pace_a_file_that_is_not_theirs_is_as_if_absent_even_to_the_team(pace: Profile, role: Role) -> None:
    for reason in ("", REASON):
        unrelated = ask(pace, worker(role), a_file(in_team=True), reason)
        assert unrelated.concealed
        assert "PACE-5" in cited(unrelated)
        assert face(unrelated) == face(ask(pace, worker(role), None, reason))


@pytest.mark.clause("PACE-5-ii")
def test_a_permission_for_note_1_opens_note_1_and_nothing_else(pace: Profile) -> None:
    decision = ask(pace, worker(Role.MANAGER), a_file(permitted_records=frozenset({NOTE_1})))
    assert decision.permitted
    (opening,) = decision.opens
    assert opening.records == {NOTE_1}
    assert opening.compartments == frozenset()
    assert NOTE_2 not in opening.records


@pytest.mark.clause("PACE-5-ii")
def test_a_permission_opens_nothing_to_a_colleague_without_authority(pace: Profile) -> None:
    assert Role.CASEWORKER not in pace.consent.members_with_authority.value
    assert ask(pace, worker(), a_file(permitted_whole=True)).concealed


def test_the_pace_manager_on_call_sees_that_a_file_exists_and_the_safe_contact(pace: Profile) -> None:
    decision = ask(pace, worker(Role.MANAGER), a_file(), on_call=True)
    assert compartments(decision) == {"identity", "contact"}
    assert not decision.obligations


def test_broken_glass_opens_the_notes_for_three_hours_and_the_person_is_told(pace: Profile) -> None:
    def at(hours: float, reason: str = REASON) -> Decision:
        glass = BrokenGlass(reason, NOW - timedelta(hours=hours))
        return ask(pace, worker(Role.MANAGER), a_file(), on_call=True, broken_glass=glass)

    assert "notes" in compartments(at(0))
    assert {o.slug for o in at(0).obligations} == {"tell-person-of-break-glass", "review-break-glass"}
    assert "notes" in compartments(at(2.99))
    assert "notes" not in compartments(at(3))
    assert "notes" not in compartments(at(0, "n/a"))
    assert "notes" not in compartments(at(-1))


def test_being_on_call_opens_nothing_to_others_nor_past_a_bar(pace: Profile, new_futures: Profile) -> None:
    assert ask(pace, worker(), a_file(), on_call=True).concealed
    assert ask(pace, worker(Role.MANAGER), a_file(barred=True), on_call=True).concealed
    assert outcome(ask(new_futures, worker(Role.MANAGER), a_file(), on_call=True)) == "reason"
