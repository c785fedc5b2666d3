"""The suite in its parts: on SQLite, on PostgreSQL, and the walks in a real browser. Standard library only."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from tests.postgresql import NoServer, running

NO_TESTS = 5
"""Pytest's exit code where a part holds none of the tests asked for."""


def run_parts(home: Path, python: Path, reports: Path, arguments: Sequence[str]) -> int:
    """Run every part, print one closing line for all of them, and return the exit code."""
    begun = time.monotonic()
    shutil.rmtree(reports, ignore_errors=True)

    def part(name: str, marks: str, server: str = "") -> int:
        print(f"\n· tests: {name}", flush=True)
        command = [str(python), "-m", "pytest", "-q", "-n", "2", "--dist", "worksteal", "-m", marks]
        command += [f"--junitxml={reports / name}.xml", *arguments]
        env = {**os.environ, "IN_CONFIDENCE_TEST_DATABASE": server}
        return subprocess.run(command, cwd=home, env=env).returncode

    codes = [part("SQLite", "not browser")]
    try:
        with running(python.parent.parent) as server:
            codes.append(part("PostgreSQL", "not browser and not files_only", server))
    except NoServer as problem:
        raise SystemExit(str(problem)) from problem
    codes.append(part("browser", "browser"))
    counts = tally(reports)
    print(f"\n{closing_line(counts, time.monotonic() - begun)}", flush=True)
    wrong = [code for code in codes if code not in (0, NO_TESTS)]
    return wrong[0] if wrong else 0 if counts["passed"] else NO_TESTS


def tally(reports: Path) -> dict[str, int]:
    """Outcomes over every part, in pytest's words."""
    found = dict.fromkeys(("tests", "failures", "errors", "skipped"), 0)
    for report in reports.glob("*.xml"):
        for suite in ElementTree.parse(report).getroot().iter("testsuite"):
            found = {name: count + int(suite.get(name, 0)) for name, count in found.items()}
    passed = found["tests"] - found["failures"] - found["errors"] - found["skipped"]
    return {"failed": found["failures"], "passed": passed, "skipped": found["skipped"], "errors": found["errors"]}


def closing_line(counts: dict[str, int], seconds: float) -> str:
    """Pytest's own closing line, for all parts together."""
    said = [f"{count} {name}" for name, count in counts.items() if count] or ["no tests ran"]
    return f"{', '.join(said)} in {seconds:.2f}s ({timedelta(seconds=int(seconds))})"
