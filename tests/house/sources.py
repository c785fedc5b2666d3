"""The product's own Python files, parsed once, for the tests about how they are written."""

from __future__ import annotations

import ast
from functools import lru_cache
from pathlib import Path

from django.conf import settings

BASE = Path(settings.BASE_DIR)
FLOORS = ("policy", "vault", "audit", "casework", "consent", "disclosures", "records_access", "config")
ROOMS = ("urls", "views", "forms", "procedures", "decisions", "facts", "models", "querysets")


@lru_cache(maxsize=1)
def product() -> dict[str, ast.Module]:
    """Every module of the product by its path, migrations left out: those are written by a machine."""
    return {
        str(path.relative_to(BASE)): ast.parse(path.read_text(encoding="utf-8"), str(path))
        for floor in FLOORS
        for path in sorted((BASE / floor).rglob("*.py"))
        if "migrations" not in path.parts
    }


def room(path: str) -> str:
    """The room of an app a file belongs to, or nothing: both ``x/views/files.py`` and ``x/views.py`` are views."""
    second = path.split("/")[1].removesuffix(".py")
    return second if second in ROOMS else ""


def functions(tree: ast.AST) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def imports(tree: ast.AST) -> list[str]:
    """Every imported name in full: ``from a.b import c`` is ``a.b.c``."""
    found: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return found
