"""Decisions in templates: drawn, never asked for their truth."""

from __future__ import annotations

from datetime import date

import pytest
from django.template import Context, Template, TemplateSyntaxError

from policy.decision import PolicyRef, clause, decide, forbids, permits

REF = PolicyRef("pace", "1", date(2026, 1, 1))
YES = decide([permits(clause("PACE-5"), "Yes.")], REF)
NO = decide([forbids(clause("PACE-5"), "No.")], REF)
DRAWN = "{% load gate %}{% allowed d %}yes{% refused %}no{% endallowed %}"


@pytest.mark.parametrize(("value", "shown"), [(YES, "yes"), (NO, "no"), (None, "no"), (True, "no"), ("", "no")])
def test_only_a_permitted_decision_draws_the_allowed_part(value: object, shown: str) -> None:
    assert Template(DRAWN).render(Context({"d": value})) == shown


def test_a_missing_variable_is_drawn_as_refused() -> None:
    assert Template(DRAWN).render(Context()) == "no"


def test_the_refused_part_may_be_left_out() -> None:
    assert Template("{% load gate %}{% allowed d %}yes{% endallowed %}").render(Context({"d": NO})) == ""


def test_allowed_takes_exactly_one_decision() -> None:
    with pytest.raises(TemplateSyntaxError):
        Template("{% load gate %}{% allowed a b %}{% endallowed %}")


def test_a_decision_has_no_truth() -> None:
    with pytest.raises(TypeError):
        bool(YES)


def test_a_ground_is_cited_with_the_version_it_was_decided_under() -> None:
    drawn = Template("{% load gate %}{% cite g d %}").render(Context({"g": NO.objections[0], "d": NO}))
    assert drawn == "PACE-5 (policy version 1, in force from 1 January 2026)"
