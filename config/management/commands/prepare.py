"""``manage.py prepare``: everything a first start needs, and whatever a new version adds to it."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from casework.models import Worker
from policy.loading import shipped_profiles
from vault.routers import KEYS


class Command(BaseCommand):
    """Safe to repeat. Somebody to sign in as is made only where there is nobody."""

    help = "Make keys and tables; on a first start also the demonstration, or the first manager."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--policy", choices=shipped_profiles(), required=True)

    def handle(self, *args: Any, policy: str, **options: Any) -> None:
        call_command("vault_setup", stdout=self.stdout)
        for database in ("default", KEYS):
            call_command("migrate", database=database, interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        if Worker.objects.exists():
            return
        if settings.DEMO:
            logins = settings.VAR_DIR / "demo-logins.txt"
            call_command("load_demo", policy=policy, logins=logins, stdout=self.stdout)
        else:
            call_command("first_manager", policy=policy, stdout=self.stdout)
