"""Tables for the sample models, and a folder with a note in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.db import connection, transaction

from tests.vault.samples import EVERYTHING, SAMPLES, Letter, Note
from vault import keys
from vault.testing import opened


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker) -> None:
    """Outside every transaction, because SQLite makes no tables inside one."""
    with django_db_blocker.unblock():
        there = connection.introspection.table_names()
        with connection.schema_editor() as editor:
            for model in SAMPLES:
                if model._meta.db_table not in there:
                    editor.create_model(model)


@pytest.fixture
def folder(db) -> UUID:
    return keys.create_folder()


@pytest.fixture
def other_folder(db) -> UUID:
    return keys.create_folder()


@pytest.fixture
def note(folder: UUID) -> Note:
    """A note with every field filled, as it comes from the database: nothing is open."""
    return stored_note(folder)


@pytest.fixture
def letter(folder: UUID) -> Letter:
    with opened(folder, "notes"):
        made = Letter.objects.create(folder_id=folder, body="Dear Asha", closing="Yours")
    return Letter.objects.get(pk=made.pk)


def stored_note(folder: UUID, **changed: object) -> Note:
    values: dict[str, object] = {
        "reference": "NF-26-0001",
        "heading": "Asha Mensah",
        "body": "Came in at ten.",
        "born_on": date(1990, 2, 28),
        "seen_at": datetime(2026, 3, 1, 9, 30, tzinfo=UTC),
        "details": {"phones": ["0700 900000"], "safe": True},
        **changed,
    }
    with opened(folder, *EVERYTHING):
        made = Note(folder_id=folder, **values)
        made.full_clean()
        made.save()
    return Note.objects.get(pk=made.pk)


@contextmanager
def refusing(error: type[Exception] | tuple[type[Exception], ...]) -> Iterator[pytest.ExceptionInfo[Exception]]:
    """The block raises ``error``; a savepoint keeps the test's own transaction usable afterwards."""
    with pytest.raises(error) as found, transaction.atomic():
        yield found
