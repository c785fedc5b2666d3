"""What a profile says survives being written and read again, whatever it says."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import Annotated, Any, get_args, get_origin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policy.decision import clause
from policy.loading import ProfileError, ProfileErrors, load_profile, load_profile_text, shipped_profiles, shipped_text
from policy.profile import DenyRule, Profile, Setting, Silence, Stated
from policy.profile.checks import Check, Cites
from policy.profile.people_values import AbuseResponse
from policy.profile.values import SharedDatabaseRule
from tests.policy.toml_writer import as_toml

BASE = load_profile("pace")
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).filter(str.strip)

STORY_OF_TWO = {
    ("disclosure", "authorisers"),
    ("advice", "advisers"),
    ("vetting", "results_to"),
    ("sharing", "inbound_notice"),
    ("data_protection", "principles"),
}
"""Parameters that must agree with something outside their own section."""


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Any value that an annotation of a profile allows."""
    checks: list[Callable[[Any], bool]] = []
    if get_origin(hint) is Annotated:
        hint, *notes = get_args(hint)
        if any(isinstance(note, Cites) for note in notes):
            return st.sampled_from(sorted(BASE.clauses))
        checks = [note.test for note in notes if isinstance(note, Check)]
    origin = get_origin(hint)
    if origin is tuple:
        made: st.SearchStrategy[Any] = st.lists(values(get_args(hint)[0]), max_size=3).map(tuple)
    elif origin is frozenset:
        made = st.frozensets(values(get_args(hint)[0]), max_size=3)
    elif origin in (types.UnionType, typing.Union):
        made = values(next(each for each in get_args(hint) if each is not type(None)))
    elif isinstance(hint, type) and issubclass(hint, Enum):
        made = st.sampled_from(list(hint))
    elif hint is DenyRule:
        made = st.builds(DenyRule, months=st.integers(1, 24), satisfactory=st.booleans())
    elif dataclasses.is_dataclass(hint):
        hints = typing.get_type_hints(hint, include_extras=True)
        made = st.builds(
            typing.cast(type, hint), **{field.name: values(hints[field.name]) for field in dataclasses.fields(hint)}
        )
    else:
        made = {str: TEXT, bool: st.booleans(), int: st.integers(-5, 5000), date: st.dates()}[hint]
    for check in checks:
        made = made.filter(check)
    return made


def any_setting(hint: Any, silence: Silence) -> st.SearchStrategy[Setting[Any]]:
    sources = st.lists(st.sampled_from(sorted(BASE.clauses)), min_size=1, max_size=3).map(
        lambda ids: tuple(clause(each) for each in ids)
    )
    quiet = st.sampled_from([Stated.SILENT, Stated.NOT_APPLICABLE])
    return st.one_of(
        quiet.map(lambda stated: Setting(silence.value, stated, (silence.source,))),
        st.builds(Setting, values(hint), st.just(Stated.CLAUSE), sources),
    )


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    """A profile with one section of parameters made up."""
    sections = [
        field.name
        for field in dataclasses.fields(BASE)
        if dataclasses.is_dataclass(held := getattr(BASE, field.name))
        and any("silence" in each.metadata for each in dataclasses.fields(held))
    ]
    name = draw(st.sampled_from(sections))
    section = getattr(BASE, name)
    hints = typing.get_type_hints(type(section), include_extras=True)
    changes = {
        field.name: draw(any_setting(get_args(hints[field.name])[0], field.metadata["silence"]))
        for field in dataclasses.fields(section)
        if (name, field.name) not in STORY_OF_TWO
    }
    return dataclasses.replace(BASE, **{name: dataclasses.replace(section, **changes)})


def may_stand(profile: Profile) -> bool:
    """Whether the sections that explain or promise something keep their word."""
    database, safeguarding = profile.shared_database, profile.safeguarding
    explained = all(getattr(database, name).value for name in ("name", "flag_text", "advantages", "disadvantages"))
    promised = safeguarding.abuse_response_script.value is AbuseResponse.THANK_EXPLAIN_TELL
    return not promised and (explained or database.rule.value is not SharedDatabaseRule.FLAG_ONLY)


@pytest.mark.parametrize("slug", shipped_profiles())
def test_a_shipped_profile_survives_being_written_and_read(slug: str) -> None:
    profile = load_profile(slug)
    assert load_profile_text(as_toml(profile), name="again.toml") == profile


@settings(max_examples=60, deadline=None)
@given(profiles().filter(may_stand))
def test_any_parameters_survive_being_written_and_read(profile: Profile) -> None:
    again = load_profile_text(as_toml(profile), name="again.toml")
    assert dataclasses.replace(again, warnings=()) == dataclasses.replace(profile, warnings=())


JUNK = (
    "",
    "= 3",
    '= "x"',
    "= []",
    "= {}",
    "= [{}]",
    '= ["silent"]',
    "= { is = 1 }",
    "= { is = [[]], clauses = [3] }",
    "= 2026-13-01",
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(shipped_profiles()), st.data())
def test_however_a_line_is_spoilt_the_loader_says_so_and_never_breaks(slug: str, data: st.DataObject) -> None:
    lines = shipped_text(slug).splitlines()
    place = data.draw(st.integers(0, len(lines) - 1))
    lines[place] = lines[place].partition("=")[0] + data.draw(st.sampled_from(JUNK))
    errors = mistakes_in("\n".join(lines))
    assert all(0 < each.line <= len(lines) + 1 and each.key for each in errors)


def mistakes_in(text: str) -> tuple[ProfileError, ...]:
    try:
        load_profile_text(text, name="spoilt.toml")
    except ProfileErrors as problem:
        return problem.errors
    return ()
