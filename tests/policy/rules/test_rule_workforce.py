"""Acts about workers: reviews, dates, checks, signatures, deputies."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from policy.decision import Decision, Opening
from policy.loading import load_profile
from policy.profile import Profile
from policy.rules.acting import weigh_account, weigh_power
from policy.rules.own_screen import CODE_TRIES, CodeFacts, weigh_code
from policy.rules.people import Signatures
from policy.rules.workforce import (
    AboutWorkerFacts,
    NominationFacts,
    SigningFacts,
    weigh_manage_worker,
    weigh_nomination,
    weigh_review,
    weigh_signing,
    weigh_vetting,
)
from policy.vocabulary import Power, Role
from tests.policy.rules.builders import NOW, TODAY, an_id, cited, fields, volunteer, worker

DAY = timedelta(days=1)
DETAIL = Opening(an_id("worker folder"), compartments=frozenset({"vetting"}))


def about(profile: Profile, by: object, target: object, **facts: object) -> AboutWorkerFacts:
    return AboutWorkerFacts(profile, NOW, by, target, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize("role", list(Role))
def test_workers_are_managed_by_those_trusted_with_it(any_profile: Profile, role: Role) -> None:
    entry = any_profile.roles.get(role)
    trusted = entry is not None and Power.MANAGE_WORKERS in entry.powers
    assert weigh_manage_worker(about(any_profile, worker(role), volunteer())).permitted is trusted


def test_nobody_changes_their_own_standing(any_profile: Profile) -> None:
    manager = worker(Role.MANAGER)
    assert weigh_manage_worker(about(any_profile, manager, manager), own="Not yourself.").refused
    assert weigh_manage_worker(about(any_profile, manager, None)).refused


@pytest.mark.clause("NF-2.4a-ii")
@pytest.mark.parametrize(
    ("by", "line_manager", "reviewed_on", "permitted"),
    [
        (worker(Role.MANAGER), False, TODAY, True),
        (worker(Role.CASEWORKER), False, TODAY, False),
        (worker(Role.CASEWORKER), True, TODAY, True),
        (worker(Role.MANAGER), False, TODAY + DAY, False),
        (worker(Role.MANAGER, "volunteer"), False, TODAY, False),
        (worker(Role.MANAGER, active=False), True, TODAY, False),
    ],
)
def test_a_volunteer_is_reviewed_by_a_manager_or_line_manager_and_never_by_themselves(
    new_futures: Profile, by: object, line_manager: bool, reviewed_on: object, permitted: bool
) -> None:
    facts = about(new_futures, by, volunteer(), is_line_manager=line_manager)
    assert weigh_review(facts, reviewed_on).permitted is permitted  # type: ignore[arg-type]


@pytest.mark.clause("PRESTON-7-ii")
@pytest.mark.parametrize("role", list(Role))
def test_a_preston_result_is_read_by_the_coordinator_and_the_chair_only(preston: Profile, role: Role) -> None:
    decision = weigh_vetting(about(preston, worker(role, "somebody"), volunteer()), [TODAY], DETAIL)
    assert decision.permitted is (role in {Role.COORDINATOR, Role.CHAIR})
    assert decision.opens == ((DETAIL,) if decision.permitted else ())
    assert set(decision.sources) == {"PRESTON-7"}


@pytest.mark.clause("PRESTON-7-ii")
def test_the_chairs_own_result_goes_to_the_coordinator_and_the_other_way_round(preston: Profile) -> None:
    chair, coordinator = worker(Role.CHAIR), worker(Role.COORDINATOR)
    assert weigh_vetting(about(preston, chair, chair), [], DETAIL).refused
    assert weigh_vetting(about(preston, coordinator, coordinator), [], DETAIL).refused
    assert weigh_vetting(about(preston, coordinator, chair), [], DETAIL).permitted
    assert weigh_vetting(about(preston, chair, coordinator), [], DETAIL).permitted


@pytest.mark.clause("PRESTON-7-i")
def test_a_check_is_not_dated_in_the_future(preston: Profile) -> None:
    decision = weigh_vetting(about(preston, worker(Role.CHAIR), volunteer()), [TODAY + DAY, None], DETAIL)
    assert cited(decision) == {"PRESTON-7"}
    assert fields(decision) == {"decided_on"}


# Signing

UNSIGNED = Signatures(current=False)


def sign(profile: Profile, who: object, **facts: object) -> Decision:
    return weigh_signing(SigningFacts(profile, NOW, who, **facts))  # type: ignore[arg-type]


@pytest.mark.clause("NF-4.2a")
def test_everybody_signs_for_themselves_and_once(new_futures: Profile) -> None:
    starter = worker(signatures=UNSIGNED)
    assert sign(new_futures, starter, name_matches=True).permitted
    assert cited(sign(new_futures, starter, name_matches=False)) == {"NF-4.2a"}
    assert cited(sign(new_futures, worker(), name_matches=True)) == {"DEF-28"}
    assert sign(new_futures, replace(starter, active=False), name_matches=True).refused


@pytest.mark.clause("PRESTON-1")
def test_a_preston_volunteers_undertaking_has_a_witness(preston: Profile) -> None:
    starter = volunteer(signatures=UNSIGNED)
    assert fields(sign(preston, starter, name_matches=True, witnessed=False)) == {"witness"}
    assert sign(preston, starter, name_matches=True, witnessed=True).permitted
    assert sign(preston, worker(signatures=UNSIGNED), name_matches=True, witnessed=False).permitted


# Deputies


def nominate(profile: Profile, **facts: object) -> Decision:
    known: dict[str, object] = {
        "by": worker(Role.DIRECTOR),
        "principal": worker(Role.DIRECTOR),
        "deputy": worker(Role.COORDINATOR),
        "started_on": TODAY,
        "ended_on": TODAY + 14 * DAY,
        **facts,
    }
    return weigh_nomination(NominationFacts(profile, NOW, **known))  # type: ignore[arg-type]


@pytest.mark.clause("PACE-7-i")
@pytest.mark.parametrize(
    ("facts", "permitted"),
    [
        ({}, True),
        ({"by": worker(Role.CHAIR)}, True),
        ({"by": worker(Role.MANAGER)}, False),
        ({"started_on": TODAY - DAY}, False),
        ({"ended_on": TODAY - DAY}, False),
        ({"principal": worker(Role.COORDINATOR, "other")}, False),
        ({"deputy": worker(Role.DIRECTOR)}, False),
        ({"deputy": worker(Role.COORDINATOR, active=False)}, False),
        ({"by": worker(Role.CHAIR), "deputy": worker(Role.CHAIR)}, False),
    ],
)
def test_a_deputy_is_named_with_dates_by_the_principal_or_the_board(
    pace: Profile, facts: dict[str, object], permitted: bool
) -> None:
    assert nominate(pace, **facts).permitted is permitted


@pytest.mark.parametrize("slug", ["new-futures", "preston"])
def test_where_the_policy_knows_no_deputies_none_is_nominated(slug: str) -> None:
    assert nominate(load_profile(slug)).refused


# Accounts, powers, the code of the person's own screen


@pytest.mark.parametrize("power", list(Power))
@pytest.mark.parametrize("role", list(Role))
def test_a_power_belongs_to_the_roles_that_have_it_and_to_running_accounts(
    any_profile: Profile, role: Role, power: Power
) -> None:
    entry = any_profile.roles.get(role)
    has = entry is not None and power in entry.powers
    assert weigh_power(any_profile, worker(role), [power], NOW).permitted is has
    assert weigh_power(any_profile, worker(role, active=False), [power], NOW, also_if=True).refused
    assert weigh_account(any_profile, worker(role), NOW).permitted is (entry is not None)


@pytest.mark.parametrize(
    ("facts", "permitted"),
    [
        ({"waiting": True, "right": True}, True),
        ({"waiting": True, "right": False}, False),
        ({"waiting": False, "right": True}, False),
        ({"waiting": True, "tries": CODE_TRIES, "right": None}, False),
        ({"waiting": True, "tries": CODE_TRIES - 1, "right": None}, True),
        ({"waiting": True, "tries": CODE_TRIES + 1, "right": True}, False),
    ],
)
def test_wrong_used_and_stale_codes_get_the_same_words(
    new_futures: Profile, facts: dict[str, object], permitted: bool
) -> None:
    source = new_futures.own_file.supervised.source
    decision = weigh_code(CodeFacts(new_futures, source, **facts))  # type: ignore[arg-type]
    assert decision.permitted is permitted
    assert {g.reason for g in decision.objections} <= {
        "This code does not work. It may be mistyped, used already, or too old."
    }
