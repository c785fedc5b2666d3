"""Sealed fields: plain while open, sealed otherwise, and back as they were given."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.vault.conftest import refusing, stored_note
from tests.vault.samples import EVERYTHING, Letter, Note
from vault.errors import CompartmentClosed, PlainValueRefused
from vault.sealed import Sealed
from vault.testing import Grant, opened

pytestmark = pytest.mark.django_db

SEALED = ("heading", "body", "born_on", "seen_at", "details")
ON_EACH_EXAMPLE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)


@pytest.mark.parametrize("name", SEALED)
def test_a_value_read_outside_an_opened_decision_is_the_marker(note: Note, name: str) -> None:
    assert isinstance(getattr(note, name), Sealed)


def test_values_come_back_as_they_were_given_while_their_compartments_are_open(note: Note) -> None:
    with opened(note.folder_id, *EVERYTHING):
        assert note.heading == "Asha Mensah"
        assert note.body == "Came in at ten."
        assert note.born_on == date(1990, 2, 28)
        assert note.seen_at == datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
        assert note.details == {"phones": ["0700 900000"], "safe": True}


def test_the_same_instance_is_sealed_again_when_the_room_has_closed(note: Note) -> None:
    with opened(note.folder_id, "notes"):
        assert note.body == "Came in at ten."
    assert isinstance(note.body, Sealed)


def test_a_value_just_saved_is_sealed_again_when_the_room_has_closed(folder: UUID) -> None:
    with opened(folder, "notes"):
        letter = Letter.objects.create(folder_id=folder, body="Dear Asha")
        assert letter.body == "Dear Asha"
    assert isinstance(letter.body, Sealed)


def test_one_compartment_open_leaves_the_others_sealed(note: Note) -> None:
    with opened(note.folder_id, "notes"):
        assert note.body == "Came in at ten."
        assert isinstance(note.heading, Sealed)


def test_the_compartment_is_the_one_the_row_chooses(folder: UUID) -> None:
    note = stored_note(folder, category="health")
    with opened(folder, "notes"):
        assert isinstance(note.body, Sealed)
    with opened(folder, "health"):
        assert note.body == "Came in at ten."


def test_another_folder_open_opens_nothing_here(note: Note, other_folder: UUID) -> None:
    with opened(other_folder, *EVERYTHING):
        assert isinstance(note.body, Sealed)


def test_a_record_granted_by_itself_opens_and_its_neighbour_does_not(folder: UUID) -> None:
    one, two = stored_note(folder, body="one"), stored_note(folder, body="two", category="health")
    with opened(folder, records=[two.id]):
        assert isinstance(one.body, Sealed)
        assert two.body == "two"
        assert two.heading == "Asha Mensah"


@ON_EACH_EXAMPLE
@given(text=st.text(max_size=300))
def test_every_text_comes_back_letter_by_letter(folder: UUID, text: str) -> None:
    with opened(folder, "notes"):
        made = Letter.objects.create(folder_id=folder, body=text)
        assert Letter.objects.get(pk=made.pk).body == text


@ON_EACH_EXAMPLE
@given(
    day=st.dates(),
    instant=st.datetimes(
        min_value=datetime(1900, 1, 1),
        max_value=datetime(2200, 1, 1),
        timezones=st.builds(lambda minutes: timezone(timedelta(minutes=minutes)), st.integers(-720, 720)),
    ),
)
def test_every_date_and_instant_comes_back(folder: UUID, day: date, instant: datetime) -> None:
    with opened(folder, *EVERYTHING):
        note = Note.objects.create(folder_id=folder, body="", born_on=day, seen_at=instant)
        again = Note.objects.get(pk=note.pk)
        assert (again.born_on, again.seen_at) == (day, instant)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**60), 2**60)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@ON_EACH_EXAMPLE
@given(value=JSON.filter(lambda value: value is not None))
def test_every_json_value_comes_back(folder: UUID, value: object) -> None:
    with opened(folder, *EVERYTHING):
        note = Note.objects.create(folder_id=folder, body="", details=value)
        assert Note.objects.get(pk=note.pk).details == value


def test_no_value_is_null_and_an_empty_text_is_sealed(folder: UUID) -> None:
    note = stored_note(folder, heading="", born_on=None)
    assert note.born_on is None
    assert isinstance(note.heading, Sealed)
    with opened(folder, "identity"):
        assert note.heading == ""
    assert Note.objects.filter(born_on__isnull=True).get() == note
    assert not Note.objects.filter(heading__isnull=True).exists()


def test_a_json_value_that_was_read_cannot_be_changed_in_place(note: Note) -> None:
    with opened(note.folder_id, "identity"):
        with pytest.raises(TypeError):
            note.details["safe"] = False
        with pytest.raises(TypeError):
            note.details["phones"].append("0700 900001")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("body", "lone \ud800 surrogate"),
        ("born_on", "yesterday-ish"),
        ("seen_at", datetime(2026, 3, 1, 9, 30)),
        ("details", {"not": {"json"}}),
        ("details", float("nan")),
        ("details", {1: "a key that would come back as text"}),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_without_being_repeated(folder: UUID, name: str, value: object) -> None:
    note = Note(folder_id=folder, **{"body": "x", name: value})
    with opened(folder, *EVERYTHING), refusing(PlainValueRefused) as refused:
        note.save()
    for piece in ("surrogate", "yesterday", 'json"', "9, 30"):
        assert piece not in str(refused.value)
    assert refused.value.__cause__ is None
    assert not Note.objects.filter(pk=note.pk).exists()


def test_full_clean_checks_a_new_value_before_it_is_sealed(folder: UUID) -> None:
    note = Note(folder_id=folder, body="", heading="x" * 41, details=[float("inf")])
    with opened(folder, *EVERYTHING), pytest.raises(ValidationError) as found:
        note.full_clean()
    assert set(found.value.message_dict) == {"body", "heading", "details"}


def test_full_clean_leaves_what_is_sealed_alone(note: Note) -> None:
    before = dict(note.__dict__)
    note.full_clean()
    assert note.__dict__ == before


def test_full_clean_in_an_open_room_does_not_seal_anew(note: Note) -> None:
    held = note.__dict__["body"].ciphertext
    with opened(note.folder_id, *EVERYTHING):
        note.full_clean()
        note.save()
    assert raw(note).__dict__["body"].ciphertext == held


def test_a_record_loaded_sealed_and_saved_writes_its_ciphertext_back_untouched(note: Note) -> None:
    before = {name: note.__dict__[name].ciphertext for name in SEALED}
    note.reference = "NF-26-0002"
    note.save()
    again = raw(note)
    assert {name: again.__dict__[name].ciphertext for name in SEALED} == before
    assert again.reference == "NF-26-0002"


def test_a_new_value_needs_its_compartment_open_and_nothing_is_saved_without(note: Note) -> None:
    note.body = "Something else."
    with opened(note.folder_id, "identity"), refusing(CompartmentClosed):
        note.save()
    with opened(note.folder_id, "notes"):
        assert raw(note).body == "Came in at ten."


def test_a_new_value_is_sealed_under_a_new_nonce_each_time(note: Note) -> None:
    seen = set()
    with opened(note.folder_id, "notes"):
        for text in ("a", "b", "a", "b"):
            note.body = text
            note.save()
            seen.add(raw(note).__dict__["body"].ciphertext)
    assert len(seen) == 4


def test_short_values_are_of_one_length_at_rest(folder: UUID) -> None:
    notes = [stored_note(folder, body=text) for text in ("no", "yes", "only on the telephone")]
    assert len({len(n.__dict__["body"].ciphertext) for n in notes}) == 1


def test_a_row_that_changes_its_compartment_is_sealed_anew_if_both_are_open(note: Note) -> None:
    with opened(note.folder_id, "notes", "health"):
        note.category = "health"
        note.save()
    again = raw(note)
    with opened(note.folder_id, "notes"):
        assert isinstance(again.body, Sealed)
    with opened(note.folder_id, "health"):
        assert again.body == "Came in at ten."


@pytest.mark.parametrize("open_one", ["notes", "health"])
def test_a_row_does_not_change_its_compartment_with_only_one_of_the_two_open(note: Note, open_one: str) -> None:
    with opened(note.folder_id, open_one):
        note.category = "health"
        with refusing(CompartmentClosed):
            note.save()


def test_a_record_moves_to_another_folder_only_if_both_are_open(note: Note, other_folder: UUID) -> None:
    with opened(note.folder_id, *EVERYTHING) as room:
        note.folder_id = other_folder
        with refusing(CompartmentClosed):
            note.save()
        room.open(Grant(other_folder, frozenset(EVERYTHING)))
        note.save()
    with opened(other_folder, *EVERYTHING):
        assert raw(note).body == "Came in at ten."


def test_a_deferred_field_is_read_when_asked_for_and_never_as_none(note: Note) -> None:
    deferred = Note.objects.only("reference").get(pk=note.pk)
    assert isinstance(deferred.body, Sealed)
    with opened(note.folder_id, *EVERYTHING):
        assert Note.objects.defer("born_on").get(pk=note.pk).born_on == date(1990, 2, 28)
        assert Note.objects.only("body").get(pk=note.pk).heading == "Asha Mensah"


def test_saving_a_record_with_deferred_fields_leaves_them_alone(note: Note) -> None:
    deferred = Note.objects.defer("born_on").get(pk=note.pk)
    deferred.save()
    with opened(note.folder_id, "identity"):
        assert raw(note).born_on == date(1990, 2, 28)


def test_refreshing_in_an_open_room_brings_ciphertext_and_not_plain_values(note: Note) -> None:
    with opened(note.folder_id, *EVERYTHING):
        elsewhere = raw(note)
        elsewhere.body, elsewhere.heading = "Came in at eleven.", "Asha M."
        elsewhere.save()
        note.refresh_from_db(fields=["body"])
        assert (note.body, note.heading) == ("Came in at eleven.", "Asha Mensah")
        note.refresh_from_db()
        assert note.heading == "Asha M."
    assert isinstance(note.body, Sealed)
    note.save()  # would raise if there were anything to seal


def test_bulk_create_seals_what_it_writes(folder: UUID) -> None:
    with opened(folder, *EVERYTHING):
        Note.objects.bulk_create([Note(folder_id=folder, body=f"note {i}") for i in range(3)])
        assert sorted(note.body for note in Note.objects.filter(folder_id=folder)) == ["note 0", "note 1", "note 2"]


def raw(note: Note) -> Note:
    return Note.objects.get(pk=note.pk)
