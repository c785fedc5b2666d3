"""Keys in one database, everything else in the other, and nothing between them."""

from __future__ import annotations

import pytest

from tests.vault.samples import Note
from vault.models import BlindToken, Epoch, FolderKey
from vault.routers import KeysRouter

router = KeysRouter()


@pytest.mark.parametrize(
    ("db", "app", "model", "allowed"),
    [
        ("keys", "vault", "epoch", True),
        ("keys", "vault", "folderkey", True),
        ("keys", "vault", "blindtoken", False),
        ("keys", "casework", "epoch", False),
        ("keys", "auth", "user", False),
        ("keys", "audit", None, False),
        ("keys", "vault", None, False),
        ("default", "vault", "epoch", False),
        ("default", "vault", "folderkey", False),
        ("default", "vault", "blindtoken", None),
        ("default", "auth", "user", None),
        ("default", "audit", None, None),
    ],
)
def test_a_table_is_made_where_it_belongs(db: str, app: str, model: str | None, allowed: bool | None) -> None:
    assert router.allow_migrate(db, app, model) is allowed


@pytest.mark.parametrize(("model", "alias"), [(Epoch, "keys"), (FolderKey, "keys"), (BlindToken, None), (Note, None)])
def test_a_model_is_read_and_written_where_it_belongs(model, alias: str | None) -> None:
    assert router.db_for_read(model) == router.db_for_write(model) == alias


def test_no_relation_crosses() -> None:
    assert router.allow_relation(Epoch(), Note()) is False
    assert router.allow_relation(Note(), FolderKey()) is False
    assert router.allow_relation(Epoch(), FolderKey()) is True
    assert router.allow_relation(Note(), Note()) is None
