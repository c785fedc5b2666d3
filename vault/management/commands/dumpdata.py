"""``manage.py dumpdata`` is refused: it would put confidential records into a plain file."""

from __future__ import annotations

from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    """Stands in front of Django's own command of this name."""

    help = "Refused: copy the databases with their own tools, data first and keys after."
    requires_system_checks = ()

    def run_from_argv(self, argv: list[str]) -> NoReturn:
        """Refuse whatever the options, without reading them."""
        self.stderr.write(self.style.ERROR(f"CommandError: {self._refusal()}"))
        raise SystemExit(1)

    def handle(self, *args: Any, **options: Any) -> NoReturn:
        raise CommandError(self._refusal())

    @staticmethod
    def _refusal() -> str:
        return (
            "dumpdata is not allowed here: its file would lie outside every lock of this product. "
            "Copy the two databases with their own backup tools, the data first and the keys after."
        )
