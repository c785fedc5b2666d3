"""The master key: where it comes from, and the keys for single purposes that are derived from it.

``settings.VAULT`` names the source, looked at in this order: ``MASTER_KEY`` (from the
environment), ``MASTER_KEY_COMMAND`` (an argument list or a string; no shell),
``MASTER_KEY_FILE`` (a path). Each yields 64 hexadecimal digits or the recovery copy.
"""

from __future__ import annotations

import os
import secrets
import shlex
import subprocess
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from vault import recovery
from vault.derivation import KEY_BYTES, expand
from vault.errors import MasterKeyProblem

_COMMAND_SECONDS = 30


def purpose_key(label: str) -> bytes:
    """A 32-byte key derived from the master for one purpose, e.g. ``"ledger-entry"``.

    Raises MasterKeyProblem where there is no usable master key.
    """
    return _purpose_key(master_key(), label)


def master_key() -> bytes:
    """The 32 bytes everything hangs on, read once per process from the configured source."""
    vault = configuration()
    command = vault.get("MASTER_KEY_COMMAND") or ()
    arguments = tuple(shlex.split(command) if isinstance(command, str) else command)
    return _load(vault.get("MASTER_KEY") or "", str(vault.get("MASTER_KEY_FILE") or ""), arguments)


def configuration() -> Mapping[str, Any]:
    """``settings.VAULT``, or nothing at all."""
    found: Mapping[str, Any] = getattr(settings, "VAULT", {})
    return found


def create_master(path: Path) -> bytes:
    """Make a new master key and keep it in ``path``, readable by its owner alone.

    Raises MasterKeyProblem if something is there already: a master key is never overwritten.
    """
    master = secrets.token_bytes(KEY_BYTES)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise MasterKeyProblem(f"{path} exists already; a master key is never overwritten") from None
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(master.hex() + "\n")
        file.flush()
        os.fsync(file.fileno())
    return master


def recovery_text(master: bytes) -> str:
    """The master key as a person can copy it on paper: grouped, with a check for slips."""
    return recovery.write(master)


def parse(text: str) -> bytes:
    """A master key from hexadecimal digits or from a recovery copy; raises MasterKeyProblem."""
    stripped = text.strip()
    if len(stripped) == KEY_BYTES * 2:
        try:
            return bytes.fromhex(stripped)
        except ValueError:
            raise MasterKeyProblem("the master key must be 64 hexadecimal digits") from None
    return recovery.read(stripped)


@lru_cache(maxsize=256)
def _purpose_key(master: bytes, label: str) -> bytes:
    return expand(master, b"purpose", label.encode())


@lru_cache(maxsize=8)
def _load(given: str, path: str, command: tuple[str, ...]) -> bytes:
    if given:
        return parse(given)
    if command:
        return parse(_output_of(command))
    if path:
        try:
            return parse(Path(path).read_text(encoding="ascii"))
        except (OSError, UnicodeDecodeError):
            raise MasterKeyProblem(f"the master key file {path} cannot be read") from None
    raise MasterKeyProblem("no master key: set MASTER_KEY, MASTER_KEY_FILE or MASTER_KEY_COMMAND in settings.VAULT")


def _output_of(command: tuple[str, ...]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, timeout=_COMMAND_SECONDS, check=True, text=True)
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        # Without "from None" the traceback would carry what the command printed.
        raise MasterKeyProblem(f"the master key command {command[0]!r} failed") from None
    return done.stdout
