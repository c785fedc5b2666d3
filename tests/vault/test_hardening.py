"""Every way round a sealed field that Django offers ends in a refusal, never in plain text at rest."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable
from io import StringIO
from uuid import uuid4

import pytest
from django.core import serializers
from django.core.exceptions import FieldError
from django.core.management import CommandError, call_command, get_commands
from django.db import DatabaseError
from django.db.models import Count, F, Max, Value
from django.db.models.functions import Lower

from tests.vault.conftest import refusing, stored_note
from tests.vault.samples import EVERYTHING, Letter, Note
from vault import strongroom
from vault.errors import MisplacedSeal, PlainValueRefused
from vault.sealed import Sealed, require_plain
from vault.testing import opened

pytestmark = pytest.mark.django_db

LOOK_UPS: dict[str, Callable[[], object]] = {
    "filter": lambda: Note.objects.filter(heading="Asha Mensah"),
    "filter by none": lambda: Note.objects.filter(heading=None),
    "exclude": lambda: Note.objects.exclude(heading="Asha Mensah"),
    "get": lambda: Note.objects.get(body="x"),
    "get_or_create": lambda: Note.objects.get_or_create(body="x"),
    "contains": lambda: Note.objects.filter(body__icontains="x"),
    "in": lambda: Note.objects.filter(body__in=["x"]),
    "a date's year": lambda: Note.objects.filter(born_on__year=1990),
    "a later date": lambda: Note.objects.filter(born_on__gt="1990-01-01"),
    "a JSON key": lambda: Note.objects.filter(details__safe=True),
    "comparison of columns": lambda: list(Note.objects.filter(reference=F("heading"))),
    "order_by": lambda: list(Note.objects.order_by("heading")),
    "descending": lambda: list(Note.objects.order_by("-heading")),
    "order_by an expression": lambda: list(Note.objects.order_by(F("heading").asc(nulls_last=True))),
    "a function": lambda: list(Note.objects.annotate(low=Lower("heading"))),
    "an aggregate": lambda: Note.objects.aggregate(Max("born_on")),
    "a copy into another column": lambda: Note.objects.update(reference=F("heading")),
}

WRITES: dict[str, Callable[[Note], object]] = {
    "update": lambda note: Note.objects.update(body="planted"),
    "update with an expression": lambda note: Note.objects.update(body=Value("planted")),
    "update with the marker": lambda note: Note.objects.update(body=note.body),
    "update from a column": lambda note: Note.objects.update(body=F("heading")),
    "bulk_update": lambda note: Note.objects.bulk_update([note], ["body"]),
    "a raw save": lambda note: note.save_base(raw=True),
    "update_or_create by id": lambda note: Note.objects.filter(pk=note.pk).update(heading="planted"),
}


@pytest.mark.parametrize("way", LOOK_UPS)
def test_looking_up_or_ordering_by_a_sealed_field_raises_even_when_it_is_open(note: Note, way: str) -> None:
    with opened(note.folder_id, *EVERYTHING), refusing((FieldError, DatabaseError)) as refused:
        LOOK_UPS[way]()
    assert "Asha" not in str(refused.value)


@pytest.mark.parametrize("way", WRITES)
def test_writing_round_the_record_raises_even_when_it_is_open(note: Note, way: str) -> None:
    with opened(note.folder_id, *EVERYTHING):
        note.body = "planted"
        with refusing((PlainValueRefused, FieldError)) as refused:
            WRITES[way](note)
        assert "planted" not in str(refused.value)
        assert Note.objects.get(pk=note.pk).body == "Came in at ten."


def test_an_expression_cannot_be_assigned(note: Note) -> None:
    with pytest.raises(PlainValueRefused):
        note.body = F("heading")


def test_selecting_without_a_record_gives_the_marker_even_when_it_is_open(note: Note) -> None:
    with opened(note.folder_id, *EVERYTHING):
        assert isinstance(Note.objects.values_list("body", flat=True).get(), Sealed)
        assert isinstance(Note.objects.values("body").get()["body"], Sealed)


def test_what_a_query_does_with_other_columns_still_works(note: Note, letter: Letter) -> None:
    """Counting groups by every column on SQLite; a subquery may select a sealed one; isnull may be asked."""
    assert Note.objects.annotate(kinds=Count("category")).get().kinds == 1
    assert Note.objects.values("body").annotate(rows=Count("pk")).get()["rows"] == 1
    assert Note.objects.order_by("reference").distinct().count() == 1
    assert Note.objects.filter(body__isnull=False, pk__in=Note.objects.values("pk")).exists()
    assert isinstance(Note.objects.annotate(again=F("body")).get().again, Sealed)
    assert Note.objects.select_for_update().filter(born_on__isnull=False).count() == 1


class TestTheMarker:
    def test_is_true_and_equals_nothing_plain(self, note: Note) -> None:
        assert note.body
        for plain in ("", None, "sealed", "Came in at ten.", False, 0, (), b""):
            assert note.body != plain
        assert note.body not in ("", None, [], (), {})

    def test_equals_itself_read_again(self, note: Note) -> None:
        assert note.body == Note.objects.get(pk=note.pk).body
        assert note.body != note.heading

    @pytest.mark.parametrize(
        "way",
        [
            lambda value: f"{value}",
            lambda value: "{}".format(value),  # noqa: UP032
            lambda value: f"{value:>10}",
            lambda value: json.dumps([value]),
            lambda value: pickle.dumps(value),
            lambda value: ", ".join([value]),
            lambda value: "Dear " + value,
            lambda value: sorted([value, "a"]),
            lambda value: require_plain("fine", value),
        ],
    )
    def test_is_refused_wherever_a_text_is_made(self, note: Note, way: Callable[[object], object]) -> None:
        with pytest.raises(TypeError) as refused:
            way(note.body)
        assert "Came in" not in str(refused.value)

    def test_says_its_label_and_no_content_when_represented(self, note: Note) -> None:
        assert repr(note.body) == "<Sealed sample.note.body>"


class TestCopies:
    def test_a_record_holding_plain_values_cannot_be_pickled(self, folder) -> None:
        with pytest.raises(PlainValueRefused):
            pickle.dumps(Note(folder_id=folder, body="planted"))

    def test_a_record_loaded_sealed_cannot_be_pickled_either(self, note: Note) -> None:
        with pytest.raises(PlainValueRefused):
            pickle.dumps(note)

    def test_a_copied_instance_still_opens_and_still_is_its_own(self, note: Note) -> None:
        twin = Note()
        twin.__dict__.update(copy.deepcopy(note.__dict__))
        with opened(note.folder_id, *EVERYTHING):
            twin.body = "changed"
            assert (note.body, twin.body) == ("Came in at ten.", "changed")

    def test_a_record_saved_under_another_id_is_refused(self, note: Note) -> None:
        note.pk = uuid4()
        note._state.adding = True
        with refusing(MisplacedSeal):
            note.save()
        assert Note.objects.count() == 1

    def test_a_value_of_one_field_cannot_be_assigned_to_another(self, note: Note, letter: Letter) -> None:
        with pytest.raises(MisplacedSeal):
            letter.body = note.body
        with pytest.raises(MisplacedSeal):
            letter.closing = letter.body

    def test_a_value_of_one_record_cannot_be_saved_in_another(self, note: Note) -> None:
        other = stored_note(note.folder_id)
        other.body = note.body
        with refusing(MisplacedSeal):
            other.save()


class TestExports:
    @pytest.mark.parametrize("format", ["json", "python", "xml"])
    def test_records_are_not_serialised(self, note: Note, format: str) -> None:
        with opened(note.folder_id, *EVERYTHING), pytest.raises(PlainValueRefused):
            serializers.serialize(format, [note], stream=StringIO())

    def test_dumpdata_is_refused_in_words(self) -> None:
        assert get_commands()["dumpdata"] == "vault"
        with pytest.raises(CommandError, match="not allowed here"):
            call_command("dumpdata")


def test_nothing_is_open_outside_a_request_or_job() -> None:
    assert strongroom.current().closed
