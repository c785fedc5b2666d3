"""Workers: inviting, standing, leave, reviews, vetting, deputies, and the undertaking they sign."""

from __future__ import annotations

from typing import Any

from django import forms

from audit.forms import GroundedFormMixin
from casework.formfields import CivilDateField
from casework.models import Assignment, ReviewOutcome, Team, VettingOutcome, Worker
from policy.profile import Profile
from policy.profile.people_values import AcknowledgementRule


def _workers() -> Any:
    return Worker.objects.filter(is_active=True)


class WorkerChoice(forms.ModelChoiceField):
    """A pick list of active workers, by name and title."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Worker.objects.none(), to_field_name="reference", **kwargs)

    def label_from_instance(self, worker: Worker) -> str:
        return f"{worker.name}, {worker.title}"


class _RoleForm(GroundedFormMixin, forms.Form):
    name = forms.CharField(label="Full name", max_length=120)
    role = forms.ChoiceField(label="Role")
    line_manager = WorkerChoice(label="Line manager", required=False, empty_label="Nobody")

    def __init__(self, *args: Any, profile: Profile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, entry.title) for role, entry in profile.roles.items()]
        self.fields["line_manager"].queryset = _workers()


class InviteForm(_RoleForm):
    """A new worker. They get a first password and choose their own when they sign in."""

    email = forms.EmailField(label="Work e-mail", help_text="They sign in with it.")
    team = forms.ModelChoiceField(label="Team", queryset=Team.objects.none(), required=False, empty_label="No team")
    started_on = CivilDateField(label="First day as a volunteer", required=False, help_text="For volunteers only.")

    field_order = ("name", "email", "role", "line_manager", "team", "started_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.filter(closed_on=None)


class ChangeWorkerForm(_RoleForm):
    """A worker's name, role and line manager."""


class LeaveForm(GroundedFormMixin, forms.Form):
    """Time away, which stops a volunteer's six months while it lasts."""

    started_on = CivilDateField(label="First day of leave")
    ended_on = CivilDateField(
        label="Last day of leave", required=False, help_text="Leave empty if it is not known yet."
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        first, last = data.get("started_on"), data.get("ended_on")
        if first and last and last < first:
            self.add_error("ended_on", "The last day must not be before the first day")
        return data


class EndLeaveForm(GroundedFormMixin, forms.Form):
    """The last day of a leave whose end was not known."""

    ended_on = CivilDateField(label="Last day of leave")


class VolunteeringForm(GroundedFormMixin, forms.Form):
    """That somebody began, or came back to, volunteering."""

    started_on = CivilDateField(label="First day as a volunteer")
    earlier_service_counts = forms.BooleanField(
        label="Their earlier volunteering here counts too",
        required=False,
        help_text="If not, the waiting months start anew on this day.",
    )


class TeamForm(GroundedFormMixin, forms.Form):
    """A new team."""

    name = forms.CharField(label="Name of the team", max_length=80)


class JoinForm(GroundedFormMixin, forms.Form):
    """Who joins a team."""

    worker = WorkerChoice(label="Worker", empty_label="Choose")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"].queryset = _workers()


class ReviewForm(GroundedFormMixin, forms.Form):
    """A named supervisor's word on a volunteer's work so far."""

    reviewed_on = CivilDateField(label="Date of the review", not_future=True)
    outcome = forms.ChoiceField(
        label="The volunteering so far is", choices=ReviewOutcome.choices, widget=forms.RadioSelect
    )


class VettingForm(GroundedFormMixin, forms.Form):
    """A check's result. Its detail is read by the two roles that the policy names, and by nobody else."""

    applied_on = CivilDateField(label="Applied for on", not_future=True)
    outcome = forms.ChoiceField(label="Where it stands", choices=VettingOutcome.choices, widget=forms.RadioSelect)
    decided_on = CivilDateField(label="Decided on", required=False, not_future=True)
    detail = forms.CharField(label="Detail", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4}))


class UndertakingForm(GroundedFormMixin, forms.Form):
    """Signing: one's own name, typed, under the text of the policy in force."""

    typed_name = forms.CharField(
        label="Type your full name to sign", max_length=120, error_messages={"required": "Type your full name to sign"}
    )
    read = forms.BooleanField(
        label="I have read and understood the policy and will follow it",
        error_messages={"required": "Tick the box once you have read the policy"},
    )
    witness = WorkerChoice(label="Witness", required=False, empty_label="Nobody")

    def __init__(self, *args: Any, profile: Profile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if profile.acknowledgement.rule.value is AcknowledgementRule.UNDERTAKING:
            self.fields["witness"].queryset = _workers()
        else:
            del self.fields["witness"]


class DeputyForm(GroundedFormMixin, forms.Form):
    """Who stands in for somebody, from when to when."""

    principal = WorkerChoice(label="Stands in for", empty_label="Choose")
    deputy = WorkerChoice(label="Deputy", empty_label="Choose")
    started_on = CivilDateField(label="From", not_past=True)
    ended_on = CivilDateField(label="Until")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["principal"].queryset = self.fields["deputy"].queryset = _workers()


class AssignForm(GroundedFormMixin, forms.Form):
    """Who is to work on the file, and why in one neutral word."""

    worker = WorkerChoice(label="Worker", empty_label="Choose")
    reason = forms.ChoiceField(
        label="Why",
        choices=[c for c in Assignment.Reason.choices if c[0] in ("allocated", "cover", "handover")],
        widget=forms.RadioSelect,
        initial="allocated",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"].queryset = _workers()
