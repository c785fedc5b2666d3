"""A person's right to their own records: requests, supervised viewings, who has looked."""

from __future__ import annotations

from django.apps import AppConfig


class RecordsAccessConfig(AppConfig):
    """Registers the deciders and the file page's panels when Django starts."""

    name = "records_access"
    verbose_name = "Own records"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from records_access import decisions, panels  # noqa: F401
