"""Sharing with an outside body, with consent or on a ground, and danger now."""

from __future__ import annotations

from django.apps import AppConfig


class DisclosuresConfig(AppConfig):
    """Registers the deciders and the file page's panel when Django starts."""

    name = "disclosures"
    verbose_name = "Disclosures"

    def ready(self) -> None:
        from disclosures import decisions, demo, panels  # noqa: F401
