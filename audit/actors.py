"""Who asks. A worker is the usual one; a job and the person's own screen are the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable


@runtime_checkable
class Actor(Protocol):
    """Anything the gate can be asked by: a kind and an id, never a name."""

    @property
    def actor_kind(self) -> str: ...

    @property
    def actor_id(self) -> str: ...


@dataclass(frozen=True, slots=True)
class SystemActor:
    """A named job of the software itself, with grants of its own."""

    actor_id: str
    actor_kind: str = "system"


@dataclass(frozen=True, slots=True)
class OwnScreenActor:
    """The person reading on their own screen: one session, no worker behind it."""

    actor_id: str
    actor_kind: str = "own-screen"


@dataclass(frozen=True, slots=True)
class NobodyActor:
    """Someone who is not signed in."""

    actor_id: str = ""
    actor_kind: str = "nobody"


NOBODY = NobodyActor()
