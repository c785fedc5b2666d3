"""``manage.py ledger verify [--json]`` and ``manage.py ledger seal [--forever]``."""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, close_old_connections

from audit import gate, ledger
from audit.actions import Event
from audit.actors import SystemActor


class Command(BaseCommand):
    help = "Check the ledger for edits, deletions and reorders, or seal what is new."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verify = verbs.add_parser("verify", help="check every entry and every batch")
        verify.add_argument("--json", action="store_true", dest="as_json")
        seal = verbs.add_parser("seal", help="seal new entries into batches")
        seal.add_argument("--forever", action="store_true", help="go on, once a second")

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        if verb == "verify":
            self._verify(options["as_json"])
        elif options["forever"]:
            self._seal_forever()
        else:
            self.stdout.write(f"{_seal_all()} entries sealed")

    def _verify(self, as_json: bool) -> None:
        found = ledger.verify()
        gate.note(Event.LEDGER_VERIFIED, by=SystemActor("ledger-verify"), details={"faults": len(found.faults)})
        if as_json:
            self.stdout.write(json.dumps(found.as_json(), indent=2))
        else:
            for fault in found.faults:
                self.stdout.write(f"{fault.kind}: {fault.row}: {fault.words}")
            self.stdout.write(f"{found.entries} entries, {found.batches} batches, {found.unsealed} not yet sealed")
            self.stdout.write(f"head {found.head}")
            self.stdout.write(ledger.LIMITS)
        if not found.sound:
            raise CommandError(f"the ledger is not as it was written: {len(found.faults)} faults")

    def _seal_forever(self) -> None:
        while True:
            try:
                _seal_all()
            except OperationalError as error:  # a busy or restarting database: the next second tries again
                self.stderr.write(f"sealing waits: {error}")
            close_old_connections()
            time.sleep(1)


def _seal_all() -> int:
    sealed = 0
    while taken := ledger.seal_pending():
        sealed += taken
    return sealed
