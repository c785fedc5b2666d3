"""History rows keep ciphertext and open like the record they tell of."""

from __future__ import annotations

import pytest

from tests.vault.samples import EVERYTHING, Note
from vault.sealed import Sealed
from vault.testing import opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def changed(note: Note) -> Note:
    with opened(note.folder_id, *EVERYTHING):
        note.body = "Came in at eleven."
        note.save()
    return note


def test_history_is_sealed_while_nothing_is_open(changed: Note) -> None:
    assert all(isinstance(row.body, Sealed) for row in Note.history.all())


def test_history_opens_with_the_compartment_of_its_record(changed: Note) -> None:
    with opened(changed.folder_id, "notes"):
        assert [row.body for row in changed.history.all()] == ["Came in at eleven.", "Came in at ten."]
        assert all(isinstance(row.heading, Sealed) for row in changed.history.all())


def test_history_opens_with_a_grant_of_its_record_alone(changed: Note) -> None:
    with opened(changed.folder_id, records=[changed.id]):
        assert {row.body for row in changed.history.all()} == {"Came in at eleven.", "Came in at ten."}


def test_a_record_saved_sealed_leaves_a_history_row_that_opens(note: Note) -> None:
    note.reference = "NF-26-0009"
    note.save()
    row = note.history.latest()
    assert isinstance(row.body, Sealed)
    with opened(note.folder_id, *EVERYTHING):
        assert (row.reference, row.body) == ("NF-26-0009", "Came in at ten.")


def test_a_record_remade_from_its_history_opens_and_can_be_saved(changed: Note) -> None:
    earlier = changed.history.earliest().instance
    earlier.save(force_update=True)
    with opened(changed.folder_id, "notes"):
        assert Note.objects.get(pk=changed.pk).body == "Came in at ten."


def test_a_deleted_record_takes_its_history_with_it(changed: Note) -> None:
    changed.delete()
    assert not Note.history.exists()
