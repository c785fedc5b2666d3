"""The append-only ledger on a real database: what is found, and what is said about limits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from audit import ledger
from audit.actions import Event, Outcome
from audit.actors import SystemActor
from audit.models import AdoptedPolicy, LedgerBatch, LedgerEntry
from audit.testing import ledger_unlocked

pytestmark = pytest.mark.django_db

JOB = SystemActor("test-job")


def write(count: int, *, reference: str = "NF-26-0001") -> list[LedgerEntry]:
    return [
        ledger.append(Event.JOB_RAN.value, Outcome.NOTED, by=JOB, reference=reference, details={"n": n})
        for n in range(count)
    ]


def test_a_ledger_nobody_touched_is_sound_sealed_or_not() -> None:
    write(5)
    assert ledger.verify().sound
    assert ledger.seal_pending() == 5
    write(3)
    found = ledger.verify()
    assert (found.sound, found.entries, found.batches, found.unsealed) == (True, 8, 1, 3)
    assert "outside" in found.as_json()["limits"]


def test_sealing_twice_takes_nothing_twice() -> None:
    write(4)
    assert [ledger.seal_pending(), ledger.seal_pending()] == [4, 0]
    write(2)
    assert ledger.seal_pending() == 2
    assert [b.count for b in LedgerBatch.objects.order_by("id")] == [4, 2]


def test_an_entry_committed_late_with_a_low_number_is_sealed_later() -> None:
    early, _ = write(2)
    with ledger_unlocked():
        late_row = LedgerEntry.objects.filter(pk=early.pk).values().get()
        LedgerEntry.objects.filter(pk=early.pk).delete()
        ledger.seal_pending()
        LedgerEntry.objects.create(**late_row)
    assert ledger.seal_pending() == 1
    assert ledger.verify().sound


@pytest.mark.clause("PRESTON-DP-7")
@pytest.mark.parametrize("model", [LedgerEntry, LedgerBatch])
@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_itself_refuses_to_change_or_delete(model: type, act: str) -> None:
    write(1)
    ledger.seal_pending()
    rows = model.objects.all()
    with pytest.raises(DatabaseError), transaction.atomic():
        rows._raw_delete(rows.db) if act == "delete" else rows.update(mac=b"x")
    assert rows.count() == 1


def edited_bytes(rows: list[LedgerEntry]) -> None:
    canonical = bytes(rows[1].canonical).replace(b'"n":1', b'"n":7')
    LedgerEntry.objects.filter(pk=rows[1].pk).update(canonical=canonical)


def edited_column(rows: list[LedgerEntry]) -> None:
    LedgerEntry.objects.filter(pk=rows[1].pk).update(actor_id="somebody-else")


def edited_time(rows: list[LedgerEntry]) -> None:
    LedgerEntry.objects.filter(pk=rows[1].pk).update(at=rows[1].at - timedelta(days=1))


def deleted(rows: list[LedgerEntry]) -> None:
    LedgerEntry.objects.filter(pk=rows[1].pk).delete()


def reordered(rows: list[LedgerEntry]) -> None:
    first, second = (LedgerEntry.objects.filter(pk=r.pk).values().get() for r in rows[:2])
    LedgerEntry.objects.filter(pk__in=[first["id"], second["id"]]).delete()
    first["id"], second["id"] = second["id"], first["id"]
    LedgerEntry.objects.create(**first)
    LedgerEntry.objects.create(**second)


def batch_cut(rows: list[LedgerEntry]) -> None:
    batch = LedgerBatch.objects.get()
    LedgerBatch.objects.filter(pk=batch.pk).update(members=bytes(batch.members)[:-8], count=batch.count - 1)


@pytest.mark.clause("PRESTON-DP-7")
@pytest.mark.parametrize(
    ("tamper", "kind"),
    [
        (edited_bytes, "edited"),
        (edited_column, "edited"),
        (edited_time, "edited"),
        (deleted, "deleted"),
        (reordered, "reordered"),
        (batch_cut, "edited"),
    ],
)
def test_every_kind_of_tampering_with_sealed_entries_is_found(
    tamper: Callable[[list[LedgerEntry]], None], kind: str
) -> None:
    rows = write(4)
    ledger.seal_pending()
    with ledger_unlocked():
        tamper(rows)
    assert kind in {fault.kind for fault in ledger.verify().faults}


def test_a_batch_taken_out_of_the_middle_breaks_the_chain() -> None:
    for _ in range(3):
        write(2)
        ledger.seal_pending()
    middle = LedgerBatch.objects.order_by("id")[1]
    with ledger_unlocked():
        LedgerBatch.objects.filter(pk=middle.pk).delete()
    assert "broken-chain" in {fault.kind for fault in ledger.verify().faults}


def test_an_entry_slipped_in_with_an_old_time_is_found() -> None:
    write(1)
    ledger.seal_pending()
    row = write(1)[0]
    old = timezone.now() - timedelta(days=3)
    with ledger_unlocked():
        LedgerEntry.objects.filter(pk=row.pk).update(at=old)
    assert {f.kind for f in ledger.verify().faults} >= {"edited", "unsealed"}


def test_adopted_policies_cannot_be_rewritten_either() -> None:
    AdoptedPolicy.objects.create(
        slug="x", version="1", in_force_from="2020-01-01", adopted_on="2020-01-01", source="", sha256="", adopted_by="t"
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        AdoptedPolicy.objects.filter(slug="x").update(source="changed")


def test_the_triggers_stand_on_this_database() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'audit_%_no_%'")
            assert cursor.fetchone()[0] == 9
        else:
            cursor.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit_%_no_%'")
            assert cursor.fetchone()[0] == 6
