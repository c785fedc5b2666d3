"""The person's own screen: put up by a worker with a one-use code, entered once, ended for good.

Signing and viewing share it. A screen is put up and ended inside the change of whoever uses it
(``put_up``, ``end``); entering it is an act of its own. Neither code nor cookie is ever kept:
only keyed hashes are.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from audit import gate
from audit.actions import Action
from audit.actors import NOBODY
from casework.models import CaseFile, OwnScreen, Worker
from casework.screen_codes import code_hash, digits_of, label_of
from policy.rules.own_screen import CODE_MINUTES

_SECRET_DIGITS = 6
_LABELS = 1000


def put_up(
    *, case_file: CaseFile, purpose: str, folder_id: UUID, by: Worker, at: datetime, ends_at: datetime
) -> tuple[OwnScreen, str]:
    """Put up a screen inside the caller's change; returns it with its code, which is shown once.

    ``folder_id`` is all the screen may ever open. The code dies after ten minutes, with its
    first use, or with the fifth wrong try.
    """
    label = _free_label()
    code = f"{label}{secrets.randbelow(10**_SECRET_DIGITS):0{_SECRET_DIGITS}d}"
    screen = OwnScreen(
        purpose=purpose,
        case_file=case_file,
        folder_id=folder_id,
        opened_by=by,
        opened_at=at,
        label=label,
        code_hash=code_hash(code),
        code_expires_at=min(at + timedelta(minutes=CODE_MINUTES), ends_at),
        ends_at=ends_at,
    )
    screen.full_clean()
    screen.save(force_insert=True)
    return screen, code


def enter_screen(*, code: str) -> tuple[OwnScreen, str]:
    """Spend a code: returns the screen and the secret for the browser's own cookie.

    The try is counted and committed before anything is compared. Raises Refused with one
    answer for wrong, used, old and unknown codes.
    """
    label = label_of(code)
    with gate.perform(Action.TRY_SCREEN_CODE, by=NOBODY, on=label) as opened:
        screen: OwnScreen = opened.target
        screen.tries += 1
        screen.save(update_fields=["tries"])
    with gate.perform(Action.ENTER_OWN_SCREEN, by=NOBODY, on=label, code=digits_of(code)) as opened:
        screen = opened.target
        secret = secrets.token_urlsafe(32)
        screen.code_hash, screen.cookie_hash = None, cookie_hash(secret)
        screen.entered_at = screen.last_seen_at = opened.at
        screen.full_clean()
        screen.save(update_fields=["code_hash", "cookie_hash", "entered_at", "last_seen_at"])
        opened.record(screen=str(screen.pk))
    return screen, secret


def end(*, folder_id: UUID, at: datetime, how: str, by: Worker | None = None) -> int:
    """End every screen that may open this folder, inside the caller's change; returns how many."""
    standing = OwnScreen.objects.filter(folder_id=folder_id, ended_at__isnull=True)
    return standing.update(ended_at=at, ended_how=how, ended_by=by)


def cookie_hash(secret: str) -> str:
    """What the database keeps of a browser's cookie: the secret is random, so a plain hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _free_label() -> str:
    """A label no waiting screen has; a thousand screens waiting at once would be a fault."""
    taken = set(
        OwnScreen.objects.filter(entered_at__isnull=True, ended_at__isnull=True).values_list("label", flat=True)
    )
    free = [label for label in (f"{n:03d}" for n in range(_LABELS)) if label not in taken]
    return secrets.choice(free)
