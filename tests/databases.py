"""Migrated SQLite files kept between test runs, so that most runs need not migrate.

Building every table by the migrations takes longer than most test files take to run. What the
migrations make depends on nothing but the code fingerprinted here, and Django still asks for
whatever migration a kept file lacks.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import connections

_MADE_BY = ("*/migrations/*.py", "*/triggers.py", "vault/field*.py", "requirements.lock")


def lay_out() -> bool:
    """Copy the kept files to where this process's test databases go. False if there are none yet."""
    kept = _kept()
    if not all((kept / alias).exists() for alias in connections):
        return False
    for alias, path in _ours():
        shutil.copyfile(kept / alias, path)
    return True


def keep() -> None:
    """Keep this process's fresh test databases for the next run, in place of older ones."""
    kept = _kept()
    draft = kept.with_name(f"{kept.name}.{os.getpid()}")
    draft.mkdir(parents=True)
    for alias, path in _ours():
        with sqlite3.connect(path) as ours, sqlite3.connect(draft / alias) as copy:
            ours.backup(copy)
    for older in kept.parent.glob("*"):
        if older.is_dir() and older not in (kept, draft):
            shutil.rmtree(older, ignore_errors=True)
    try:
        draft.rename(kept)
    except OSError:  # another worker kept its own a moment before
        shutil.rmtree(draft, ignore_errors=True)


def on_sqlite() -> bool:
    """Whether this run's databases are SQLite files."""
    return all(connection.vendor == "sqlite" for connection in connections.all())


@cache
def _kept() -> Path:
    """The folder named after what the files are made by, as it was when this process began."""
    root = Path(settings.BASE_DIR)
    digest = hashlib.sha256()
    files: Iterable[Path] = sorted(path for pattern in _MADE_BY for path in root.glob(pattern))
    for path in files:
        digest.update(str(path.relative_to(root)).encode() + path.read_bytes())
    return root / "build" / "test-databases" / digest.hexdigest()[:16]


def _ours() -> list[tuple[str, str]]:
    return [(alias, str(connections[alias].creation._get_test_db_name())) for alias in connections]
