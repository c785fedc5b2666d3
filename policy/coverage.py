"""Which duties of which policy a test exercises.

A test says so itself, ``@pytest.mark.clause("NF-2.4a-ii")``. The marks are read from the source of
the tests and not from a run, so that the table can be had without one; a test that is skipped or
expected to fail proves nothing and does not count.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from policy.profile import Duty, Profile

_PROVES_NOTHING = ("skip", "xfail")


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A test that says it exercises a duty. ``test`` is its pytest id without parameters."""

    duty: str
    test: str


class UnreadableMarkError(ValueError):
    """A clause mark whose ids are not written out, so that no reader can tell what it claims."""


def as_json(profiles: Iterable[Profile], marks: Iterable[Mark]) -> dict[str, dict[str, dict[str, object]]]:
    """Counts for each profile, and the duties that no test exercises, in the policy's order."""
    tested = {mark.duty for mark in marks}
    return {"profiles": {profile.slug: _counts(profile, tested) for profile in profiles}}


def as_table(profiles: Iterable[Profile], marks: Iterable[Mark]) -> str:
    """Each duty, what keeps it, and its tests; at the end of each profile what is missing."""
    tests: dict[str, list[str]] = {}
    for mark in sorted(set(marks)):
        tests.setdefault(mark.duty, []).append(mark.test)
    return "\n".join(line for profile in profiles for line in _table(profile, tests))


def unknown_marks(profiles: Iterable[Profile], marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Marks that name no duty of any profile, so that a slip of the pen is not taken for a test."""
    known = {duty.id for profile in profiles for duty in profile.duties}
    return tuple(mark for mark in sorted(set(marks)) if mark.duty not in known)


def collect_marks(folder: Path) -> tuple[Mark, ...]:
    """Every mark in the tests below ``folder``, named from the folder that holds it.

    Raises ``UnreadableMarkError`` where a mark's ids are not plain strings.
    """
    found: set[Mark] = set()
    for path in sorted(folder.rglob("test_*.py")):
        module = ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
        name = path.relative_to(folder.parent).as_posix()
        found.update(_in_body(module.body, name, _Marks(path)))
    return tuple(sorted(found))


def _counts(profile: Profile, tested: set[str]) -> dict[str, object]:
    duties = profile.duties
    untested = [duty.id for duty in duties if duty.id not in tested]
    return {
        "duties": len(duties),
        "human_only": sum(duty.human_only for duty in duties),
        "tested": len(duties) - len(untested),
        "untested": untested,
    }


def _table(profile: Profile, tests: dict[str, list[str]]) -> Iterator[str]:
    yield f"{profile.name}, version {profile.version}"
    width = max(len(duty.id) for duty in profile.duties)
    for duty in profile.duties:
        first, *more = tests.get(duty.id, ["MISSING"])
        yield f"  {duty.id:<{width}}  {_keeper(duty):<15}  {first}"
        yield from (f"  {'':<{width}}  {'':<15}  {each}" for each in more)
    tested = sum(duty.id in tests for duty in profile.duties)
    yield f"  {tested} of {len(profile.duties)} duties tested"
    yield ""


def _keeper(duty: Duty) -> str:
    return f"{duty.kept_by} (human)" if duty.human_only else str(duty.kept_by)


@dataclass(frozen=True, slots=True)
class _Marks:
    """The marks that hold for one place in a file: its own and those of what it stands in."""

    path: Path
    duties: frozenset[str] = frozenset()
    void: bool = False

    def plus(self, expressions: Iterable[ast.expr]) -> _Marks:
        duties, void = set(self.duties), self.void
        for expression in expressions:
            for call in ast.walk(expression):
                name = _mark_name(call)
                void = void or (name in _PROVES_NOTHING and not _inside_param(expression, call))
                if name == "clause" and isinstance(call, ast.Call):
                    duties.update(self._ids(call))
        return _Marks(self.path, frozenset(duties), void)

    def _ids(self, call: ast.Call) -> Iterator[str]:
        for argument in call.args:
            if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
                raise UnreadableMarkError(
                    f"{self.path}:{call.lineno}: write the duty ids of a clause mark out as strings"
                )
            yield argument.value


def _in_body(body: Sequence[ast.stmt], name: str, marks: _Marks) -> Iterator[Mark]:
    marks = marks.plus(_pytestmarks(body))
    for statement in body:
        if isinstance(statement, ast.ClassDef) and statement.name.startswith("Test"):
            yield from _in_body(statement.body, f"{name}::{statement.name}", marks.plus(statement.decorator_list))
        elif isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef) and statement.name.startswith("test"):
            here = marks.plus(statement.decorator_list)
            if not here.void:
                yield from (Mark(duty, f"{name}::{statement.name}") for duty in here.duties)


def _pytestmarks(body: Sequence[ast.stmt]) -> Iterator[ast.expr]:
    for statement in body:
        if isinstance(statement, ast.Assign) and any(
            isinstance(target, ast.Name) and target.id == "pytestmark" for target in statement.targets
        ):
            yield statement.value


def _mark_name(node: ast.AST) -> str:
    """``clause`` for ``pytest.mark.clause`` or ``mark.clause``, called or not; else empty."""
    if isinstance(node, ast.Call):
        return _mark_name(node.func)
    if isinstance(node, ast.Attribute):
        holder = node.value
        if isinstance(holder, ast.Attribute) and holder.attr == "mark":
            return node.attr
        if isinstance(holder, ast.Name) and holder.id == "mark":
            return node.attr
    return ""


def _inside_param(expression: ast.expr, mark: ast.AST) -> bool:
    """Whether the mark is on one case of a parametrized test, whose other cases still run."""
    return expression is not mark and _mark_name(expression) == "parametrize"
