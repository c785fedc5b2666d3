"""House habits that no type checker sees: who writes, who weighs, and how long anything may be."""

from __future__ import annotations

import ast
import re

import pytest

from tests.house.sources import functions, imports, product, room

pytestmark = pytest.mark.files_only

LONGEST_FILE, LONGEST_BODY = 320, 45
SIGNALS = ("django.dispatch", "django.db.models.signals", "django.core.signals", "django.contrib.auth.signals")
ORM_WRITES = {"create", "get_or_create", "update_or_create", "bulk_create", "bulk_update", "save", "delete"}


def models() -> dict[str, list[ast.ClassDef]]:
    """The classes of every models room, and of the floors below casework."""
    return {
        path: [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
        for path, tree in product().items()
        if room(path) == "models"
    }


def test_no_file_is_longer_than_a_reader_takes_in() -> None:
    lengths = {path: tree.body[-1].end_lineno or 0 for path, tree in product().items() if tree.body}
    assert {path: length for path, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_does_more_than_fits_on_a_screen() -> None:
    """Counted without signature and docstring: twenty named details are a table and no length."""
    lengths = {
        f"{path}:{function.name}": (function.end_lineno or 0) - first_statement(function).lineno + 1
        for path, tree in product().items()
        for function in functions(tree)
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_BODY} == {}


def first_statement(function: ast.FunctionDef | ast.AsyncFunctionDef) -> ast.stmt:
    has_docstring = ast.get_docstring(function) is not None and len(function.body) > 1
    return function.body[1 if has_docstring else 0]


def test_nothing_happens_by_a_signal() -> None:
    users = [path for path, tree in product().items() if any(name.startswith(SIGNALS) for name in imports(tree))]
    assert users == []


def test_no_model_overrides_save_or_delete() -> None:
    overriding = [
        f"{path}:{cls.name}.{method.name}"
        for path, classes in models().items()
        for cls in classes
        for method in cls.body
        if isinstance(method, ast.FunctionDef) and method.name in ("save", "delete", "save_base")
    ]
    assert overriding == []


def test_nobody_registers_with_the_admin_or_hides_an_unfinished_thing() -> None:
    for path, tree in product().items():
        assert not any(name.startswith("django.contrib.admin") for name in imports(tree)), path
        assert not re.search(r"\b(TODO|FIXME|XXX|HACK)\b", ast.unparse(tree)), path


def test_only_the_floor_of_the_gate_writes_ledger_entries() -> None:
    for path, tree in product().items():
        if path.startswith("audit/"):
            continue
        assert "audit.ledger.append" not in imports(tree), path
        text = ast.unparse(tree)
        assert "ledger.append(" not in text, path
        assert not re.search(r"Ledger(Entry|Batch)(\.objects\.(bulk_)?create)?\(", text), path


def test_rules_are_weighed_in_decisions_alone() -> None:
    """Facts may know a rule's dataclasses and screens its words, but only a decider puts the question."""
    weighing = [
        path
        for path, tree in product().items()
        if room(path) != "decisions" and not path.startswith("policy/")
        if any(name.startswith("policy.rules.") and ".weigh_" in name for name in imports(tree))
        or any(name.startswith("weigh_") for name in called_on_rules(tree))
    ]
    assert weighing == []


def called_on_rules(tree: ast.Module) -> list[str]:
    """What is called on a whole module of rules: ``from policy.rules import people`` and ``people.x()``."""
    modules = {name.removeprefix("policy.rules.") for name in imports(tree) if name.startswith("policy.rules.")}
    return [
        node.func.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if isinstance(node.func.value, ast.Name) and node.func.value.id in modules
    ]


def test_views_and_forms_and_facts_write_nothing() -> None:
    """Every change is a procedure's; ``form.save`` and ``self.save`` of a page are not the ORM's."""
    writing = []
    for path, tree in product().items():
        if room(path) not in ("views", "forms", "facts", "decisions", "querysets"):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ORM_WRITES:
                owner = ast.unparse(node.func.value)
                if owner not in ("self", "form", "super()"):
                    writing.append(f"{path}:{node.lineno} {owner}.{node.func.attr}")
    assert writing == []


def test_roles_are_compared_in_the_policy_alone() -> None:
    comparing = []
    for path, tree in product().items():
        if path.startswith("policy/"):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Compare):
                sides = [ast.unparse(side) for side in (node.left, *node.comparators)]
                if any(re.fullmatch(r"Role\.[A-Z_]+", side) for side in sides) and any(".role" in s for s in sides):
                    comparing.append(f"{path}:{node.lineno} {ast.unparse(node)}")
    assert comparing == []


def test_procedures_know_no_pages() -> None:
    pages = ("django.http", "django.shortcuts", "django.contrib.messages", "django.forms", "django.views")
    knowing = [
        path
        for path, tree in product().items()
        if room(path) in ("procedures", "decisions", "facts", "querysets")
        if any(name.startswith(pages) for name in imports(tree))
    ]
    assert knowing == []


def test_every_function_says_what_it_takes_and_gives() -> None:
    untyped = [
        f"{path}:{function.name}"
        for path, tree in product().items()
        for function in functions(tree)
        if function.returns is None or any(a.annotation is None for a in taken(function))
    ]
    assert untyped == []


def taken(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.arg]:
    """A function's arguments but for the one that stands for its object."""
    return [a for a in function.args.args + function.args.kwonlyargs if a.arg not in ("self", "cls")]
