"""The marker on screen: it says "sealed", raises nothing, and never gets into a form."""

from __future__ import annotations

import pytest
from django import forms
from django.forms.models import modelform_factory
from django.template import Context, Engine

from tests.vault.conftest import refusing
from tests.vault.samples import EVERYTHING, Note
from vault.errors import CompartmentClosed, PlainValueRefused
from vault.forms import PlainOnlyBoundField
from vault.testing import opened

pytestmark = pytest.mark.django_db


def drawn(source: str, note: Note) -> str:
    return Engine().from_string(source).render(Context({"note": note}))


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("{{ note.body }}", "sealed"),
        ("{{ note.body|linebreaksbr }}", "sealed"),
        ("{{ note.body|default:'nothing' }}", "sealed"),
        ("{{ note.body|default_if_none:'nothing' }}", "sealed"),
        ("{{ note.body|truncatewords:3|upper }}", "SEALED"),
        ("{% if note.body %}there{% else %}blank{% endif %}", "there"),
        ("{% if note.body == '' %}blank{% endif %}", ""),
        ("{% if note.born_on < note.seen_at %}earlier{% endif %}", ""),
        ("{% for phone in note.details %}{{ phone }}{% empty %}none{% endfor %}", "sealed"),
        ("{{ note.details.phones }}", ""),
        ("{{ note.body|length }}", "0"),
        ("{% autoescape off %}{{ note.body }}{% endautoescape %}", "sealed"),
        ("{% with body=note.body %}{{ body|escape }}{% endwith %}", "sealed"),
    ],
)
def test_a_template_prints_the_marker_and_raises_nothing(note: Note, source: str, shown: str) -> None:
    assert drawn(source, note) == shown


def test_an_opened_value_is_escaped_like_any_text(note: Note) -> None:
    with opened(note.folder_id, *EVERYTHING):
        note.body = "<script>alert(1)</script>"
        assert drawn("{{ note.body }}", note) == "&lt;script&gt;alert(1)&lt;/script&gt;"


class TestModelForms:
    Form = modelform_factory(Note, fields=["heading", "body", "born_on"])

    def test_show_what_is_open(self, note: Note) -> None:
        with opened(note.folder_id, *EVERYTHING):
            html = self.Form(instance=note).as_p()
        assert "Came in at ten." in html
        assert self.Form().fields["heading"].max_length == 40

    def test_refuse_to_show_the_marker_as_if_it_were_the_value(self, note: Note) -> None:
        with pytest.raises(PlainValueRefused):
            self.Form(instance=note).as_p()

    def test_sent_over_a_sealed_record_save_nothing(self, note: Note) -> None:
        form = self.Form({"heading": "sealed", "body": "sealed"}, instance=note)
        assert form.is_valid()
        with refusing(CompartmentClosed):
            form.save()
        with opened(note.folder_id, *EVERYTHING):
            assert Note.objects.get(pk=note.pk).body == "Came in at ten."


class TestPlainForms:
    class Form(forms.Form):
        bound_field_class = PlainOnlyBoundField
        body = forms.CharField()

    def test_show_a_plain_initial_value(self) -> None:
        assert "Came in at ten." in self.Form(initial={"body": "Came in at ten."}).as_p()

    def test_refuse_a_sealed_initial_value(self, note: Note) -> None:
        with pytest.raises(PlainValueRefused):
            self.Form(initial={"body": note.body}).as_p()
