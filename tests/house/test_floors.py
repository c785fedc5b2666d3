"""The tower stands: floors and rooms import downwards only, and the code keeps the house's style."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import BASE

pytestmark = pytest.mark.files_only


def run(tool: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name(tool)), *arguments]
    return subprocess.run(command, cwd=BASE, capture_output=True, text=True, check=False)


def test_floors_and_rooms_import_only_what_lies_below_them() -> None:
    told = run("lint-imports", "--no-cache")
    assert told.returncode == 0, told.stdout
    assert "0 broken" in told.stdout


def test_ruff_finds_nothing() -> None:
    told = run("ruff", "check", "--no-cache", "--output-format=concise", ".")
    assert told.returncode == 0, told.stdout


def test_every_file_is_laid_out_by_ruff() -> None:
    told = run("ruff", "format", "--no-cache", "--check", ".")
    assert told.returncode == 0, told.stdout


def test_no_migration_is_missing() -> None:
    """A model that differs from its migrations would fail on the charity's own machine, not here."""
    told = subprocess.run(
        [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"],
        cwd=BASE, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stdout
