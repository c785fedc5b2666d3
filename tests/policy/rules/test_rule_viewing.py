"""A person reading their own file: receipt, notice, supervisor, session, pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.decision import Decision, Opening, decide, default, forbids, permits
from policy.loading import load_profile, shipped_profiles
from policy.profile import Profile
from policy.rules.people import WorkerFacts
from policy.rules.viewing import (
    BookingFacts,
    ReadingFacts,
    RequestFacts,
    SessionFacts,
    Stage,
    SupervisorFacts,
    earliest_viewing,
    weigh_begin,
    weigh_booking,
    weigh_call_off,
    weigh_end,
    weigh_end_by_clock,
    weigh_finish,
    weigh_read,
    weigh_record_request,
    weigh_watch,
)
from policy.vocabulary import Group, Role
from tests.policy.rules.builders import NOW, an_id, cited, fields, volunteer, worker

LONDON = ZoneInfo("Europe/London")
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
COPY = Opening(an_id("copy"), compartments=frozenset({"copy"}))
ANNE = SupervisorFacts(worker(Role.CASEWORKER, "anne"), barred=False, subject=False, busy=False)


def yes(profile: Profile) -> Decision:
    return decide([permits(profile.confidentiality.held_by.source, "open")], profile.ref)


def no(profile: Profile) -> Decision:
    return decide([forbids(default("DEF-14"), "none")], profile.ref, concealed=True)


def record(profile: Profile, received_at: datetime, by: WorkerFacts | None = None, **facts: object) -> Decision:
    known: dict[str, object] = {"file_opened_at": NOW - timedelta(days=90), "own_worker": False, **facts}
    return weigh_record_request(
        RequestFacts(profile, NOW, by or worker(), yes(profile), received_at=received_at, **known)  # type: ignore[arg-type]
    )


def book(profile: Profile, **facts: object) -> Decision:
    known: dict[str, object] = {
        "now": NOW,
        "access": yes(profile),
        "received_at": NOW - 2 * HOUR,
        "request_open": True,
        "identity_checked": True,
        "standing": False,
        "asked": True,
        "from_at": NOW + 30 * HOUR,
        "until_at": NOW + 31 * HOUR,
        "supervisor": ANNE,
        **facts,
    }
    return weigh_booking(BookingFacts(profile, **known))  # type: ignore[arg-type]


def a_session(profile: Profile, **facts: object) -> SessionFacts:
    known: dict[str, object] = {
        "now": NOW,
        "access": yes(profile),
        "by": ANNE.worker,
        "by_supervisor": True,
        "stage": Stage.BOOKED,
        "from_at": NOW,
        "until_at": NOW + HOUR,
        "received_at": NOW - 24 * HOUR,
        "supervisor": ANNE,
        **facts,
    }
    return SessionFacts(profile, **known)  # type: ignore[arg-type]


# The request


@pytest.mark.clause("NF-2.2-i")
@pytest.mark.parametrize(
    ("received_at", "facts", "permitted"),
    [
        (NOW, {}, True),
        (NOW - 40 * HOUR, {}, True),
        (NOW + SECOND, {}, False),
        (NOW - timedelta(days=91), {}, False),
        (NOW - timedelta(minutes=5), {"own_worker": True}, True),
        (NOW - 2 * HOUR, {"own_worker": True}, False),
        (NOW - 2 * HOUR, {"own_worker": True, "by": worker(Role.MANAGER)}, True),
    ],
)
def test_a_time_of_receipt_is_past_after_the_file_and_not_back_dated_by_the_own_worker(
    new_futures: Profile, received_at: datetime, facts: dict[str, object], permitted: bool
) -> None:
    decision = record(new_futures, received_at, **facts)  # type: ignore[arg-type]
    assert decision.permitted is permitted
    assert cited(decision) == (set() if permitted else {"NF-2.2"})
    assert fields(decision) <= {"received_at"}


def test_a_file_that_does_not_open_gives_its_own_answer(any_profile: Profile) -> None:
    facts = RequestFacts(any_profile, NOW, worker(), no(any_profile), NOW - HOUR, NOW, own_worker=False)
    assert weigh_record_request(facts) == no(any_profile)


# The slot


def wall(*when: int) -> datetime:
    return datetime(*when, tzinfo=LONDON).astimezone(UTC)  # type: ignore[arg-type, misc]


@pytest.mark.clause("NF-2.2-i")
@pytest.mark.parametrize(
    ("received", "slot", "permitted"),
    [
        (wall(2026, 3, 28, 12), wall(2026, 3, 29, 12, 59), False),
        (wall(2026, 3, 28, 12), wall(2026, 3, 29, 13), True),
        (wall(2026, 10, 24, 12), wall(2026, 10, 25, 10, 59), False),
        (wall(2026, 10, 24, 12), wall(2026, 10, 25, 11), True),
        (wall(2026, 6, 1, 9), wall(2026, 6, 2, 8, 59), False),
        (wall(2026, 6, 1, 9), wall(2026, 6, 2, 9), True),
    ],
)
def test_the_earliest_slot_is_receipt_plus_24_elapsed_hours(
    new_futures: Profile, received: datetime, slot: datetime, permitted: bool
) -> None:
    decision = book(new_futures, now=received, received_at=received, from_at=slot, until_at=slot + HOUR)
    assert decision.permitted is permitted
    if not permitted:
        assert cited(decision) == {"NF-2.2"}
        assert "earliest time is" in decision.objections[0].remedy


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)), st.integers(0, 60 * 48))
def test_no_slot_is_ever_early_and_none_that_is_due_is_refused(received: datetime, minutes: int) -> None:
    profile, received_at = load_profile("new-futures"), received.replace(tzinfo=UTC)
    slot = received_at + timedelta(minutes=minutes)
    decision = book(profile, now=received_at, received_at=received_at, from_at=slot, until_at=slot + HOUR)
    assert decision.permitted is (minutes >= 24 * 60)
    assert earliest_viewing(profile, received_at) == received_at + timedelta(hours=24)


@pytest.mark.parametrize("slug", [s for s in shipped_profiles() if s != "new-futures"])
def test_no_other_policy_asks_for_notice(slug: str) -> None:
    assert book(load_profile(slug), received_at=NOW, from_at=NOW, until_at=NOW + HOUR).permitted


@pytest.mark.parametrize(
    ("facts", "sources"),
    [
        ({"identity_checked": False}, {"DEF-6"}),
        ({"request_open": False}, {"NF-2.2"}),
        ({"standing": True}, {"NF-2.2"}),
        ({"received_at": NOW - 50 * HOUR, "from_at": NOW - HOUR}, {"DEF-1"}),
        ({"until_at": NOW + 30 * HOUR}, {"DEF-1"}),
        ({"supervisor": None}, {"NF-2.2"}),
    ],
)
def test_a_booking_needs_a_checked_open_request_a_time_to_come_and_a_supervisor(
    new_futures: Profile, facts: dict[str, object], sources: set[str]
) -> None:
    assert book(new_futures).permitted
    assert cited(book(new_futures, **facts)) == sources


# The supervisor


@pytest.mark.clause("NF-2.2-ii")
@pytest.mark.parametrize("role", list(Role))
def test_only_staff_supervise(new_futures: Profile, role: Role) -> None:
    who = volunteer() if role is Role.VOLUNTEER else worker(role)
    decision = book(new_futures, supervisor=replace(ANNE, worker=who))
    entry = new_futures.roles.get(role)
    assert decision.permitted is (entry is not None and entry.group is Group.STAFF)
    assert cited(decision) <= {"NF-2.2"}


@pytest.mark.clause("NF-2.2-ii")
def test_barred_busy_and_own_file_are_refused_in_one_sentence_that_gives_nothing_away(new_futures: Profile) -> None:
    spoilt = [replace(ANNE, **{flaw: True}) for flaw in ("barred", "subject", "busy")]
    spoilt.append(replace(ANNE, worker=worker(signatures=replace(worker().signatures, current=False))))
    grounds = {book(new_futures, supervisor=each).objections for each in spoilt}
    assert len(grounds) == 1


# The session


@pytest.mark.clause("NF-2.2-ii")
@pytest.mark.parametrize(
    ("facts", "permitted"),
    [
        ({}, True),
        ({"now": NOW - SECOND}, False),
        ({"now": NOW + HOUR - SECOND}, True),
        ({"now": NOW + HOUR}, False),
        ({"by_supervisor": False, "by": worker(Role.MANAGER)}, False),
        ({"stage": Stage.LIVE}, False),
        ({"stage": Stage.OVER}, False),
        ({"received_at": NOW - 24 * HOUR + SECOND}, False),
        ({"another_live": True}, False),
        ({"supervisor": replace(ANNE, barred=True)}, False),
        ({"supervisor": replace(ANNE, worker=volunteer())}, False),
    ],
)
def test_a_viewing_begins_by_its_supervisor_in_its_time_after_the_notice(
    new_futures: Profile, facts: dict[str, object], permitted: bool
) -> None:
    decision = weigh_begin(a_session(new_futures, **facts), [COPY])
    assert decision.permitted is permitted
    assert decision.opens == ((COPY,) if permitted else ())
    assert cited(decision) <= {"NF-2.2"}


@pytest.mark.parametrize("facts", [{"by_supervisor": False}, {"supervisor": replace(ANNE, barred=True)}])
def test_whoever_may_not_know_of_the_file_learns_nothing_from_its_viewing(
    any_profile: Profile, facts: dict[str, object]
) -> None:
    hidden = a_session(any_profile, access=no(any_profile), **facts)
    assert weigh_begin(hidden, [COPY]) == no(any_profile)
    assert weigh_watch(hidden, [COPY], running=True) == no(any_profile)


@pytest.mark.parametrize(
    ("facts", "permitted"),
    [
        ({"stage": Stage.LIVE}, True),
        ({"stage": Stage.PAUSED}, True),
        ({"stage": Stage.BOOKED}, False),
        ({"stage": Stage.OVER}, False),
        ({"stage": Stage.LIVE, "by_supervisor": False, "by": worker(Role.MANAGER)}, True),
        ({"stage": Stage.LIVE, "by_supervisor": False, "by": worker()}, False),
    ],
)
def test_a_running_viewing_is_watched_and_ended_by_its_supervisor_or_a_manager(
    any_profile: Profile, facts: dict[str, object], permitted: bool
) -> None:
    session = a_session(any_profile, **facts)
    assert weigh_watch(session, [], running=True).permitted is permitted
    assert weigh_end(session).permitted is permitted


def test_ending_is_not_kept_from_a_supervisor_who_turns_out_to_be_barred(any_profile: Profile) -> None:
    barred = replace(ANNE, barred=True)
    assert weigh_end(a_session(any_profile, stage=Stage.LIVE, access=no(any_profile), supervisor=barred)).permitted


@pytest.mark.parametrize("stage", list(Stage))
def test_only_a_booked_viewing_is_called_off(any_profile: Profile, stage: Stage) -> None:
    assert weigh_call_off(yes(any_profile), any_profile, stage).permitted is (stage is Stage.BOOKED)


@pytest.mark.parametrize("overdue", [True, False])
def test_the_clock_ends_what_is_past_its_time_and_nothing_else(any_profile: Profile, overdue: bool) -> None:
    assert weigh_end_by_clock(any_profile, overdue=overdue).permitted is overdue


# The person's own screen


@pytest.mark.clause("NF-4.5-i")
@pytest.mark.parametrize("live", [True, False])
@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize("page", [None, 0, 1, 3, 4])
@pytest.mark.parametrize("other", [True, False])
def test_the_screen_shows_a_page_of_its_own_copy_while_it_is_under_way_and_nothing_else(
    new_futures: Profile, live: bool, stage: Stage, page: int | None, other: bool
) -> None:
    facts = ReadingFacts(new_futures, live, stage, 3, page, other)
    decision = weigh_read(facts, [COPY])
    allowed = live and stage is Stage.LIVE and page in {None, 1, 3} and not other
    assert decision.permitted is allowed
    assert decision.opens == ((COPY,) if allowed else ())
    assert cited(decision) == (set() if allowed else {"NF-4.5"})


@pytest.mark.parametrize("stage", list(Stage))
def test_the_person_may_stop_whenever_it_stands(any_profile: Profile, stage: Stage) -> None:
    facts = ReadingFacts(any_profile, True, stage, 3, None)
    assert weigh_finish(facts).permitted is (stage in {Stage.LIVE, Stage.PAUSED})
    assert weigh_finish(replace(facts, screen_live=False)).refused
    assert weigh_finish(replace(facts, other_viewing=True)).refused
