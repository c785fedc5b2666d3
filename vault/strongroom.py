"""The strongroom of one request or job: the keys that decisions have opened, until it closes.

It holds derived keys of granted compartments and records only, never a folder's own key, so
that nothing that was not granted can be opened from it later. A closed room never opens again,
in whatever context, thread or generator a reference to it has survived.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from vault import compartments, derivation
from vault.errors import CompartmentClosed, EpochLost, RoomClosed

if TYPE_CHECKING:
    from vault.models import FolderKey


class Opening(Protocol):
    """What a decision unlocks in one folder: whole compartments by name, single records by id."""

    @property
    def folder_id(self) -> UUID: ...
    @property
    def compartments(self) -> frozenset[str]: ...
    @property
    def records(self) -> frozenset[UUID]: ...


@dataclass(slots=True)
class _Folder:
    """What is held of one folder: its wrapped keys, and what has been derived for grants."""

    wrapped: list[FolderKey]
    newest: int = 0
    compartments: dict[tuple[int, str], bytes] = field(default_factory=dict)
    records: dict[tuple[int, str, UUID], AESGCM] = field(default_factory=dict)
    granted: set[str | UUID] = field(default_factory=set)
    mac: bytes = b""


class Strongroom:
    """The keys one request or job may use. ``unwraps`` counts folder keys unwrapped, for tests."""

    def __init__(self, *, closed: bool = False) -> None:
        self._folders: dict[UUID, _Folder] = {}
        self._closed = closed
        self.unwraps = 0

    @property
    def closed(self) -> bool:
        """Whether the room is closed, which is for good."""
        return self._closed

    @property
    def empty(self) -> bool:
        """Whether nothing has been opened."""
        return not self._folders

    def open(self, openings: Opening | Iterable[Opening]) -> frozenset[UUID]:
        """Open what a decision grants; one query for however many folders.

        Returns the folders that have no key (any more): their values stay sealed. Raises
        RoomClosed if the room is closed.
        """
        wanted = list(openings) if isinstance(openings, Iterable) else [openings]
        if not wanted:
            return frozenset()
        if self._closed:
            raise RoomClosed("the strongroom is closed and never opens again")
        self._fetch({opening.folder_id for opening in wanted} - self._folders.keys())
        return frozenset(o.folder_id for o in wanted if not self._grant(o))

    def is_open(self, folder_id: UUID, compartment: str, record_id: UUID | None = None) -> bool:
        """Whether the compartment is open, or this one record of it."""
        held = self._folders.get(folder_id)
        return held is not None and (compartment in held.granted or record_id in held.granted)

    def cipher(self, folder_id: UUID, version: int, compartment: str, record_id: UUID) -> AESGCM | None:
        """The key of one record, or None where it is not open."""
        held = self._folders.get(folder_id)
        if held is None:
            return None
        slot = (version, compartment, record_id)
        found = held.records.get(slot)
        if found is None and (whole := held.compartments.get((version, compartment))):
            found = held.records[slot] = AESGCM(derivation.record_key(whole, record_id))
        return found

    def newest_version(self, folder_id: UUID) -> int:
        """The key version new values are sealed with; 0 where the folder is not open."""
        held = self._folders.get(folder_id)
        return held.newest if held else 0

    def mac_key(self, folder_id: UUID) -> bytes:
        """The folder's MAC key; raises CompartmentClosed where nothing of the folder is open."""
        held = self._folders.get(folder_id)
        if held is None or not held.mac:
            raise CompartmentClosed(f"folder {folder_id} is not open")
        return held.mac

    def close(self) -> None:
        """Forget every key, for good. Closing twice does no harm."""
        self._closed = True
        self._folders.clear()

    def _fetch(self, folder_ids: set[UUID]) -> None:
        from vault import keys  # models import this module

        if not folder_ids:
            return
        for row in keys.rows_of(folder_ids):
            held = self._folders.setdefault(row.folder_id, _Folder([]))
            held.wrapped.append(row)
            held.newest = max(held.newest, row.key_version)

    def _grant(self, opening: Opening) -> bool:
        from vault import keys  # models import this module

        held = self._folders.get(opening.folder_id)
        if held is None:
            return False
        asked: set[str | UUID] = {*opening.compartments, *opening.records}
        if asked <= held.granted:
            return True
        try:
            unwrapped = {row.key_version: keys.unwrap(row) for row in held.wrapped}
        except EpochLost:
            return False
        self.unwraps += 1
        for version, folder_key in unwrapped.items():
            _derive(held, version, folder_key, opening)
        held.granted |= asked
        return True


def _derive(held: _Folder, version: int, folder_key: bytes, opening: Opening) -> None:
    for name in opening.compartments:
        held.compartments[version, name] = derivation.compartment_key(folder_key, name)
    if opening.records:
        for name in compartments.known():
            whole = derivation.compartment_key(folder_key, name)
            for record_id in opening.records:
                held.records[version, name, record_id] = AESGCM(derivation.record_key(whole, record_id))
    if version == held.newest:
        held.mac = derivation.mac_key(folder_key)


_CLOSED = Strongroom(closed=True)
_current: ContextVar[Strongroom] = ContextVar("strongroom", default=_CLOSED)


def current() -> Strongroom:
    """The room of this request or job; outside one, a room that is closed."""
    return _current.get()


@contextmanager
def opened_room() -> Iterator[Strongroom]:
    """A room of its own for a job or a test, closed at the end. Keys still need a decision."""
    room = Strongroom()
    with entered(room):
        try:
            yield room
        finally:
            room.close()


@contextmanager
def entered(room: Strongroom) -> Iterator[Strongroom]:
    """Make ``room`` the current one for a while without closing it afterwards.

    Streams run outside any room. One that must read sealed values takes the request's room in
    its view and enters it while it works; the middleware closes it at the stream's end.
    """
    token = _current.set(room)
    try:
        yield room
    finally:
        _current.reset(token)


@contextmanager
def shut() -> Iterator[None]:
    """For a while, nothing is open."""
    with entered(_CLOSED):
        yield
