"""Rules of the house that every template keeps."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.files_only

ROOT = Path(settings.BASE_DIR) / "templates"
TEMPLATES = {str(path.relative_to(ROOT)): path.read_text() for path in sorted(ROOT.rglob("*.html"))}
PAGES = {name: text for name, text in TEMPLATES.items() if re.search(r'{% extends "\w*base.html" %}', text)}

COMMENT = re.compile(r"{#.*?#}|{% comment %}.*?{% endcomment %}", re.DOTALL)
CONDITION = re.compile(r"{%\s*(?:el)?if\s+(.*?)%}")
TITLE = re.compile(r"{% block title %}(.*?){% endblock", re.DOTALL)
NAMELESS = re.compile(
    r"^(?:[\w.]*reference|action\.words(?:\|default:\"[^\"]*\")?|charity_name|policy\.version"
    r"|title|heading|pages?|[\w.]*pk)$"
)


def decisions_in(text: str) -> set[str]:
    """The names under which a template handles Decisions."""
    drawn = re.findall(r"{%\s*allowed\s+([\w.]+)", text)
    asked = re.findall(r"{%\s*may\s+.*?\sas\s+(\w+)\s*%}", text)
    return {"decision", "refusal", "form.refusal", *drawn, *asked}


def truth_of_decisions(text: str) -> list[str]:
    """Every condition that asks a Decision for its truth, or a Decision for more than its lists."""
    names = decisions_in(text)
    return [
        condition.strip()
        for condition in CONDITION.findall(COMMENT.sub("", text))
        for word in re.findall(r"[\w.]+", re.sub(r'"[^"]*"', "", condition))
        if word in names or word.endswith((".permitted", ".refused", "_decision"))
    ]


@pytest.mark.parametrize(
    "bad",
    [
        "{% if decision %}", "{% if not decision %}", "{% elif x and decision %}", "{% if form.refusal %}",
        '{% may "add-note" r as d %}{% if d %}', "{% allowed row.verdict %}{% endallowed %}{% if row.verdict %}",
        "{% if thing.permitted %}", "{% if not d.refused %}",
    ],
)  # fmt: skip
def test_the_rule_about_decisions_sees_what_it_forbids(bad: str) -> None:
    assert truth_of_decisions(bad)


@pytest.mark.parametrize("good", ["{% if decision.objections %}", '{% if kind == "decision" %}', "{% if order %}"])
def test_the_rule_about_decisions_leaves_the_rest_alone(good: str) -> None:
    assert not truth_of_decisions(good)


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_template_asks_a_decision_for_its_truth(name: str) -> None:
    assert truth_of_decisions(TEMPLATES[name]) == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_script_or_style_is_written_into_a_page(name: str) -> None:
    text = COMMENT.sub("", TEMPLATES[name])
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"<style|\bstyle=|\son[a-z]+=|javascript:", text)


@pytest.mark.parametrize("name", TEMPLATES)
def test_nothing_is_let_through_unescaped(name: str) -> None:
    assert not re.search(r"\|\s*safe\b|\|\s*safeseq|autoescape off", TEMPLATES[name])


@pytest.mark.parametrize("name", TEMPLATES)
def test_nothing_is_fetched_from_elsewhere(name: str) -> None:
    assert not re.search(r'(?:src|href|action)="(?:https?:)?//', TEMPLATES[name])


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_template_compares_roles(name: str) -> None:
    assert not re.search(r"\brole\w*\s*[!=]=", TEMPLATES[name])


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_form_says_its_method_and_a_post_carries_its_token(name: str) -> None:
    for form in re.findall(r"<form\b.*?</form>", TEMPLATES[name], re.DOTALL):
        opening = form[: form.index(">") + 1]
        assert re.search(r'method="(post|get)"', opening), opening
        assert 'method="get"' in opening or "{% csrf_token %}" in form, opening


@pytest.mark.parametrize("name", PAGES)
def test_a_page_with_a_form_tells_its_errors_on_top(name: str) -> None:
    text = PAGES[name]
    if re.search(r"{{ form }}|as_field_group", text):
        assert '{% include "ui/error_summary.html"' in text


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_a_title_without_names_and_a_heading(name: str) -> None:
    text = PAGES[name]
    if name.endswith("base.html"):
        return
    title = TITLE.search(text)
    assert title, "no title"
    for variable in re.findall(r"{{\s*(.*?)\s*}}", title[1]):
        assert NAMELESS.match(variable), f"{variable} in a title may show a name in tabs and histories"
    assert "<h1" in text or 'include "ui/confirm.html"' in text


def test_there_are_templates_to_look_at() -> None:
    assert "base.html" in TEMPLATES
    assert "refused.html" in PAGES
