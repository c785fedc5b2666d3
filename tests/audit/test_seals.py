"""The ledger's cryptography, without a database."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit import seals

macs = st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=40, unique=True)


@given(macs)
def test_the_root_changes_when_two_entries_change_places(entries: list[bytes]) -> None:
    if len(entries) < 2:
        return
    swapped = [entries[1], entries[0], *entries[2:]]
    assert seals.merkle_root(swapped) != seals.merkle_root(entries)


@given(macs, st.data())
def test_the_root_changes_when_any_entry_is_left_out(entries: list[bytes], data: st.DataObject) -> None:
    if len(entries) < 2:
        return
    gone = data.draw(st.integers(0, len(entries) - 1))
    assert seals.merkle_root(entries[:gone] + entries[gone + 1 :]) != seals.merkle_root(entries)


def test_a_node_cannot_be_passed_off_as_a_leaf() -> None:
    a, b = b"a" * 32, b"b" * 32
    inner = seals.merkle_root([a, b])
    assert seals.merkle_root([inner]) != inner


@given(st.lists(st.integers(1, 2**63 - 1), max_size=50))
def test_packed_ids_come_back_as_they_were(ids: list[int]) -> None:
    assert seals.unpack_ids(seals.pack_ids(ids)) == ids


def test_one_content_has_one_spelling() -> None:
    assert (
        seals.canonical_bytes({"b": 1, "a": "é"})
        == seals.canonical_bytes({"a": "é", "b": 1})
        == '{"a":"é","b":1}'.encode()
    )


@pytest.mark.parametrize("part", range(4))
def test_a_batch_mac_covers_each_of_its_parts(part: int) -> None:
    parts: list[bytes | str] = [b"p" * 32, b"r" * 32, b"m" * 8, "2026-01-01T00:00:00+00:00"]
    changed = list(parts)
    changed[part] = parts[part][:-1] + (b"x" if isinstance(parts[part], bytes) else "1")
    assert seals.batch_mac(*parts) != seals.batch_mac(*changed)
