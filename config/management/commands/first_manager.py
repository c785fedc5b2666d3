"""``manage.py first_manager``: somebody who can sign in to an empty installation and invite the others."""

from __future__ import annotations

import getpass
import os
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from audit.gate import Refused
from config.first_people import FirstManager, welcome
from policy.loading import shipped_profiles

QUESTIONS = {
    "charity": "The charity's name",
    "name": "The first manager's name",
    "email": "Their email address",
    "password": "A password for them, of 12 characters or more",
}


class Command(BaseCommand):
    """Asks on the terminal for what neither the options nor the environment say.

    The environment's names are ``IN_CONFIDENCE_FIRST_CHARITY``, ``…_NAME``, ``…_EMAIL`` and
    ``…_PASSWORD``; a password is never an option, because command lines can be read by others.
    """

    help = "Adopt a policy under the charity's own name and make the first manager's account."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--policy", choices=shipped_profiles(), required=True)
        for field in ("charity", "name", "email"):
            parser.add_argument(f"--{field}", default="", help=QUESTIONS[field].lower())

    def handle(self, *args: Any, policy: str, **options: Any) -> None:
        given = {
            field: options.get(field) or os.environ.get(f"IN_CONFIDENCE_FIRST_{field.upper()}", "")
            for field in QUESTIONS
        }
        manager = self._manager(given, asking=sys.stdin.isatty())
        try:
            worker = welcome(manager, policy)
        except Refused as refused:
            raise CommandError("There are accounts here already; a manager invites the next one.") from refused
        self.stdout.write(f"{worker.email} can sign in as {worker.title}.")

    def _manager(self, given: dict[str, str], *, asking: bool) -> FirstManager:
        """What was given, the rest asked for, and asked again until it is right."""
        while True:
            if missing := [field for field in QUESTIONS if not given[field]]:
                if not asking:
                    names = ", ".join(f"IN_CONFIDENCE_FIRST_{field.upper()}" for field in missing)
                    raise CommandError(f"Nobody can be asked here. Set {names}.")
                given |= {field: self._ask(field) for field in missing}
            try:
                return FirstManager(**given)
            except ValidationError as problem:
                for field, words in problem.message_dict.items():
                    self.stderr.write(f"{QUESTIONS[field]}: {' '.join(words)}")
                if not asking:
                    raise CommandError("Nothing was set up.") from problem
                given = {field: "" if field in problem.message_dict else value for field, value in given.items()}

    def _ask(self, field: str) -> str:
        read: Callable[[str], str] = getpass.getpass if field == "password" else input
        try:
            return read(f"{QUESTIONS[field]}: ").strip()
        except (EOFError, KeyboardInterrupt):
            raise CommandError("Stopped. Nothing was set up.") from None
