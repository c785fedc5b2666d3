"""A sealed value opens in the field, record, folder and version it was made for, and nowhere else."""

from __future__ import annotations

import logging
from uuid import UUID

import pytest
from django.db import connections

from tests.vault import rawsql
from tests.vault.conftest import stored_note
from tests.vault.samples import EVERYTHING, Letter, Note
from vault.sealed import Sealed
from vault.testing import Grant, opened

pytestmark = pytest.mark.django_db


def assert_damaged(value: object) -> None:
    assert isinstance(value, Sealed)
    assert value.damaged
    assert str(value) == "damaged, cannot be opened"


def test_a_value_put_back_where_it_was_opens(note: Note) -> None:
    """Otherwise the tests below would prove nothing."""
    rawsql.put(Note, "body", note.pk, rawsql.cell(Note, "body", note.pk))
    with opened(note.folder_id, *EVERYTHING):
        assert Note.objects.get(pk=note.pk).body == "Came in at ten."


def test_a_value_moved_to_another_row_is_refused(note: Note, caplog: pytest.LogCaptureFixture) -> None:
    other = stored_note(note.folder_id, body="Left at noon.")
    rawsql.put(Note, "body", other.pk, rawsql.cell(Note, "body", note.pk))
    with opened(note.folder_id, *EVERYTHING), caplog.at_level(logging.ERROR):
        assert_damaged(Note.objects.get(pk=other.pk).body)
    assert "sample.note.body" in caplog.text
    assert "Came in" not in caplog.text


def test_a_value_moved_to_another_field_of_its_row_is_refused(letter: Letter) -> None:
    rawsql.put(Letter, "closing", letter.pk, rawsql.cell(Letter, "body", letter.pk))
    with opened(letter.folder_id, "notes"):
        assert_damaged(Letter.objects.get(pk=letter.pk).closing)


def test_a_value_moved_to_another_model_under_the_same_id_is_refused(note: Note) -> None:
    with opened(note.folder_id, "notes"):
        letter = Letter.objects.create(id=note.id, folder_id=note.folder_id, body="Dear Asha")
    rawsql.put(Letter, "body", letter.pk, rawsql.cell(Note, "body", note.pk))
    with opened(note.folder_id, "notes"):
        assert_damaged(Letter.objects.get(pk=letter.pk).body)


def test_a_row_moved_to_another_folder_is_refused(note: Note, other_folder: UUID) -> None:
    folder_column = Note._meta.get_field("folder_id")
    rawsql.put(Note, "folder_id", note.pk, folder_column.get_db_prep_value(other_folder, connections["default"]))
    with opened(other_folder, *EVERYTHING) as room:
        room.open(Grant(note.folder_id, frozenset(EVERYTHING)))
        moved = Note.objects.get(pk=note.pk)
        assert moved.folder_id == other_folder
        assert_damaged(moved.body)


def test_a_row_put_into_an_easier_compartment_does_not_open_with_that_one(folder: UUID) -> None:
    note = stored_note(folder, category="health")
    rawsql.put(Note, "category", note.pk, "notes")
    with opened(folder, "notes"):
        assert isinstance(Note.objects.get(pk=note.pk).body, Sealed)


@pytest.mark.parametrize("place", ["format", "version", "compartment", "nonce", "content", "tag"])
def test_a_value_changed_in_one_place_is_refused(note: Note, place: str) -> None:
    held = bytearray(rawsql.cell(Note, "body", note.pk))
    where = {"format": 0, "version": 2, "compartment": 4, "nonce": 4 + len("notes"), "content": -40, "tag": -1}[place]
    held[where] ^= 1
    rawsql.put(Note, "body", note.pk, bytes(held))
    with opened(note.folder_id, *EVERYTHING):
        found = Note.objects.get(pk=note.pk).body
        assert isinstance(found, Sealed)
        assert found.damaged or place in ("version", "compartment")  # those name another key, which is not there


@pytest.mark.parametrize("stored", [b"", b"\x01", b"Came in at ten.", b"\x01\x00\x01\x05notes"])
def test_what_is_no_sealed_value_is_refused(note: Note, stored: bytes) -> None:
    rawsql.put(Note, "body", note.pk, stored)
    with opened(note.folder_id, *EVERYTHING):
        assert_damaged(Note.objects.get(pk=note.pk).body)


def test_a_damaged_value_is_kept_as_it_is_when_the_record_is_saved(note: Note) -> None:
    rawsql.put(Note, "body", note.pk, b"damaged beyond reading")
    with opened(note.folder_id, *EVERYTHING):
        found = Note.objects.get(pk=note.pk)
        found.heading = "Asha M."
        found.save()
    assert rawsql.cell(Note, "body", note.pk) == b"damaged beyond reading"
