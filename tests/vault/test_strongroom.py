"""The strongroom holds what was granted, for one request, and then nothing."""

from __future__ import annotations

import contextvars
import gc
import threading
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connections
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from tests.vault.conftest import stored_note
from tests.vault.samples import EVERYTHING, Note
from vault import epochs, keys, strongroom
from vault.derivation import compartment_key
from vault.errors import CompartmentClosed, RoomClosed
from vault.middleware import StrongroomMiddleware
from vault.models import FolderKey
from vault.seal import mac
from vault.sealed import Sealed
from vault.strongroom import Strongroom, opened_room
from vault.testing import Grant, opened

pytestmark = pytest.mark.django_db


def grant(folder: UUID, *compartments: str) -> Grant:
    return Grant(folder, frozenset(compartments))


class TestOpening:
    def test_unwraps_a_folder_once_however_often_it_is_opened(self, note: Note) -> None:
        with opened_room() as room:
            for _ in range(3):
                room.open(grant(note.folder_id, "notes", "identity"))
            assert [note.body for _ in range(5)] == ["Came in at ten."] * 5
            assert room.unwraps == 1

    def test_takes_one_query_for_many_folders_and_none_for_the_same_again(self, db: None) -> None:
        folders = keys.create_folders(30)
        with opened_room() as room:
            with CaptureQueriesContext(connections["keys"]) as queries:
                room.open([grant(folder, "identity") for folder in folders])
                room.open([grant(folder, "identity", "notes") for folder in folders])
            assert len(queries) == 1
            assert room.unwraps == 60  # the second opening asked for more than was held

    def test_adds_compartments_to_those_open_already(self, note: Note) -> None:
        with opened(note.folder_id, "identity") as room:
            assert isinstance(note.body, Sealed)
            room.open(grant(note.folder_id, "notes"))
            assert (note.heading, note.body) == ("Asha Mensah", "Came in at ten.")

    def test_says_which_folders_have_no_key(self, folder: UUID) -> None:
        nowhere = uuid4()
        with opened_room() as room:
            assert room.open([grant(folder, "notes"), grant(nowhere, "notes")]) == {nowhere}
            assert room.is_open(folder, "notes")
            assert not room.is_open(nowhere, "notes")

    def test_opens_nothing_of_a_folder_whose_epoch_is_destroyed(self, note: Note) -> None:
        epochs.path_of(FolderKey.objects.get(folder_id=note.folder_id).epoch_id).unlink()
        with opened_room() as room:
            assert room.open(grant(note.folder_id, "notes")) == {note.folder_id}
            assert isinstance(note.body, Sealed)

    def test_of_nothing_opens_nothing(self, folder: UUID) -> None:
        with opened_room() as room:
            room.open([])
            room.open(Grant(folder))
            assert not room.is_open(folder, "notes")

    def test_of_a_record_does_not_open_its_compartment(self, note: Note) -> None:
        with opened(note.folder_id, records=[note.id]) as room:
            assert room.is_open(note.folder_id, "notes", note.id)
            assert not room.is_open(note.folder_id, "notes")
            assert not room.is_open(note.folder_id, "notes", uuid4())


def test_a_room_holds_no_key_from_which_more_could_be_opened(note: Note) -> None:
    folder_key = keys.unwrap(keys.rows_of([note.folder_id])[0])
    ungranted = compartment_key(folder_key, "health")
    with opened(note.folder_id, "notes", records=[uuid4()]) as room:
        assert note.body == "Came in at ten."
        held = reachable_bytes(room)
    assert compartment_key(folder_key, "notes") in held
    assert folder_key not in held
    assert ungranted not in held


def reachable_bytes(start: object) -> set[bytes]:
    """Every bytes object in the room's own data, whatever it is nested in."""
    found: set[bytes] = set()
    todo, seen = [start], set()
    while todo:
        thing = todo.pop()
        if isinstance(thing, bytes):
            found.add(thing)
        if id(thing) in seen or isinstance(thing, type | FolderKey):
            continue
        seen.add(id(thing))
        todo += [item for item in gc.get_referents(thing) if not isinstance(item, type)]
    return found


class TestClosing:
    def test_is_for_good(self, note: Note) -> None:
        with opened(note.folder_id, "notes") as room:
            pass
        assert room.closed
        assert reachable_bytes(room) == set()
        with pytest.raises(RoomClosed):
            room.open(grant(note.folder_id, "notes"))

    def test_comes_with_an_exception_too(self, note: Note) -> None:
        with pytest.raises(ZeroDivisionError), opened(note.folder_id, "notes") as room:
            1 / 0  # noqa: B018
        assert room.closed

    def test_leaves_an_outer_room_as_it_was(self, note: Note, other_folder: UUID) -> None:
        with opened(note.folder_id, "notes"):
            with opened(other_folder, "notes"):
                assert isinstance(note.body, Sealed)
            assert note.body == "Came in at ten."

    def test_reaches_a_context_that_was_copied_while_it_was_open(self, note: Note) -> None:
        with opened(note.folder_id, "notes"):
            copied = contextvars.copy_context()
            assert copied.run(lambda: note.body) == "Came in at ten."
        assert isinstance(copied.run(lambda: note.body), Sealed)

    def test_reaches_a_generator_that_was_begun_while_it_was_open(self, note: Note) -> None:
        def bodies() -> Iterator[object]:
            while True:
                yield note.body

        with opened(note.folder_id, "notes"):
            generator = bodies()
            assert next(generator) == "Came in at ten."
        assert isinstance(next(generator), Sealed)

    def test_reaches_a_thread_that_holds_the_room_itself(self, note: Note) -> None:
        closed, seen = threading.Event(), []

        def work(room: Strongroom) -> None:
            with strongroom.entered(room):
                closed.wait(5)
                seen.append(note.body)

        with opened(note.folder_id, "notes") as room:
            thread = threading.Thread(target=work, args=[room])
            thread.start()
        closed.set()
        thread.join()
        assert isinstance(seen[0], Sealed)

    def test_a_new_thread_finds_nothing_open(self, note: Note) -> None:
        seen: list[Any] = []
        with opened(note.folder_id, "notes"):
            thread = threading.Thread(target=lambda: seen.append(note.body))
            thread.start()
            thread.join()
        assert isinstance(seen[0], Sealed)


class TestTheMiddleware:
    def visit(self, view: Any) -> tuple[Any, list[Strongroom]]:
        rooms: list[Strongroom] = []

        def recording(request: object) -> Any:
            rooms.append(strongroom.current())
            return view(request)

        return StrongroomMiddleware(recording)(RequestFactory().get("/")), rooms

    def test_gives_each_request_a_room_and_closes_it(self, note: Note) -> None:
        def view(request: object) -> HttpResponse:
            strongroom.current().open(grant(note.folder_id, "notes"))
            return HttpResponse(note.body)

        response, [room] = self.visit(view)
        assert response.content == b"Came in at ten."
        assert room.closed
        assert strongroom.current().closed
        assert isinstance(note.body, Sealed)

    def test_closes_it_when_the_view_raises(self, note: Note) -> None:
        rooms: list[Strongroom] = []

        def view(request: object) -> HttpResponse:
            rooms.append(strongroom.current())
            strongroom.current().open(grant(note.folder_id, "notes"))
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            StrongroomMiddleware(view)(RequestFactory().get("/"))
        assert rooms[0].closed
        assert strongroom.current().closed

    def test_two_requests_never_share_a_room(self) -> None:
        _, [one] = self.visit(lambda request: HttpResponse())
        _, [two] = self.visit(lambda request: HttpResponse())
        assert one is not two

    def streaming(self, note: Note, entering: bool) -> tuple[Any, list[Strongroom]]:
        def view(request: object) -> StreamingHttpResponse:
            room = strongroom.current()
            room.open(grant(note.folder_id, "notes"))

            def chunks() -> Iterator[str]:
                if entering:
                    with strongroom.entered(room):
                        body = str(note.body)
                    yield body
                else:
                    yield str(note.body)

            return StreamingHttpResponse(chunks())

        return self.visit(view)

    def test_runs_a_stream_outside_the_room(self, note: Note) -> None:
        response, _ = self.streaming(note, entering=False)
        assert b"".join(response.streaming_content) == b"sealed"

    def test_lets_a_stream_enter_its_requests_room_until_it_ends(self, note: Note) -> None:
        response, [room] = self.streaming(note, entering=True)
        assert not room.closed
        assert b"".join(response.streaming_content) == b"Came in at ten."
        assert room.closed

    def test_closes_the_room_of_a_stream_that_nobody_read(self, note: Note) -> None:
        response, [room] = self.streaming(note, entering=True)
        assert not room.closed
        response.close()
        assert room.closed

    def test_closes_the_room_of_a_stream_that_breaks(self, note: Note) -> None:
        def view(request: object) -> StreamingHttpResponse:
            strongroom.current().open(grant(note.folder_id, "notes"))
            return StreamingHttpResponse(str(1 / n) for n in (1, 0))

        response, [room] = self.visit(view)
        with pytest.raises(ZeroDivisionError):
            list(response.streaming_content)
        assert room.closed

    def test_closes_at_once_where_the_stream_has_nothing_to_open(self, tmp_path: Any) -> None:
        (tmp_path / "logo.svg").write_text("<svg/>")
        response, [room] = self.visit(lambda request: FileResponse((tmp_path / "logo.svg").open("rb")))
        assert room.closed
        assert b"".join(response.streaming_content) == b"<svg/>"

    def test_gives_an_asynchronous_stream_no_room(self, note: Note) -> None:
        async def chunks() -> Any:
            yield str(note.body)

        def view(request: object) -> StreamingHttpResponse:
            strongroom.current().open(grant(note.folder_id, "notes"))
            return StreamingHttpResponse(chunks())

        _, [room] = self.visit(view)
        assert room.closed


def test_work_put_off_until_the_commit_runs_closed(note: Note, django_capture_on_commit_callbacks: Any) -> None:
    from django.db import transaction

    seen: list[object] = []
    with django_capture_on_commit_callbacks(execute=False) as callbacks, opened(note.folder_id, "notes"):
        transaction.on_commit(lambda: seen.append(note.body))
    for callback in callbacks:
        callback()
    assert isinstance(seen[0], Sealed)


class TestMacs:
    def test_need_the_folder_open(self, folder: UUID) -> None:
        with opened_room(), pytest.raises(CompartmentClosed):
            mac(folder, [b"leaving"])

    def test_agree_for_the_same_parts_and_differ_for_any_other(self, folder: UUID, other_folder: UUID) -> None:
        made = []
        for one in (folder, other_folder):
            for parts in ([b"ab", b"c"], [b"a", b"bc"], [b"abc"], []):
                with opened(one, "notes"):
                    made.append(mac(one, parts))
        assert len(set(made)) == 8
        with opened(folder, records=[uuid4()]):
            assert mac(folder, [b"ab", b"c"]) == made[0]


def test_any_object_with_the_three_names_is_an_opening(note: Note) -> None:
    opening = SimpleNamespace(folder_id=note.folder_id, compartments=frozenset({"notes"}), records=frozenset())
    with opened_room() as room:
        room.open(opening)
        assert note.body == "Came in at ten."


def test_five_hundred_notes_take_one_key_query(folder: UUID) -> None:
    with opened(folder, *EVERYTHING):
        Note.objects.bulk_create(Note(folder_id=folder, body=f"note {i}") for i in range(500))
    with opened_room() as room, CaptureQueriesContext(connections["keys"]) as queries:
        room.open(grant(folder, "notes"))
        assert len({note.body for note in Note.objects.filter(folder_id=folder)}) == 500
        assert (len(queries), room.unwraps) == (1, 1)
    assert isinstance(stored_note(folder).body, Sealed)
