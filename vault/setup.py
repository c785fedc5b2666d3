"""The first start: a master key, once, with its recovery copy."""

from __future__ import annotations

from pathlib import Path

from vault import epochs, master
from vault.errors import MasterKeyProblem


def ensure() -> str | None:
    """See to it that there is a master key; return its recovery copy if it was made just now.

    Raises MasterKeyProblem where the configured key cannot be read, and where the key's file is
    missing although epoch keys wrapped by it exist: a new key would only hide that loss.
    """
    vault = master.configuration()
    path = Path(str(vault.get("MASTER_KEY_FILE") or ""))
    elsewhere = vault.get("MASTER_KEY") or vault.get("MASTER_KEY_COMMAND")
    if elsewhere or not vault.get("MASTER_KEY_FILE") or path.exists():
        master.master_key()
        return None
    directory = epochs.epoch_dir()
    if any(directory.glob("*.epoch")):
        raise MasterKeyProblem(
            f"{path} is missing, but {directory} holds keys that were made with it. "
            "Write the recovery copy into that file; a new master key would open nothing."
        )
    return master.recovery_text(master.create_master(path))
