"""What lies in the two databases and in the key files."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from django.db import connections

from tests.vault import rawsql
from tests.vault.conftest import stored_note
from tests.vault.samples import EVERYTHING, Note
from vault import blind, epochs, master
from vault.testing import opened

pytestmark = pytest.mark.django_db

PLANTED = ("ZQheading", "ZQbody", "ZQdetail", "1971-07-17", "ZQsecond")


def test_no_planted_word_lies_in_any_table_history_and_index_included(folder: UUID) -> None:
    note = stored_note(folder, heading="ZQheading", body="ZQbody", details=["ZQdetail"], born_on=date(1971, 7, 17))
    with opened(folder, *EVERYTHING):
        note.body = "ZQsecond"
        note.save()
    blind.index_names(note.id, ["ZQheading"], "sample")
    assert Note.history.filter(id=note.id).count() == 2
    at_rest = rawsql.everything("default") + rawsql.everything("keys")
    assert note.reference.encode() in at_rest  # the search would have found them
    for word in PLANTED:
        assert word.encode() not in at_rest
        assert word.lower().encode() not in at_rest


def test_tables_of_keys_are_in_the_keys_database_and_nothing_else_is() -> None:
    def tables(alias: str) -> set[str]:
        return set(connections[alias].introspection.table_names())

    assert tables("keys") == {"vault_epoch", "vault_folderkey", "django_migrations"}
    assert not tables("default") & {"vault_epoch", "vault_folderkey"}


def test_no_key_lies_plain_in_a_database_or_a_key_file(folder: UUID) -> None:
    from vault import keys

    row = keys.rows_of([folder])[0]
    secrets = [keys.unwrap(row), master.master_key(), master.purpose_key("epoch-wrap")]
    files = b"".join(path.read_bytes() for path in epochs.epoch_dir().iterdir())
    at_rest = rawsql.everything("default") + rawsql.everything("keys") + files
    for secret in secrets:
        assert secret not in at_rest
        assert secret.hex().encode() not in at_rest
