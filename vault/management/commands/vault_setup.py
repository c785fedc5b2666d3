"""``manage.py vault_setup``: make the master key at the first start and print its recovery copy once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from vault.errors import MasterKeyProblem
from vault.setup import ensure

_WORDS = """\
This is the recovery copy of the master key. It is shown this once and never again.
Copy it on paper, check it, and lock the paper away from this computer.
Whoever has it and the data can read everything; without key or copy nobody can.

{recovery}
"""


class Command(BaseCommand):
    """Does nothing, and says nothing, where a master key is there already."""

    help = "Make the master key if there is none yet, and print its recovery copy."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            recovery = ensure()
        except MasterKeyProblem as problem:
            raise CommandError(str(problem)) from problem
        if recovery is not None:
            self.stdout.write(_WORDS.format(recovery=recovery))
