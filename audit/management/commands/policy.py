"""``manage.py policy list | show SLUG | check FILE | coverage [--json]``."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from policy import coverage
from policy.calendar import uk_date
from policy.description import describe
from policy.loading import ProfileErrors, check_file, load_profile, shipped_profiles


class Command(BaseCommand):
    help = "List, show and check policy profiles, and see which duties the tests exercise."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("list", help="the profiles that come with the product")
        show = verbs.add_parser("show", help="one profile: what it says and where it is silent")
        show.add_argument("profile", metavar="SLUG", help="a shipped profile, or a file")
        check = verbs.add_parser("check", help="name every mistake in a profile")
        check.add_argument("file", type=Path, metavar="FILE")
        covered = verbs.add_parser("coverage", help="each duty and the tests that exercise it")
        covered.add_argument("--json", action="store_true", dest="as_json")
        covered.add_argument("--tests", type=Path, default=Path(settings.BASE_DIR) / "tests", metavar="FOLDER")

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        match verb:
            case "list":
                self._list()
            case "show":
                self._show(options["profile"])
            case "check":
                self._check(options["file"])
            case "coverage":
                self._coverage(options["tests"], as_json=options["as_json"])

    def _list(self) -> None:
        for slug in shipped_profiles():
            profile = load_profile(slug)
            self.stdout.write(f"{slug}: {profile.name}, version {profile.version}")

    def _show(self, slug: str) -> None:
        try:
            self.stdout.write(describe(load_profile(slug)))
        except ProfileErrors as problem:
            raise CommandError(str(problem)) from problem

    def _check(self, file: Path) -> None:
        try:
            profile = check_file(file, uk_date(timezone.now()))
        except ProfileErrors as problem:
            raise CommandError(f"{problem}\n{_count(len(problem.errors), 'mistake')}") from problem
        for warning in profile.warnings:
            self.stderr.write(f"warning: {warning}")
        self.stdout.write(f"{file.name}: fit for use, with {_count(len(profile.warnings), 'warning')}")

    def _coverage(self, tests: Path, *, as_json: bool) -> None:
        profiles = [load_profile(slug) for slug in shipped_profiles()]
        try:
            marks = coverage.collect_marks(tests)
        except coverage.UnreadableMarkError as problem:
            raise CommandError(str(problem)) from problem
        for mark in coverage.unknown_marks(profiles, marks):
            self.stderr.write(f"no profile has the duty {mark.duty}, named by {mark.test}")
        if as_json:
            self.stdout.write(json.dumps(coverage.as_json(profiles, marks), indent=2))
        else:
            self.stdout.write(coverage.as_table(profiles, marks))


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
