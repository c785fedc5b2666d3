"""The vault as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """Keys, sealed fields and the blind name index."""

    name = "vault"
    verbose_name = "Vault"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from vault import checks  # noqa: F401  (registers the system checks)
