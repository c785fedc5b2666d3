"""What is kept of a request besides its rows, and what a worker chose, typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from policy.rules.disclosure import Asked, EmergencyAnswer, Urgency

TEXTS = (
    "recipient_reason", "exemption", "whole_file_reason", "why_not_wait", "who_was_tried",
    "effect_on_person", "who_could_be_endangered", "self_contact", "welfare", "child_view", "child_view_missing",
    "emergency_service", "emergency_reason", "reconsidered",
)  # fmt: skip
"""Free answers, blank where not answered."""

YES_NO = ("is_source_of_risk", "child_involved", "only_adviser_accused", "person_saw_content", "for_proceedings")
"""Answered "yes", "no" or not at all."""

CHOICES = ("emergency",)


def blank_answers() -> dict[str, str]:
    """A request nobody has answered anything about yet."""
    return dict.fromkeys((*TEXTS, *YES_NO, *CHOICES), "")


def urgency_of(answers: Mapping[str, str], *, risk_now: bool) -> Urgency:
    """What presses, as the rule weighs it."""
    return Urgency(
        at_risk_now=risk_now,
        only_adviser_accused=answers.get("only_adviser_accused") == "yes",
        why_not_wait=answers.get("why_not_wait", ""),
        who_was_tried=answers.get("who_was_tried", ""),
    )


def asked_of(answers: Mapping[str, str]) -> Asked:
    """What particular policies ask, as the rule weighs it."""
    texts = (
        "effect_on_person", "who_could_be_endangered", "self_contact", "welfare", "child_view", "child_view_missing",
        "emergency_service", "emergency_reason", "reconsidered",
    )  # fmt: skip
    emergency = answers.get("emergency") or EmergencyAnswer.NOT_ASKED.value
    return Asked(
        **{name: answers.get(name, "") for name in texts},
        emergency=EmergencyAnswer(emergency),
        person_saw_content=answers.get("person_saw_content") == "yes",
    )


def yes_no(answers: Mapping[str, str], name: str) -> bool | None:
    """A yes-or-no answer; None where there is none."""
    return {"yes": True, "no": False}.get(answers.get(name, ""))


@dataclass(frozen=True, slots=True)
class Picked:
    """One thing picked from the file: an entry, or a detail of the person."""

    note: UUID | None = None
    person_field: str = ""


@dataclass(frozen=True, slots=True)
class ItemWords:
    """The words of one item that are to leave, and why they are needed."""

    position: int
    passage: str
    necessity: str


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """A circumstance claimed, with the answers to what it demands (dates as YYYY-MM-DD)."""

    slug: str
    facts: Mapping[str, Any]
