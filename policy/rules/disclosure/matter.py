"""The people in a disclosure, and who among them may not decide in it (DEF-2, DEF-9)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from policy.decision import Ground, default, forbids


@dataclass(frozen=True, slots=True)
class Matter:
    """Persons, not accounts: somebody with two accounts is one person here.

    ``conflicted``: relatives, ex-partners and anyone else with a bar on the file.
    """

    requester: UUID
    subject: UUID | None = None
    accused: frozenset[UUID] = frozenset()
    conflicted: frozenset[UUID] = frozenset()

    def hides_from(self, person: UUID) -> bool:
        """Whether this person may not even learn of the matter (DEF-9, DEF-14, DEF-19)."""
        return person == self.subject or person in self.accused or person in self.conflicted


def involvement(matter: Matter, person: UUID, doing: str) -> Iterator[Ground]:
    """Why this person, being in the matter, may not do ``doing`` ("approve it")."""
    if person == matter.requester:
        reason = f"Whoever asks for a disclosure may not {doing}."
        yield forbids(default("DEF-2"), reason, remedy="Somebody else does it.")
    if person == matter.subject:
        yield forbids(default("DEF-9"), f"The person it is about may not {doing}.")
    if person in matter.accused:
        yield forbids(default("DEF-9"), f"A person accused in it may not {doing}.")
        yield forbids(default("DEF-19"), "Somebody accused learns nothing of it from the software.")
    if person in matter.conflicted:
        yield forbids(default("DEF-9"), f"Somebody with a conflict in it may not {doing}.")
