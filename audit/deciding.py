"""What a floor must supply so that the gate can answer for one of its actions."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from audit.actions import Action
from audit.actors import Actor
from audit.context import remembered
from policy.decision import Decision
from policy.profile import Profile

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One question put to the gate: who, what, about which reference, when, under which policy.

    ``question`` carries what the asker states (a recipient, a reason); never trusted as fact.
    ``shared`` is scratch room for facts already collected, shared only among questions put
    together by :func:`audit.gate.ask_each`, so it never outlives them.
    """

    action: Action
    by: Actor
    reference: str
    question: Mapping[str, Any]
    at: datetime
    profile: Profile
    shared: dict[str, Any] = field(default_factory=dict)

    def once(self, slot: str, find: Callable[[], T]) -> T:
        """A fact about the asker, collected once for questions put together and once a request.

        A change collects it afresh under its lock (:func:`audit.context.afresh`).
        """
        if slot not in self.shared:
            self.shared[slot] = remembered((slot, self.by.actor_kind, self.by.actor_id), find)
        found: T = self.shared[slot]
        return found


class Decider(ABC):
    """Facts in, Decision out, for one action on one reference."""

    def role(self, inquiry: Inquiry) -> Decision | None:
        """Refuse by role alone, before any look-up, so that the answer is equal for every id."""
        return None

    def fetch(self, inquiry: Inquiry, *, lock: bool) -> Any | None:
        """The target, or None. With ``lock`` the CaseFile's row is held until the change is done."""
        return None

    @abstractmethod
    def weigh(self, inquiry: Inquiry, target: Any | None) -> Decision:
        """Collect facts and weigh them; a missing target gets the answer of a hidden one."""

    def folder_of(self, target: Any) -> UUID | None:
        """The folder a ledger entry belongs to."""
        return getattr(target, "folder_id", None)

    def reference_of(self, inquiry: Inquiry, target: Any) -> str:
        """The reference a ledger entry names; the one asked about unless the target has its own."""
        return inquiry.reference or str(getattr(target, "reference", ""))


class SetDecider(Decider):
    """A decider that can also answer for a whole list at once."""

    @abstractmethod
    def fetch_each(self, inquiry: Inquiry) -> list[tuple[Any, Decision]]:
        """The permitted targets with their decisions, facts collected in bulk."""


D = TypeVar("D", bound=Decider)

_deciders: dict[Action, Decider] = {}


def decides(*actions: Action) -> Callable[[type[D]], type[D]]:
    """Register a Decider class for its actions; an action has exactly one."""

    def register(cls: type[D]) -> type[D]:
        for action in actions:
            if action in _deciders:
                raise RuntimeError(f"{action} already has a decider")
            _deciders[action] = cls()
        return cls

    return register


def decider_for(action: Action) -> Decider:
    """The decider of an action; an action nobody decides is a fault, never a yes."""
    try:
        return _deciders[action]
    except KeyError:
        raise LookupError(f"no decider answers for {action.value}") from None


def decided_actions() -> frozenset[Action]:
    """Every action somebody answers for."""
    return frozenset(_deciders)
