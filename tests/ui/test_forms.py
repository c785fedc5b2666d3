"""Every kind of field is drawn with its label, hint, error and the ties between them."""

from __future__ import annotations

import html as escaping
import re

import pytest
from django import forms
from django.template import engines

from tests.ui.gallery import HOSTILE, EverythingForm, broken_form


def attributes(markup: str, name: str) -> dict[str, str]:
    """The attributes of the first control called ``name``."""
    tag = re.search(rf'<(?:input|textarea|select)[^>]*\bname="{name}"[^>]*>', markup)
    assert tag, f"no control {name}"
    found = re.findall(r'([\w-]+)(?:="([^"]*)")?', tag[0])
    return {key: escaping.unescape(value) for key, value in found[1:]}


def summary(form: forms.Form) -> str:
    return engines["django"].get_template("ui/error_summary.html").render({"form": form})


def test_every_kind_of_control_has_its_style() -> None:
    markup = str(EverythingForm())
    styles = {"name": "govuk-input", "email": "govuk-input", "note": "govuk-textarea", "agency": "govuk-select",
              "source": "govuk-radios__input", "covers": "govuk-checkboxes__input", "alone": "govuk-checkboxes__input",
              "letter": "govuk-file-upload", "password": "govuk-password-input__input", "count": "govuk-input",
              "born_on_day": "govuk-date-input__input", "happened_at_time": "govuk-date-input__input"}  # fmt: skip
    for name, style in styles.items():
        assert style in attributes(markup, name)["class"].split(), name


def test_every_label_names_a_control_that_exists() -> None:
    markup = str(EverythingForm()) + str(broken_form())
    ids = set(re.findall(r'\bid="([^"]+)"', markup))
    assert set(re.findall(r'<label[^>]*\bfor="([^"]+)"', markup)) <= ids


def test_whatever_describes_a_control_exists() -> None:
    markup = str(broken_form())
    ids = set(re.findall(r'\bid="([^"]+)"', markup))
    described = " ".join(re.findall(r'aria-describedby="([^"]+)"', markup)).split()
    assert described
    assert set(described) <= ids


def test_a_wrong_answer_is_marked_and_described() -> None:
    box = attributes(str(broken_form()), "email")
    assert box["aria-invalid"] == "true"
    assert box["aria-describedby"] == "id_email_error"
    assert "govuk-input--error" in box["class"]


def test_a_hint_comes_before_the_error_in_what_describes_a_control() -> None:
    class Hinted(forms.Form):
        name = forms.CharField(help_text="As on the letter")

    assert attributes(str(Hinted({"name": ""})), "name")["aria-describedby"] == "id_name_helptext id_name_error"


def test_a_group_of_choices_is_a_fieldset_described_by_its_hint() -> None:
    class Grouped(forms.Form):
        kind = forms.ChoiceField(label="Which?", choices=[("a", "A")], widget=forms.RadioSelect, help_text="Pick one")

    markup = str(Grouped())
    assert '<fieldset class="govuk-fieldset" id="id_kind" aria-describedby="id_kind_helptext">' in markup
    assert re.search(r"<legend[^>]*>Which\?\s*</legend>", markup)


def test_hostile_words_are_only_words() -> None:
    class Hostile(forms.Form):
        field = forms.ChoiceField(
            label=HOSTILE, help_text=HOSTILE, choices=[(HOSTILE, HOSTILE)], widget=forms.RadioSelect
        )
        tick = forms.BooleanField(label=HOSTILE, help_text=HOSTILE)
        text = forms.CharField(label=HOSTILE, initial=HOSTILE, help_text=HOSTILE)
        box = forms.CharField(label=HOSTILE, initial=HOSTILE, widget=forms.Textarea)

        def clean(self) -> None:
            raise forms.ValidationError(HOSTILE)

    for form in (Hostile(), Hostile({"text": HOSTILE, "box": HOSTILE, "field": HOSTILE})):
        markup = str(form) + summary(form)
        assert "<script" not in markup
        assert 'alert("' not in markup
        assert "&lt;script&gt;" in markup


def test_only_what_may_be_left_out_says_optional() -> None:
    markup = str(EverythingForm())
    assert re.findall(r'([\w ]+) <span class="ic-optional">', markup) == ["Email address", "Address"]


def test_a_form_of_filters_does_not_say_optional_everywhere() -> None:
    class Filters(forms.Form):
        mark_optional = False
        name = forms.CharField(required=False)

    assert "optional" not in str(Filters())


def test_a_long_answer_is_counted_and_never_cut_by_the_browser() -> None:
    markup = str(EverythingForm())
    box = attributes(markup, "note")
    assert 'data-maxlength="4000"' in markup
    assert "maxlength" not in box
    assert box["aria-describedby"] == "id_note-info"


def test_a_wrong_number_comes_back_as_it_was_typed() -> None:
    box = attributes(str(broken_form()), "count")
    assert (box["type"], box["value"], box["inputmode"]) == ("text", "many", "numeric")


def test_a_shared_computer_does_not_offer_old_words() -> None:
    markup = str(EverythingForm())
    assert {attributes(markup, name)["autocomplete"] for name in ("name", "note", "born_on_day")} == {"off"}
    assert "autocomplete" not in attributes(markup, "password")


def test_a_hidden_field_is_drawn_bare() -> None:
    assert '<input type="hidden" name="version" value="3" id="id_version">' in str(EverythingForm())


def test_the_empty_choice_says_what_to_do() -> None:
    assert ">Select one</option>" in str(EverythingForm())


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("email", "Enter an email address in the right form, like name@example.org"),
        ("note", "Enter what happened"),
        ("agency", "Select from the list: agency"),
        ("source", "Answer the question: Who told you?"),
        ("covers", "Select at least one answer: what may be shared"),
        ("alone", "Tick the box to go on: I have seen the person alone"),
        ("letter", "Choose a file: signed form"),
        ("count", "Enter how many children as a number, like 3"),
        ("born_on", "31 February does not exist"),
    ],
)
def test_each_error_says_what_to_do(name: str, said: str) -> None:
    assert list(broken_form()[name].errors) == [said]


def test_limits_are_told_with_their_numbers() -> None:
    form = EverythingForm({"name": "x" * 81, "count": "21"})
    assert list(form["name"].errors) == ["Use 80 characters or fewer: name the person uses. You used 81."]
    assert list(form["count"].errors) == ["Enter a number no bigger than 20: how many children"]


def test_the_words_of_an_author_are_kept() -> None:
    class Own(forms.Form):
        name = forms.CharField(error_messages={"required": "Tell us the name"})

    assert list(Own({})["name"].errors) == ["Tell us the name"]


def test_the_summary_leads_to_the_very_box() -> None:
    links = dict(re.findall(r'<a href="#([\w-]+)">([^<]+)</a>', summary(broken_form())))
    ids = set(re.findall(r'\bid="([^"]+)"', str(broken_form())))
    assert set(links) <= ids
    assert links["id_born_on_day"] == "31 February does not exist"
    assert links["id_source_0"] == "Answer the question: Who told you?"
    assert "came twice" in links["id_happened_at_time"]


def test_the_summary_tells_what_is_wrong_with_the_whole_and_with_hidden_fields() -> None:
    class Whole(forms.Form):
        version = forms.IntegerField(widget=forms.HiddenInput)

        def clean(self) -> None:
            raise forms.ValidationError("The two dates are the wrong way round")

    drawn = summary(Whole({"version": "x"}))
    assert "<li>The two dates are the wrong way round</li>" in drawn
    assert "<li>Enter version as a number, like 3</li>" in drawn


def test_a_form_without_errors_has_no_summary() -> None:
    assert summary(EverythingForm()).strip() == ""


def test_the_lines_of_a_formset_are_in_the_summary() -> None:
    class Line(forms.Form):
        name = forms.CharField(label="Name")

    lines = forms.formset_factory(Line, extra=0)(
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-name": ""}
    )
    drawn = engines["django"].get_template("ui/error_summary.html").render({"formset": lines})
    assert '<a href="#id_form-0-name">Enter name</a>' in drawn
    assert 'name="form-0-name"' in str(lines)
