"""Names are found however they are written, and the index shows none of them."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault import blind, names
from vault.models import BlindToken

pytestmark = pytest.mark.django_db

SCOPE = "sample"


def indexed(*people: str) -> dict[str, UUID]:
    made = {person: uuid4() for person in people}
    for person, owner in made.items():
        blind.index_names(owner, [person], SCOPE)
    return made


@pytest.mark.parametrize("stored", ["O'Brien", "O’Brien", "OBrien", "O Brien", "o`brien", "O‑Brien"])
@pytest.mark.parametrize("asked", ["O'Brien", "O’Brien", "OBrien", "o brien", "OBRIEN", "Oʼbrien", "O-Brien"])
def test_an_apostrophe_makes_no_difference_stored_or_asked(stored: str, asked: str) -> None:
    people = indexed(f"Mary {stored}", "Bob Marley")
    expected = {people[f"Mary {stored}"]}
    assert blind.find(asked, SCOPE) == expected
    assert blind.find(f"mary {asked}", SCOPE) == expected
    assert blind.similar([f"Mary {asked}"], SCOPE) == expected


@pytest.mark.parametrize(
    ("stored", "asked"),
    [
        ("José", "Jose"),
        ("Jose", "José"),
        ("Siân", "sian"),
        ("Zoë", "ZOE"),
        ("Łukasz", "lukasz"),
        ("Nguyễn", "nguyen"),
        ("Nguye\u0302\u0303n", "Nguyễn"),
        ("A\u030angström", "Ångström"),
        ("Ångström", "angstrom"),
        ("João", "joao"),
        ("Strauß", "strauss"),
        ("Æthelred", "aethelred"),
        ("Søren", "soren"),
        ("İpek", "ipek"),
        ("Đặng", "dang"),
        ("Anne-Marie", "anne marie"),
        ("Anne Marie", "Anne-Marie"),
        ("Annemarie", "Anne-Marie"),
        ("Smith-Jones", "jones"),
        ("Smith–Jones", "smithjones"),
        ("de la Cruz", "delacruz"),
        ("McDonald", "Mc Donald"),
        ("Mc Donald", "McDonald"),
        ("李", "李"),
        ("محمّد", "محمد"),
        ("प्रिया", "प्रिया"),
        ("So\u00adphia", "Sophia"),
    ],
)
def test_a_name_is_found_however_it_is_written(stored: str, asked: str) -> None:
    people = indexed(stored, "Somebody Else")
    assert blind.find(asked, SCOPE) == {people[stored]}


@pytest.mark.parametrize("asked", ["cat", "cath", "cather", "catheri", "catherin", "catherine", "catherine mens"])
def test_a_beginning_of_three_letters_or_more_finds_a_name(asked: str) -> None:
    people = indexed("Catherine Mensah", "John Smith")
    assert blind.find(asked, SCOPE) == {people["Catherine Mensah"]}


def test_one_or_two_letters_find_only_a_name_that_is_no_longer() -> None:
    people = indexed("Li Wei", "Lilian Webb")
    assert blind.find("li", SCOPE) == {people["Li Wei"]}


@pytest.mark.parametrize("asked", ["Kathryn", "Cathrin", "katherin mensa"])
def test_a_name_that_sounds_the_same_is_found(asked: str) -> None:
    people = indexed("Catherine Mensah", "John Smith")
    assert blind.find(asked, SCOPE) == {people["Catherine Mensah"]}


def test_every_word_of_the_query_must_be_met_in_any_order() -> None:
    people = indexed("Asha Mensah", "Asha Smith", "John Mensah")
    assert blind.find("mensah asha", SCOPE) == {people["Asha Mensah"]}
    assert blind.find("asha", SCOPE) == {people["Asha Mensah"], people["Asha Smith"]}
    assert blind.find("asha nobody", SCOPE) == set()


def test_all_names_of_a_person_are_found_together() -> None:
    owner = uuid4()
    blind.index_names(owner, ["Asha Mensah", "Ashley Brown"], SCOPE)
    for asked in ("asha", "ashley", "mensah", "asha brown"):
        assert blind.find(asked, SCOPE) == {owner}


@pytest.mark.parametrize("asked", ["", "   ", "'", "- -", "!?"])
def test_an_empty_query_finds_nobody(asked: str) -> None:
    indexed("Asha Mensah")
    assert blind.find(asked, SCOPE) == set()
    assert blind.similar([asked], SCOPE) == set()


def test_scopes_are_apart() -> None:
    indexed("Asha Mensah")
    assert blind.find("asha", "bars") == set()


def test_indexing_again_replaces_and_dropping_forgets() -> None:
    owner = indexed("Asha Mensah")["Asha Mensah"]
    blind.index_names(owner, ["Asha Mensah"], "bars")
    blind.index_names(owner, ["Ashley Brown"], SCOPE)
    assert blind.find("mensah", SCOPE) == set()
    assert blind.find("brown", SCOPE) == {owner}
    blind.drop(owner, SCOPE)
    assert blind.find("brown", SCOPE) == set()
    assert blind.find("mensah", "bars") == {owner}
    blind.drop(owner)
    assert not BlindToken.objects.exists()


def test_a_limit_caps_what_is_found() -> None:
    indexed(*(f"Asha Mensah{i}" for i in range(5)))
    assert len(blind.find("asha", SCOPE, limit=3)) == 3


def test_owners_serve_as_a_subquery() -> None:
    people = indexed("Asha Mensah", "John Smith")
    found = BlindToken.objects.filter(owner_id__in=blind.owners("asha", SCOPE)).values_list("owner_id", flat=True)
    assert set(found) == {people["Asha Mensah"]}


@pytest.mark.parametrize(
    ("new", "alike"),
    [
        ("Catherine Mensah", True),
        ("Kathryn Mensa", True),
        ("Mensah, Catherine Ama", True),
        ("Catherine Smith", False),
        ("John Mensah", False),
        ("Catherine", True),
    ],
)
def test_a_duplicate_is_two_words_alike_or_the_only_one(new: str, alike: bool) -> None:
    people = indexed("Catherine Mensah", "Maria de la Cruz")
    assert blind.similar([new], SCOPE) == ({people["Catherine Mensah"]} if alike else set())


def test_one_surname_or_two_particles_make_no_duplicate() -> None:
    indexed("Mary O'Brien", "Maria de la Cruz")
    assert blind.similar(["John O'Brien", "Juan de la Vega"], SCOPE) == set()


class TestWhatTheIndexShows:
    def test_is_no_word_of_a_name_and_no_number_of_words(self) -> None:
        people = indexed("Li Wei", "Catherine Mensah")
        counts = {BlindToken.objects.filter(owner_id=owner).count() for owner in people.values()}
        assert counts == {16}

    def test_depends_on_the_key_and_on_the_scope(self, settings) -> None:
        def tokens(scope: str) -> set[int]:
            return blind._tokens_to_keep("mensah", scope)

        first = tokens(SCOPE)
        assert not first & tokens("bars")
        settings.VAULT = {**settings.VAULT, "MASTER_KEY": "cd" * 32}
        assert not first & tokens(SCOPE)

    def test_does_not_tell_a_word_from_a_beginning_or_a_sound(self) -> None:
        """The same letters as a word and as a beginning give different tokens."""
        assert blind._token("word", "cat", SCOPE) != blind._token("beginning", "cat", SCOPE)


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert names.fold(names.fold(text)) == names.fold(text)


@given(st.text(max_size=40))
def test_whatever_can_be_indexed_can_be_asked_for(text: str) -> None:
    words = names.words_to_index(text)
    for reading in names.readings(text)[:1]:
        assert set(reading) <= words
