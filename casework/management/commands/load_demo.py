"""``manage.py load_demo``: an invented charity, with somebody to sign in as for each kind of access."""

from __future__ import annotations

import secrets
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from audit.actors import SystemActor
from audit.adoption import NoPolicyInForce, adopt, profile_in_force
from casework.demo.cast import PEOPLE, hire
from casework.demo.registry import Demo, add_everything
from casework.models import Worker
from policy.calendar import uk_date
from policy.loading import shipped_profiles, shipped_text
from vault import strongroom

_WORDS = ("harbour", "lantern", "meadow", "orchard", "pebble", "quarry", "saddle", "thimble", "willow", "yonder")


class Command(BaseCommand):
    help = "Fill an empty installation with an invented charity's people, files and agencies."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--policy", choices=shipped_profiles(), help="adopt this policy first, if none is in force")
        parser.add_argument("--password", default="", help="the one password of all eight (default: a new one)")
        parser.add_argument("--logins", type=Path, default=Path(settings.VAR_DIR).parent / "demo-logins.txt")

    def handle(self, *args: Any, policy: str | None, password: str, logins: Path, **options: Any) -> None:
        if Worker.objects.exists():
            raise CommandError(
                "There are people in this installation already; the demonstration goes into an empty one."
            )
        profile = self._policy(policy)
        password = password or new_password()
        today = uk_date(timezone.now())
        with strongroom.opened_room():
            workers, team, other_team = hire(profile, password, today)
            add_everything(Demo(profile, today, workers, team, other_team))
        logins.write_text(sign_ins(workers, password), encoding="utf-8")
        self.stdout.write(f"The invented charity is in. Sign-ins: {logins}")

    def _policy(self, slug: str | None) -> Any:
        try:
            profile = profile_in_force()
        except NoPolicyInForce:
            if slug is None:
                raise CommandError("No policy is in force: name one with --policy.") from None
            adopt(shipped_text(slug), by=SystemActor("set-up"))
            return profile_in_force()
        if slug is not None and slug != profile.slug:
            raise CommandError(f"The policy {profile.slug} is in force here; one installation serves one charity.")
        return profile


def new_password() -> str:
    """Three plain words and a number, easy to copy from a terminal; fresh for every installation."""
    words = "-".join(secrets.choice(_WORDS) for _ in range(3))
    return f"{words}-{secrets.randbelow(9000) + 1000}"


def sign_ins(workers: dict[str, Worker], password: str) -> str:
    """The demonstration's sign-ins as lines of text, with the titles this charity gives them."""
    width = max(len(person.email) for person in PEOPLE)
    lines = [f"{person.email:<{width}}  {workers[person.key].title}" for person in PEOPLE]
    return "\n".join([*lines, "", f"The password of all of them: {password}", ""])
