"""The MAC of a change notices an old ciphertext that was put back."""

from __future__ import annotations

import pytest

from tests.vault import rawsql
from tests.vault.samples import EVERYTHING, Letter, Note
from vault.errors import PlainValueRefused
from vault.models import BlindToken
from vault.seal import change_mac
from vault.testing import opened

pytestmark = pytest.mark.django_db


def test_it_needs_nothing_open_and_is_the_same_for_a_record_read_again(note: Note) -> None:
    assert change_mac([note]) == change_mac([Note.objects.get(pk=note.pk)])
    assert change_mac([note]) == change_mac([Note.objects.only("id").get(pk=note.pk)])


def test_it_changes_with_any_ciphertext_and_back_when_an_old_one_is_put_back(note: Note) -> None:
    before, old = change_mac([note]), rawsql.cell(Note, "body", note.pk)
    with opened(note.folder_id, *EVERYTHING):
        note.body = "Came in at eleven."
        note.save()
    after = change_mac([note])
    assert after != before
    rawsql.put(Note, "body", note.pk, old)
    assert change_mac([Note.objects.get(pk=note.pk)]) == before  # so the entry's MAC, ``after``, tells on it


def test_it_differs_between_records_and_fields(note: Note, letter: Letter) -> None:
    assert len({change_mac(chosen) for chosen in ([note], [letter], [note, letter], [letter, note], [])}) == 5


def test_it_takes_records_without_sealed_fields_too(db: None) -> None:
    assert len(change_mac([BlindToken(pk=1, scope="s", token=1)])) == 32


def test_it_refuses_a_record_with_a_value_that_is_not_saved(note: Note) -> None:
    note.body = "planted"
    with pytest.raises(PlainValueRefused) as refused:
        change_mac([note])
    assert "planted" not in str(refused.value)
