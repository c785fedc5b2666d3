"""What the vault raises. Messages carry labels, ids and settings names, never contents or keys."""

from __future__ import annotations


class VaultError(Exception):
    """Anything the vault refuses or cannot do."""


class MasterKeyProblem(VaultError):
    """The master key is missing, unreadable, damaged or not the one that was used."""


class EpochLost(VaultError):
    """An epoch's key file is gone or does not open: the keys wrapped by it are gone with it."""


class RoomClosed(VaultError):
    """The strongroom is closed. It never opens again; ask the gate in a new request or job."""


class CompartmentClosed(VaultError):
    """A value was to be sealed, or a MAC made, in a compartment that no decision has opened."""


class MisplacedSeal(VaultError):
    """A sealed value was put into a field or a record that it does not belong to."""


class PlainValueRefused(VaultError, TypeError):
    """A plain value was on its way to a sealed column, or a sealed one on its way out as plain."""
