"""What the person agreed may be shared, with whom, for what and until when."""

from __future__ import annotations

from django.apps import AppConfig


class ConsentConfig(AppConfig):
    """Registers the deciders, the file page's panel and the file-access contributor when Django starts."""

    name = "consent"
    verbose_name = "Consent"

    def ready(self) -> None:
        from consent import contributions, decisions, demo, panels  # noqa: F401
