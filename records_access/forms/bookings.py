"""Forms about a booked viewing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms

from audit.forms import GroundedFormMixin
from casework.formfields import CivilDateTimeField

if TYPE_CHECKING:
    from casework.models import Worker

LENGTHS = ((30, "30 minutes"), (45, "45 minutes"), (60, "1 hour"), (90, "1 hour 30 minutes"), (120, "2 hours"))


class BookViewingForm(GroundedFormMixin, forms.Form):
    """A slot, a place and a supervisor; also asked when a booked viewing is moved."""

    from_at = CivilDateTimeField(label="When does it begin?", not_past=True)
    minutes = forms.TypedChoiceField(
        label="How long?",
        choices=LENGTHS,
        coerce=int,
        initial=60,
        help_text="The person's screen closes by itself at the end.",
    )
    place = forms.CharField(label="Where?", max_length=120, help_text="A room where nobody else can see the screen.")
    supervisor = forms.ChoiceField(
        label="Who supervises?", help_text="A member of staff who stays with the person the whole time."
    )

    def __init__(self, *args: Any, supervisors: Iterable[Worker] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(worker.reference, f"{worker.name}, {worker.title}") for worker in supervisors]
        self.fields["supervisor"].choices = [("", "Choose a member of staff"), *offered]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """What the procedure takes; the length is of elapsed minutes, whatever the clocks do."""
        cleaned = self.cleaned_data
        until_at = cleaned["from_at"] + timedelta(minutes=cleaned["minutes"])
        return {
            "from_at": cleaned["from_at"],
            "until_at": until_at,
            "place": cleaned["place"],
            "supervisor": cleaned["supervisor"],
        }


class CallOffForm(GroundedFormMixin, forms.Form):
    """Who called the viewing off decides whether a new request is needed (edge 18)."""

    who = forms.ChoiceField(
        label="Who called it off?",
        choices=[
            ("person", "The person no longer wants it. If they ask again, the notice starts again."),
            ("us", "We cannot hold it. The request stays open and its notice still counts."),
        ],
        widget=forms.RadioSelect,
    )


class BeginForm(GroundedFormMixin, forms.Form):
    """Nothing to fill in: the button is the answer."""


class CloseRequestForm(GroundedFormMixin, forms.Form):
    """Nothing to fill in: the button is the answer."""
