"""Every address, asked for by everybody: what each gets, and whose words stand on which page.

All is New Futures', about one file of the caseworker's team to which everything has happened
(``tests/house/world.py``). A request carries nothing: 422 is a form drawn again, 302 a page that
leads elsewhere (to signing in, to the question why, or back after a change that needs no words).
The caseworker of another team is asked why she wants the file (302, elsewhere 403); the settled
volunteer, who is not assigned to it, is not told that there is such a file (404).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house.addresses import all_addresses
from tests.house.asking import ACTORS, ask, filled, references
from tests.house.world import World

pytestmark = pytest.mark.django_db

TABLE = Path(__file__).with_name("matrix.txt")
WRITTEN_ABOUT = {
    "amina": ("Amina", "Yusuf", "Orchard Rise"),
    "rosa": ("Rosa", "Mill Lane"),
    "marek": ("Marek", "Canal View"),
    "bella": ("Bella", "Thorne"),
}
MAY_READ = {
    "manager": {"amina", "rosa", "marek", "bella"},
    "coordinator": {"amina", "rosa", "bella"},
    "caseworker": {"amina", "rosa", "bella"},
    "caseworker2": {"marek"},
    "settled_volunteer": {"bella"},
}
"""Whose file each may open without being asked why; everybody else, none."""

WITHOUT_THE_FILE = {"caseworker2", "new_volunteer", "settled_volunteer", "nobody"}
STEPS_ONLY = {"director", "chair"}
"""They decide on requests and alarms, and see what is proposed or was said there; not the file."""

Row = tuple[str, str]


def table() -> dict[Row, dict[str, int]]:
    """The expected statuses: one line an address and method, one column an actor."""
    rows: dict[Row, dict[str, int]] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, method, *statuses = line.split()
            rows[name, method] = dict(zip(ACTORS, map(int, statuses), strict=True))
    return rows


@pytest.mark.files_only
def test_the_table_has_every_address_and_no_other() -> None:
    there = {(address.name, method) for address in all_addresses() for method in address.methods}
    assert sorted(there ^ set(table())) == []


@pytest.mark.parametrize("actor", ACTORS)
def test_everybody_gets_what_the_table_says_and_no_words_but_their_own(actor: str, world: World) -> None:
    expected = {row: statuses[actor] for row, statuses in table().items()}
    others = {key: words for key, words in WRITTEN_ABOUT.items() if key not in MAY_READ.get(actor, set())}
    refs, found, leaks = references(world), {}, []
    for address in all_addresses():
        for method in address.methods:
            response = ask(world, actor, method, filled(address, refs))
            body, row = response.content.decode(), (address.name, method)
            found[row] = response.status_code
            leaks += [(*row, key) for key, words in others.items() if any(word in body for word in words)]
            leaks += [(*row, word) for word in kept_from(actor, response.status_code, world) if word in body]
    assert {row: status for row, status in found.items() if expected.get(row) != status} == {}
    assert leaks == []


def kept_from(actor: str, status: int, world: World) -> list[str]:
    """The planted words that may not stand on a page of this status for this actor."""
    if actor in WITHOUT_THE_FILE or status not in (200, 409, 422):
        return world.planted
    if actor in STEPS_ONLY:
        return [word for word in world.planted if word.endswith(("notevrk", "kinvrk", "addressvrk", "safecontactvrk"))]
    return []
