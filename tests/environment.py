"""The settings of a test run, put in the environment before Django reads them.

Loaded by ``-p tests.environment`` (pyproject.toml), so that plain ``pytest`` works too. Each
worker process has keys and SQLite files of its own. ``IN_CONFIDENCE_TEST_DATABASE`` is the
address of a PostgreSQL server for the run that tests on it (``dev.py test`` sets it).
"""

from __future__ import annotations

import atexit
import os
import secrets
import shutil
import tempfile
from pathlib import Path

_var = Path(tempfile.mkdtemp(prefix="in-confidence-test-"))
atexit.register(shutil.rmtree, _var, ignore_errors=True)

os.environ.update(
    IN_CONFIDENCE_VAR=str(_var),
    IN_CONFIDENCE_SECRET_KEY=secrets.token_hex(32),
    IN_CONFIDENCE_MASTER_KEY=secrets.token_hex(32),
    IN_CONFIDENCE_EPOCH_DIR=str(_var / "epochs"),
    IN_CONFIDENCE_HASHED_STATIC="no",  # a test server finds files by their plain names
    IN_CONFIDENCE_HOSTS="testserver,127.0.0.1,localhost",
    DJANGO_ALLOW_ASYNC_UNSAFE="1",  # Playwright's loop runs in the thread of the browser tests
)
os.environ.pop("IN_CONFIDENCE_DEMO", None)

if server := os.environ.get("IN_CONFIDENCE_TEST_DATABASE"):
    os.environ["DATABASE_URL"] = f"{server}/in_confidence"
    os.environ["KEYS_DATABASE_URL"] = f"{server}/in_confidence_keys"
