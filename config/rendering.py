"""How every form is drawn: govuk-frontend's markup from plain Django forms.

``FORM_RENDERER`` names :class:`HouseRenderer`. A template writes ``{{ form }}``, or one field at a
time ``{{ form.name.as_field_group }}``; the templates are in ``templates/ui/forms`` and
``templates/django/forms/widgets``. Labels, hints and values are always escaped.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.forms.utils import ErrorList
from django.utils.functional import cached_property

from config.wording import reword
from vault.forms import PlainOnlyBoundField

_STYLES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxInput, "govuk-checkboxes__input"),
    (forms.RadioSelect, ""),  # and CheckboxSelectMultiple, its subclass: their templates draw each choice
    (forms.FileInput, "govuk-file-upload"),
    (forms.Textarea, "govuk-textarea"),
    (forms.Select, "govuk-select"),
    (forms.widgets.Input, "govuk-input"),
)

_TYPED = (forms.TextInput, forms.NumberInput, forms.EmailInput, forms.Textarea)
_EXTRA: dict[str, tuple[str, ...]] = {
    "password": ("govuk-password-input__input", "govuk-js-password-input-input"),
    "count": ("govuk-js-character-count",),
}


class HouseBoundField(PlainOnlyBoundField):
    """A bound field that knows its style, its error's place and whether to say "(optional)"."""

    @cached_property
    def errors(self) -> ErrorList:
        """The field's errors, Django's stock messages said again in our words."""
        found = self.form.errors.get(self.name)
        if not found:
            return self.form.error_class(renderer=self.form.renderer)
        said = [reword(error, self.field, self.label) for error in found.as_data()]
        return self.form.error_class(said, renderer=self.form.renderer, field_id=self.auto_id)

    @property
    def kind(self) -> str:
        """Which of the layouts in ``ui/forms/field.html`` the field takes."""
        widget = self.field.widget
        if widget.use_fieldset:
            return "group"
        if isinstance(widget, forms.CheckboxInput):
            return "tick"
        if isinstance(widget, forms.PasswordInput):
            return "password"
        return "count" if self.counted else "plain"

    @property
    def counted(self) -> int | None:
        """The most characters a long answer may have, for the count beneath it."""
        if isinstance(self.field.widget, forms.Textarea):
            return getattr(self.field, "max_length", None)
        return None

    @property
    def optional(self) -> bool:
        """Whether "(optional)" follows the label; a form of nothing but filters sets ``mark_optional = False``."""
        marks = getattr(self.form, "mark_optional", True)
        return marks and not self.field.required and not isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def focus_id(self) -> str:
        """The id of the control that a link in the error summary should focus."""
        widget, auto_id = self.field.widget, self.auto_id
        if hasattr(widget, "focus_id"):
            return str(widget.focus_id(auto_id, self._error_codes()))
        if isinstance(widget, forms.RadioSelect):
            return f"{auto_id}_0"
        return self.id_for_label or auto_id

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        built: dict[str, Any] = super().build_widget_attrs(attrs, widget)
        if widget.is_hidden:
            return built
        if classes := self._classes(widget):
            built["class"] = classes
        if isinstance(widget, _TYPED) and "autocomplete" not in widget.attrs:
            built["autocomplete"] = "off"  # a shared computer must not offer one person's words to the next
        if isinstance(widget, forms.NumberInput):
            built |= {
                "min": False,
                "max": False,
                "step": False,
            }  # a text box, so that a wrong number can be shown again
        if self.kind == "count":
            built["maxlength"] = False  # the browser would cut a pasted text short without a word
            ids = [built.get("aria-describedby"), f"{self.auto_id}-info"]
            built["aria-describedby"] = " ".join(part for part in ids if part)
        if hasattr(widget, "focus_id") and self.errors:
            built["error_codes"] = self._error_codes()
        return built

    def _classes(self, widget: forms.Widget) -> str:
        style = next((name for kind, name in _STYLES if isinstance(widget, kind)), "")
        own = [style, str(widget.attrs.get("class", "")), *_EXTRA.get(self.kind, ())]
        if style and self.errors:
            own.insert(1, f"{style}--error")
        return " ".join(part for part in own if part)

    def _error_codes(self) -> tuple[str, ...]:
        return tuple(error.code or "" for error in self.errors.as_data())


class HouseRenderer(TemplatesSetting):
    """Draws every form, field and widget with the house templates."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
    formset_template_name = "ui/forms/formset.html"
    bound_field_class = HouseBoundField
