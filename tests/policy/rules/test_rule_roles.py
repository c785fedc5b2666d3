"""What a role may do before any file is looked at."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from policy.calendar import Span
from policy.profile import Profile
from policy.rules.people import Review, Signatures, VettingOutcome, VolunteeringPeriod
from policy.rules.roles import weigh_role
from policy.vocabulary import Role
from tests.policy.rules.builders import NOW, TODAY, an_id, cited, new_volunteer, volunteer, worker

DAY = timedelta(days=1)


@pytest.mark.clause("NF-2.4a-i")
def test_a_new_volunteer_is_refused_with_the_date_on_which_that_changes(new_futures: Profile) -> None:
    decision = weigh_role(new_futures, new_volunteer(), NOW)
    assert decision.refused
    assert not decision.concealed
    assert cited(decision) == {"NF-2.4a"}
    assert decision.changes_on == date(2026, 6, 2)
    assert any("2 June 2026" in g.reason for g in decision.objections)


@pytest.mark.parametrize(
    ("at", "permitted"),
    [
        (datetime(2026, 6, 30, 22, 59, 59, tzinfo=UTC), False),
        (datetime(2026, 6, 30, 23, 0, 0, tzinfo=UTC), True),
    ],
)
def test_the_months_are_complete_at_local_midnight_in_summer(
    new_futures: Profile, at: datetime, permitted: bool
) -> None:
    settled = volunteer(date(2026, 1, 1), reviewed_on=date(2026, 7, 1))
    assert weigh_role(new_futures, settled, at).permitted is permitted


@pytest.mark.clause("NF-2.4a-ii")
@pytest.mark.parametrize(
    ("case", "reviews"),
    [
        ("nobody recorded anything", ()),
        ("unsatisfactory", (Review(date(2026, 2, 1), False, an_id("supervisor")),)),
        ("made before the months were complete", (Review(date(2026, 1, 5), True, an_id("supervisor")),)),
        ("made by the volunteer", (Review(date(2026, 2, 1), True, an_id("volunteer")),)),
        ("dated in the future", (Review(TODAY + DAY, True, an_id("supervisor")),)),
        (
            "bad after good",
            (Review(date(2026, 2, 1), True, an_id("a")), Review(date(2026, 2, 9), False, an_id("b"))),
        ),
        (
            "good and bad on one day",
            (Review(date(2026, 2, 1), False, an_id("a")), Review(date(2026, 2, 1), True, an_id("b"))),
        ),
    ],
)
def test_time_alone_never_unlocks(new_futures: Profile, case: str, reviews: tuple[Review, ...]) -> None:
    served = volunteer(date(2025, 7, 12), reviews=reviews)
    decision = weigh_role(new_futures, served, NOW)
    assert decision.refused, case
    assert cited(decision) == {"NF-2.4a"}
    assert any("satisfactory review" in g.remedy for g in decision.objections)


@pytest.mark.clause("NF-2.4a-ii")
@pytest.mark.parametrize(
    "reviews",
    [
        (Review(date(2026, 1, 12), True, an_id("supervisor")),),
        (Review(date(2025, 12, 1), False, an_id("a")), Review(date(2026, 1, 20), True, an_id("b"))),
    ],
)
def test_six_satisfactory_months_unlock(new_futures: Profile, reviews: tuple[Review, ...]) -> None:
    served = volunteer(date(2025, 7, 12), reviews=reviews)
    decision = weigh_role(new_futures, served, NOW)
    assert decision.permitted
    assert decision.changes_on is None


def test_leave_entered_after_the_date_shuts_the_files_again(new_futures: Profile) -> None:
    settled = volunteer(date(2025, 8, 25), reviewed_on=date(2026, 2, 26))
    assert weigh_role(new_futures, settled, NOW).permitted
    away = (Span(date(2025, 12, 1), date(2025, 12, 31)),)
    after = weigh_role(new_futures, volunteer(date(2025, 8, 25), reviewed_on=date(2026, 2, 26), leaves=away), NOW)
    assert after.changes_on == date(2026, 3, 28)
    assert cited(after) == {"NF-2.4a", "DEF-11"}


def test_leave_without_an_end_says_since_when_and_gives_no_date(new_futures: Profile) -> None:
    paused = new_volunteer(leaves=(Span(date(2026, 1, 10)),))
    decision = weigh_role(new_futures, paused, NOW)
    assert decision.changes_on is None
    assert any("since 10 January 2026" in g.reason for g in decision.objections)
    assert cited(decision) == {"NF-2.4a", "DEF-11"}


def test_a_volunteer_who_came_back_starts_anew_unless_a_manager_counts_the_earlier_service(
    new_futures: Profile,
) -> None:
    earlier = VolunteeringPeriod(date(2024, 1, 1), date(2024, 12, 31))
    back = date(2026, 1, 1)
    review = (Review(date(2026, 2, 1), True, an_id("supervisor")),)
    anew = volunteer(volunteering=(earlier, VolunteeringPeriod(back)), reviews=review)
    assert weigh_role(new_futures, anew, NOW).changes_on == date(2026, 7, 1)
    counted = volunteer(volunteering=(VolunteeringPeriod(back, earlier_counts=True), earlier), reviews=review)
    assert not {"DEF-11"} & cited(weigh_role(new_futures, counted, NOW))
    once = VolunteeringPeriod(date(2024, 10, 1), date(2024, 12, 31))
    half = volunteer(volunteering=(once, VolunteeringPeriod(back, earlier_counts=True)), reviews=review)
    assert weigh_role(new_futures, half, NOW).changes_on == date(2026, 4, 1)


@pytest.mark.parametrize("periods", [(), (VolunteeringPeriod(date(2024, 1, 1), TODAY - DAY),)])
def test_a_volunteer_with_no_service_running_opens_nothing(
    new_futures: Profile, periods: tuple[VolunteeringPeriod, ...]
) -> None:
    assert cited(weigh_role(new_futures, volunteer(volunteering=periods), NOW)) == {"NF-2.4a"}


def test_the_volunteer_rule_ends_on_the_first_day_as_staff_and_not_before(new_futures: Profile) -> None:
    joins = new_volunteer(staff_from=TODAY + DAY)
    became = worker(Role.CASEWORKER, volunteering=joins.volunteering, staff_from=TODAY)
    not_yet = worker(Role.CASEWORKER, volunteering=joins.volunteering, staff_from=TODAY + DAY)
    assert weigh_role(new_futures, became, NOW).permitted
    assert cited(weigh_role(new_futures, not_yet, NOW)) == {"NF-2.4a"}


@pytest.mark.parametrize("slug", ["pias", "acevo", "pace", "preston"])
def test_no_other_policy_makes_volunteers_wait(request: pytest.FixtureRequest, slug: str) -> None:
    decision = weigh_role(request.getfixturevalue(slug), new_volunteer(), NOW)
    assert decision.permitted


@pytest.mark.clause("PRESTON-7-i")
@pytest.mark.parametrize("outcome", [o for o in VettingOutcome if o is not VettingOutcome.CLEARED])
def test_a_preston_volunteer_sees_no_family_until_a_check_is_back_and_cleared(
    preston: Profile, outcome: VettingOutcome
) -> None:
    assert cited(weigh_role(preston, volunteer(vetting=outcome), NOW)) == {"PRESTON-7"}
    assert weigh_role(preston, volunteer(vetting=VettingOutcome.CLEARED), NOW).permitted


def test_an_unchecked_member_of_staff_is_prompted_and_not_stopped(preston: Profile) -> None:
    decision = weigh_role(preston, worker(vetting=VettingOutcome.NONE), NOW)
    assert decision.permitted
    assert any("criminal-record" in note for note in decision.notes)


def test_nobody_is_asked_for_a_check_where_the_policy_is_silent(new_futures: Profile) -> None:
    assert weigh_role(new_futures, volunteer(vetting=VettingOutcome.NONE), NOW).permitted


@pytest.mark.clause("NF-4.2a")
def test_a_new_starter_who_has_not_signed_opens_nothing(new_futures: Profile) -> None:
    decision = weigh_role(new_futures, worker(signatures=Signatures(current=False)), NOW)
    assert cited(decision) == {"NF-4.2a", "DEF-28"}
    assert all("sign" in g.remedy for g in decision.objections)


@pytest.mark.clause("PRESTON-0")
@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.VOLUNTEER])
def test_a_preston_worker_without_an_undertaking_opens_no_family_page(preston: Profile, role: Role) -> None:
    unsigned = Signatures(current=False)
    who = volunteer(signatures=unsigned) if role is Role.VOLUNTEER else worker(role, signatures=unsigned)
    assert "PRESTON-0" in cited(weigh_role(preston, who, NOW))


@pytest.mark.parametrize(("days", "permitted"), [(0, True), (13, True), (14, False), (100, False)])
def test_a_new_version_leaves_fourteen_days_to_those_who_signed_the_one_before(
    any_profile: Profile, days: int, permitted: bool
) -> None:
    signed_before = Signatures(current=False, previous=True, new_version_on=TODAY - timedelta(days=days))
    decision = weigh_role(any_profile, worker(signatures=signed_before), NOW)
    assert decision.permitted is permitted
    assert ("DEF-28" in cited(decision)) is not permitted
    assert any("sign the new version" in note for note in decision.notes) is permitted


@pytest.mark.clause("PACE-1")
def test_a_friend_of_pace_opens_no_file(pace: Profile) -> None:
    assert "DEF-1" in cited(weigh_role(pace, worker(Role.FRIEND), NOW))


def test_committee_members_open_no_file(any_profile: Profile) -> None:
    assert "DEF-1" in cited(weigh_role(any_profile, worker(Role.COMMITTEE), NOW))


def test_a_role_the_policy_does_not_know_is_refused(new_futures: Profile) -> None:
    assert cited(weigh_role(new_futures, worker(Role.FRIEND), NOW)) == {"DEF-1"}


def test_a_closed_account_opens_nothing(any_profile: Profile) -> None:
    assert cited(weigh_role(any_profile, worker(Role.MANAGER, active=False), NOW)) == {"DEF-1"}
