"""For the tests of every floor: a room with something open, without asking the gate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from vault.strongroom import Strongroom, opened_room


@dataclass(frozen=True, slots=True)
class Grant:
    """What a decision would have opened."""

    folder_id: UUID
    compartments: frozenset[str] = frozenset()
    records: frozenset[UUID] = frozenset()


@contextmanager
def opened(folder_id: UUID, *compartments: str, records: Iterable[UUID] = ()) -> Iterator[Strongroom]:
    """A new room in which the compartments and records of the folder are open, and nothing else."""
    with opened_room() as room:
        room.open(Grant(folder_id, frozenset(compartments), frozenset(records)))
        yield room
