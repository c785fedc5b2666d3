"""The only way from a question to an effect.

``ask`` answers and records nothing. ``require`` answers for a read, records it either way and
opens what the decision opens. ``perform`` is the same for a change: locked, weighed inside the
transaction, recorded with the change or, refused, after the rollback. ``note`` records what is
no question.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone

from audit import ledger
from audit.actions import Action, Event, Outcome
from audit.actors import Actor
from audit.adoption import profile_in_force
from audit.context import afresh
from audit.deciding import Decider, Inquiry, SetDecider, decider_for
from policy.decision import Decision
from vault import seal, strongroom


class Refused(Exception):
    """The gate said no. Nothing was changed; the attempt is in the ledger."""

    def __init__(self, action: Action, decision: Decision) -> None:
        super().__init__(f"{action.value}: {' '.join(decision.sources)}")
        self.action = action
        self.decision = decision


@dataclass(slots=True)
class Opened:
    """A yes, with the thing it was about. Inside ``perform`` it also collects the ledger's details."""

    inquiry: Inquiry
    decision: Decision
    target: Any
    details: dict[str, str | int | bool | Sequence[str]] = field(default_factory=dict)
    changed: list[models.Model] = field(default_factory=list)

    @property
    def at(self) -> datetime:
        """The instant the question was weighed at; changes carry this time."""
        return self.inquiry.at

    def refuse_if(self, decision: Decision) -> None:
        """Stop the act on a second decision made inside it; everything so far is rolled back."""
        if decision.refused:
            raise Refused(self.inquiry.action, decision)

    def record(self, *changed: models.Model, **details: str | int | bool | Sequence[str]) -> None:
        """Name what changed: the entry carries a MAC over the ciphertexts of ``changed``."""
        self.changed.extend(changed)
        self.details.update(details)


def ask(action: Action, *, by: Actor, on: str = "", **question: Any) -> Decision:
    """Weigh without recording or opening anything: menus, buttons, ``has_perm``."""
    return _weigh(_inquiry(action, by, on, question))[0]


def ask_each(actions: Iterable[Action], *, by: Actor, on: str = "") -> dict[Action, Decision]:
    """Several questions about one reference, sharing the facts they have in common."""
    shared: dict[str, Any] = {}
    return {a: _weigh(_inquiry(a, by, on, {}, shared))[0] for a in actions}


def check(action: Action, *, by: Actor, on: str = "", **question: Any) -> Opened:
    """Guard the page of a form: a refusal is recorded and raised, a yes opens no key and records nothing."""
    inquiry = _inquiry(action, by, on, question)
    decision, target = _weigh(inquiry)
    if decision.refused:
        _record(inquiry, decision, target)
        raise Refused(action, decision)
    return Opened(inquiry, decision, target)


def require(action: Action, *, by: Actor, on: str = "", **question: Any) -> Opened:
    """Answer for a read: record it either way, open its keys, return the target, or refuse."""
    inquiry = _inquiry(action, by, on, question)
    decision, target = _weigh(inquiry)
    _record(inquiry, decision, target)
    if decision.refused:
        raise Refused(action, decision)
    strongroom.current().open(decision.opens)
    return Opened(inquiry, decision, target)


def require_each(action: Action, *, by: Actor, **question: Any) -> list[Opened]:
    """The set form of ``require``: facts in bulk, one key query, one entry naming the references."""
    inquiry = _inquiry(action, by, "", question)
    decider = decider_for(action)
    refusal = decider.role(inquiry)
    if refusal is not None and refusal.refused:
        _record(inquiry, refusal, None)
        raise Refused(action, refusal)
    if not isinstance(decider, SetDecider):
        raise TypeError(f"{action.value} has no set form")
    answers = [Opened(inquiry, decision, target) for target, decision in decider.fetch_each(inquiry)]
    references = [decider.reference_of(inquiry, a.target) for a in answers]
    ledger.append(
        action.value,
        Outcome.PERMITTED,
        by=by,
        policy=_version(inquiry),
        sources=dict.fromkeys(s for a in answers for s in a.decision.sources),
        details={"listed": references},
    )
    strongroom.current().open([o for a in answers for o in a.decision.opens])
    return answers


@contextmanager
def perform(action: Action, *, by: Actor, on: str = "", **question: Any) -> Iterator[Opened]:
    """Answer for a change and make room for it: one transaction, one lock, one entry.

    Raises Refused before or inside; then nothing has changed and the refusal is recorded.
    """
    with afresh():
        inquiry = _inquiry(action, by, on, question)
        target: Any = None
        try:
            with transaction.atomic(durable=True):
                inquiry, decision, target = _weigh_locked(inquiry)
                if decision.refused:
                    raise Refused(action, decision)
                strongroom.current().open(decision.opens)
                opened = Opened(inquiry, decision, target)
                yield opened
                _record(inquiry, decision, opened.target, opened)
        except Refused as refused:
            _record(inquiry, refused.decision, target)
            raise


def note(
    event: Event,
    *,
    by: Actor,
    on: str = "",
    folder_id: UUID | None = None,
    details: Mapping[str, str | int | bool | Sequence[str]] | None = None,
) -> None:
    """Record what is no question: a sign-in, a job that ran, a page turned on the person's screen."""
    ledger.append(event.value, Outcome.NOTED, by=by, reference=on, folder_id=folder_id, details=details)


def _inquiry(
    action: Action, by: Actor, on: str, question: Mapping[str, Any], shared: dict[str, Any] | None = None
) -> Inquiry:
    at = timezone.now()
    return Inquiry(action, by, on, question, at, profile_in_force(at), {} if shared is None else shared)


def _weigh(inquiry: Inquiry) -> tuple[Decision, Any]:
    decider = decider_for(inquiry.action)
    by_role = decider.role(inquiry)
    if by_role is not None and by_role.refused:
        return by_role, None
    target = decider.fetch(inquiry, lock=False)
    return decider.weigh(inquiry, target), target


def _weigh_locked(inquiry: Inquiry) -> tuple[Inquiry, Decision, Any]:
    """Weigh for a change, at the instant the lock is held.

    The time before waiting for it would be wrong: a consent taken back meanwhile would look as if it
    were still to be taken back, and the order of two changes would not be that of their times.
    """
    decider = decider_for(inquiry.action)
    by_role = decider.role(inquiry)
    if by_role is not None and by_role.refused:
        return inquiry, by_role, None
    target = decider.fetch(inquiry, lock=True)
    at = timezone.now()
    inquiry = replace(inquiry, at=at, profile=profile_in_force(at), shared={})
    return inquiry, decider.weigh(inquiry, target), target


def _record(inquiry: Inquiry, decision: Decision, target: Any, opened: Opened | None = None) -> None:
    decider = decider_for(inquiry.action)
    details = dict(opened.details) if opened else {}
    if opened and opened.changed:
        details["changed"] = [f"{c._meta.label_lower}:{c.pk}" for c in opened.changed]
        details["change_mac"] = seal.change_mac(opened.changed).hex()
    ledger.append(
        inquiry.action.value,
        _outcome(decision),
        by=inquiry.by,
        reference=_reference(decider, inquiry, target),
        folder_id=decider.folder_of(target) if target is not None else None,
        sources=decision.sources,
        policy=_version(inquiry),
        details=details,
    )


def _reference(decider: Decider, inquiry: Inquiry, target: Any) -> str:
    return inquiry.reference if target is None else decider.reference_of(inquiry, target)


def _outcome(decision: Decision) -> Outcome:
    if decision.permitted:
        return Outcome.PERMITTED
    return Outcome.CONCEALED if decision.concealed else Outcome.REFUSED


def _version(inquiry: Inquiry) -> str:
    ref = inquiry.profile.ref
    return f"{ref.slug} {ref.version}"
