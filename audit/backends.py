"""Django's permission questions, sent to the gate.

It stands first in ``AUTHENTICATION_BACKENDS``. A no is final (PermissionDenied ends the chain),
there is no superuser, and guardian's grants are facts for a rule, never an answer.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from audit import gate
from audit.actions import Action

_BY_CODENAME = {f"audit.{action.codename}": action for action in Action}


class GateBackend:
    """Answers ``has_perm("audit.open_file", reference)`` through the gate, and nothing else."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> None:
        """Signing in is not its business."""
        return

    def has_perm(self, user: Any, permission: str, obj: Any = None) -> bool:
        action = _BY_CODENAME.get(permission)
        if action is None or not user.is_active:
            raise PermissionDenied
        reference = obj if isinstance(obj, str) else str(getattr(obj, "reference", ""))
        if gate.ask(action, by=user, on=reference).refused:
            raise PermissionDenied
        return True

    def has_module_perms(self, user: Any, app_label: str) -> bool:
        """There is no admin, so nobody has a module."""
        raise PermissionDenied
