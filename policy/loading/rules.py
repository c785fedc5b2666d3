"""What a profile may not say although its types are right.

Each function looks at one finished table and yields complaints; ``complaints_about`` runs those
registered for its type. A complaint's ``cited`` clauses are named where this policy has them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from policy import catalogue
from policy.loading.errors import Key, key_text
from policy.profile import model, parts, people_sections, sections
from policy.profile.checks import FILLED, ClauseId
from policy.profile.people_values import AbuseResponse, After, FactKind
from policy.profile.settings import Stated
from policy.profile.values import SharedDatabaseRule
from policy.vocabulary import Group, Power, Role

__all__ = ["Citations", "Complaint", "complaints_about", "key_text"]

Citations = Annotated[tuple[ClauseId, ...], FILLED]

DEMO_ROLES = (Role.DIRECTOR, Role.CHAIR, Role.MANAGER, Role.COORDINATOR, Role.CASEWORKER, Role.VOLUNTEER)
"""Roles that every profile must name, so that the product can be tried under any of them."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """Why a table may not stand. ``key`` is counted from that table."""

    key: Key
    message: str
    cited: tuple[str, ...] = ()


Rule = Callable[[Any], Iterable[Complaint]]
_RULES: dict[type, list[Rule]] = {}


def about(kind: type) -> Callable[[Rule], Rule]:
    """Register a rule for finished tables of this type."""

    def register(rule: Rule) -> Rule:
        _RULES.setdefault(kind, []).append(rule)
        return rule

    return register


def complaints_about(made: object) -> Iterator[Complaint]:
    """Every complaint about one finished table."""
    for rule in _RULES.get(type(made), ()):
        yield from rule(made)


@about(people_sections.DenyRule)
def a_denial_needs_a_condition(rule: people_sections.DenyRule) -> Iterator[Complaint]:
    if not rule.months and not rule.satisfactory:
        yield Complaint((), "a denial needs its condition: months, satisfactory = true, or both")


@about(parts.Clause)
def a_duty_is_part_of_its_clause(each: parts.Clause) -> Iterator[Complaint]:
    for place, duty in enumerate(each.duties):
        tail = duty.id.removeprefix(each.id)
        if tail == duty.id or (tail and set(tail.removeprefix("-")) - set("ivx")) or tail == "-":
            yield Complaint(("duties", place), f"{duty.id!r} is not {each.id} with a roman number after it")


@about(parts.FactSpec)
def a_choice_has_choices(fact: parts.FactSpec) -> Iterator[Complaint]:
    if (fact.kind is FactKind.CHOICE) != bool(fact.choices):
        yield Complaint((), f'fact {fact.name!r}: choices belong to kind "choice", and that kind needs them')
    answers = ("yes", "no") if fact.kind is FactKind.YESNO else fact.choices
    for answer in fact.must_be:
        if answer not in answers:
            yield Complaint((), f"fact {fact.name!r}: {answer!r} is not one of its answers")


@about(parts.DisclosureGround)
def facts_are_asked_once_and_in_order(ground: parts.DisclosureGround) -> Iterator[Complaint]:
    seen: set[str] = set()
    for place, fact in enumerate(ground.facts):
        if fact.name in seen:
            yield Complaint(("facts", place), f"fact {fact.name!r} is asked twice")
        if fact.when and fact.when.fact not in seen:
            yield Complaint(("facts", place), f"depends on {fact.when.fact!r}, which is not asked before it")
        seen.add(fact.name)


CONDITION_FACTS = {
    After.IF_IMMEDIATE: ("immediate",),
    After.IF_ANYONE_AT_RISK_NOW: ("at_risk_now",),
    After.IF_PLANNED_AND_IMMINENT: ("past_or_planned",),
    After.IF_AT_RISK_OR_ONLY_ADVISER_ACCUSED: ("at_risk_now", "only_adviser_accused"),
}
"""The facts that decide a conditional ``after``: a ground that sets one must ask for them."""


@about(parts.DisclosureGround)
def a_condition_is_asked_about(ground: parts.DisclosureGround) -> Iterator[Complaint]:
    asked = {fact.name for fact in ground.facts}
    for name in CONDITION_FACTS.get(ground.after, ()):
        if name not in asked:
            yield Complaint(("after",), f"{ground.after.value!r} needs a fact named {name!r}")


@about(people_sections.DataProtection)
def principles_stay_on(section: people_sections.DataProtection) -> Iterator[Complaint]:
    if not section.principles.value:
        yield Complaint(
            ("principles",),
            "the data-protection principles cannot be switched off, registered or not",
            ("PRESTON-DP-0",),
        )


@about(sections.SharedDatabase)
def a_shared_database_is_explained(section: sections.SharedDatabase) -> Iterator[Complaint]:
    if section.rule.value is not SharedDatabaseRule.FLAG_ONLY:
        return
    for name in ("name", "flag_text"):
        if not getattr(section, name).value:
            yield Complaint((name,), "a shared database needs this", ("PIAS-SD-1",))
    for name in ("advantages", "disadvantages"):
        if not getattr(section, name).value:
            yield Complaint((name,), "people must be told the advantages and the disadvantages", ("PIAS-SD-2",))


@about(people_sections.Safeguarding)
def a_script_that_promises_a_contact_has_one(section: people_sections.Safeguarding) -> Iterator[Complaint]:
    explains = section.abuse_response_script.value is AbuseResponse.THANK_EXPLAIN_TELL
    if explains and section.contact.stated is not Stated.CLAUSE:
        yield Complaint(("contact",), "the script names who may be told, so the contact must be given", ("PIAS-CB-4b",))


@about(model.Profile)
def scripts_are_there_when_promised(profile: model.Profile) -> Iterator[Complaint]:
    if profile.sharing.inbound_notice.value and not profile.scripts.open_records_notice:
        yield Complaint(("scripts", "open_records_notice"), "callers are to be told of open records", ("NF-2.3",))
    if profile.safeguarding.abuse_response_script.value is AbuseResponse.THANK_EXPLAIN_TELL:
        for name, cited in (("thank", "PIAS-CB-4a"), ("explain_next", "PIAS-CB-4b")):
            if not getattr(profile.scripts, name):
                yield Complaint(("scripts", name), "the response to abuse needs these words", (cited,))


@about(model.Profile)
def every_profile_names_the_usual_roles(profile: model.Profile) -> Iterator[Complaint]:
    for role in DEMO_ROLES:
        if role not in profile.roles:
            yield Complaint(("roles", role.value), "missing: every profile names this role")
    for role, entry in profile.roles.items():
        if entry.group in (Group.FRIEND, Group.SERVICE_USER) and entry.powers:
            yield Complaint(("roles", role.value), "friends and service users hold no powers", ("PACE-1",))


@about(model.Profile)
def powers_agree_with_parameters(profile: model.Profile) -> Iterator[Complaint]:
    """A rule asks for a power, a screen cites a parameter: they may not tell two stories."""
    told = (
        (Power.AUTHORISE, profile.disclosure.authorisers, "disclosure.authorisers"),
        (Power.ADVISE, profile.advice.advisers, "advice.advisers"),
        (Power.SEE_VETTING, profile.vetting.results_to, "vetting.results_to"),
    )
    for power, setting, name in told:
        holders = set(profile.roles_with(power))
        if setting.stated is Stated.CLAUSE and holders != set(setting.value):
            said = ", ".join(sorted(setting.value))
            yield Complaint(("roles",), f"power {power.value!r} must be held by exactly {name}: {said}")
        elif not holders:
            yield Complaint(("roles",), f"nobody holds the power {power.value!r}")


@about(model.Profile)
def law_notes_exist(profile: model.Profile) -> Iterator[Complaint]:
    for place, each in enumerate(profile.superseded):
        if each.note not in catalogue.law_notes():
            yield Complaint(("superseded", place, "note"), f"no law note is called {each.note!r}")
