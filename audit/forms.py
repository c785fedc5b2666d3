"""A form that can carry a Decision's grounds back to the person, each beside its field."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from audit.faces import cited
from policy.decision import Decision


class GroundedFormMixin(forms.Form):
    """Adds ``add_grounds``: a refused procedure is drawn on the form that asked, nothing lost."""

    refusal: Decision | None = None

    def add_grounds(self, decision: Decision) -> None:
        """Put each objection beside the field it belongs to, or at the top of the form."""
        self.refusal = decision
        for ground in decision.objections:
            text = " ".join(filter(None, (ground.reason, ground.remedy, f"Source: {cited(ground, decision)}.")))
            self.add_error(ground.field if ground.field in self.fields else None, text)

    def add_problems(self, error: ValidationError) -> None:
        """Put what a record itself refuses beside its field, or at the top where the form has no such field."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for name, problems in error.error_dict.items():
            self.add_error(name if name in self.fields else None, problems)


class PolicyFormMixin(GroundedFormMixin):
    """A form whose answers the policy demands, not its fields.

    A blank is weighed by the rule, which says what is missing and by which clause; so no field is
    called optional.
    """

    mark_optional = False
