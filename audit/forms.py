"""A form that can carry a Decision's grounds back to the person, each beside its field."""

from __future__ import annotations

from django import forms

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
