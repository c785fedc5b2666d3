"""Writing, sealing and verifying the ledger.

An entry is written in the transaction of the act it records and carries a MAC over its own
bytes. A moment later the sealer gathers entries into batches, each chained to the one before.
Until then the *deletion* of an entry cannot be told; an edit always can. Cutting off the whole
tail, batches included, needs an anchor kept outside this database to be seen.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from audit import seals
from audit.actions import Outcome
from audit.actors import Actor
from audit.context import request_id
from audit.models import LedgerBatch, LedgerEntry

SEALED_WITHIN = timedelta(hours=1)
"""Longer than any transaction lives: an entry older than this and unsealed is a fault."""

BATCH_SIZE = 1_000


def append(
    verb: str,
    outcome: Outcome,
    *,
    by: Actor,
    reference: str = "",
    folder_id: UUID | None = None,
    sources: Iterable[str] = (),
    policy: str = "",
    details: Mapping[str, str | int | bool | Sequence[str]] | None = None,
) -> LedgerEntry:
    """Write one entry in the current transaction. ``details`` hold ids, codes and counts only."""
    at = timezone.now()
    cited = list(sources)
    content = {
        "id": uuid4().hex,
        "at": at.astimezone(UTC).isoformat(),
        "actor": [by.actor_kind, by.actor_id],
        "verb": verb,
        "outcome": outcome.value,
        "on": reference,
        "folder": folder_id.hex if folder_id else "",
        "sources": cited,
        "policy": policy,
        "request": request_id(),
        "details": dict(details or {}),
    }
    canonical = seals.canonical_bytes(content)
    return LedgerEntry.objects.create(
        at=at,
        actor_kind=by.actor_kind,
        actor_id=by.actor_id,
        verb=verb,
        outcome=outcome.value,
        reference=reference,
        folder_id=folder_id,
        sources=" ".join(cited)[:400],
        request_id=content["request"],
        canonical=canonical,
        mac=seals.entry_mac(canonical),
    )


def content_of(entry: LedgerEntry) -> dict[str, object]:
    """The entry's canonical content, read back."""
    return json.loads(bytes(entry.canonical))


def seal_pending(*, limit: int = BATCH_SIZE) -> int:
    """Seal what is not yet sealed into one batch; returns how many entries it took.

    Late commits may show a lower id than entries already sealed, so the search is by time and
    membership, never by the highest id seen.
    """
    with transaction.atomic():
        last = LedgerBatch.objects.select_for_update().order_by("-id").first()
        pending = _unsealed(limit)
        if not pending:
            return 0
        now = timezone.now()
        previous = bytes(last.mac) if last else seals.FIRST_LINK
        root = seals.merkle_root([mac for _, mac in pending])
        members = seals.pack_ids([i for i, _ in pending])
        LedgerBatch.objects.create(
            sealed_at=now,
            members=members,
            count=len(pending),
            root=root,
            previous=previous,
            mac=seals.batch_mac(previous, root, members, now.astimezone(UTC).isoformat()),
        )
    return len(pending)


def _unsealed(limit: int) -> list[tuple[int, bytes]]:
    last = LedgerBatch.objects.order_by("-id").values_list("sealed_at", flat=True).first()
    entries = LedgerEntry.objects.order_by("id")
    if last is None:
        sealed: set[int] = set()
    else:
        since = last - 2 * SEALED_WITHIN
        entries = entries.filter(at__gte=since)
        recent = LedgerBatch.objects.filter(sealed_at__gte=since).values_list("members", flat=True)
        sealed = {i for members in recent for i in seals.unpack_ids(bytes(members))}
    found: list[tuple[int, bytes]] = []
    for entry_id, mac in entries.values_list("id", "mac").iterator():
        if entry_id not in sealed:
            found.append((entry_id, bytes(mac)))
            if len(found) == limit:
                break
    return found


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it was written: what, and at which row."""

    kind: str
    row: str
    words: str


@dataclass(slots=True)
class Verification:
    """What a check of the whole ledger found."""

    entries: int = 0
    batches: int = 0
    unsealed: int = 0
    oldest_unsealed_at: str = ""
    head: str = ""
    faults: list[Fault] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        return not self.faults

    def as_json(self) -> dict[str, object]:
        return {**asdict(self), "sound": self.sound, "limits": LIMITS}


LIMITS = (
    "Entries not yet sealed: an edit is found, a deletion is not. "
    "A tail cut off together with its batches is found only against a head kept outside this database."
)


def verify() -> Verification:
    """Check every entry's own MAC and columns, and every batch's members, root and chain."""
    found = Verification()
    macs = _verify_entries(found)
    _verify_batches(found, macs)
    for entry_id in macs:
        found.unsealed += 1
        _note_unsealed(found, entry_id)
    return found


def _verify_entries(found: Verification) -> dict[int, bytes]:
    macs: dict[int, bytes] = {}
    for entry in LedgerEntry.objects.order_by("id").iterator(chunk_size=2_000):
        found.entries += 1
        macs[entry.pk] = bytes(entry.mac)
        if seals.entry_mac(bytes(entry.canonical)) != bytes(entry.mac):
            found.faults.append(Fault("edited", f"entry {entry.pk}", "Its bytes do not match its own MAC."))
        elif not _columns_agree(entry):
            found.faults.append(Fault("edited", f"entry {entry.pk}", "Its columns do not match its bytes."))
    return macs


def _columns_agree(entry: LedgerEntry) -> bool:
    content = content_of(entry)
    return content["actor"] == [entry.actor_kind, entry.actor_id] and (
        content["at"], content["verb"], content["outcome"], content["on"], content["request"],
        content["folder"], " ".join(content["sources"])[:400],
    ) == (
        entry.at.astimezone(UTC).isoformat(), entry.verb, entry.outcome, entry.reference, entry.request_id,
        entry.folder_id.hex if entry.folder_id else "", entry.sources,
    )  # fmt: skip


def _verify_batches(found: Verification, macs: dict[int, bytes]) -> None:
    """Check the chain, removing from ``macs`` every entry a batch vouches for."""
    link, seen = seals.FIRST_LINK, set[int]()
    for batch in LedgerBatch.objects.order_by("id").iterator(chunk_size=500):
        found.batches += 1
        members, row = bytes(batch.members), f"batch {batch.pk}"
        expected = seals.batch_mac(
            bytes(batch.previous), bytes(batch.root), members, batch.sealed_at.astimezone(UTC).isoformat()
        )
        if expected != bytes(batch.mac):
            found.faults.append(Fault("edited", row, "Its bytes do not match its own MAC."))
        if bytes(batch.previous) != link:
            found.faults.append(Fault("broken-chain", row, "It is not chained to the batch before it."))
        _verify_members(found, batch, seals.unpack_ids(members), macs, seen)
        link = bytes(batch.mac)
    found.head = link.hex()


def _verify_members(
    found: Verification, batch: LedgerBatch, ids: list[int], macs: dict[int, bytes], seen: set[int]
) -> None:
    row = f"batch {batch.pk}"
    present: list[bytes] = []
    for entry_id in ids:
        mac = macs.pop(entry_id, None)
        if entry_id in seen:
            found.faults.append(Fault("edited", row, f"Entry {entry_id} is named twice."))
        elif mac is None:
            found.faults.append(Fault("deleted", f"entry {entry_id}", f"It was sealed in {row} and is gone."))
        else:
            present.append(mac)
        seen.add(entry_id)
    if len(present) == len(ids) and seals.merkle_root(present) != bytes(batch.root):
        found.faults.append(Fault("reordered", row, "Its entries are not the ones sealed, or not in that order."))


def _note_unsealed(found: Verification, entry_id: int) -> None:
    at = LedgerEntry.objects.values_list("at", flat=True).get(pk=entry_id)
    if not found.oldest_unsealed_at or at.isoformat() < found.oldest_unsealed_at:
        found.oldest_unsealed_at = at.isoformat()
    if found.batches and at < timezone.now() - SEALED_WITHIN:
        found.faults.append(Fault("unsealed", f"entry {entry_id}", "It is older than the window and in no batch."))
