"""One parameter of a policy: a value of the charity's own, or silence and what the software then does."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, TypeVar

from policy.decision import Source

T = TypeVar("T")


class Stated(StrEnum):
    """How a policy speaks about a parameter."""

    CLAUSE = "clause"
    SILENT = "silent"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """A parameter's value in effect, with what may be cited for it.

    ``value`` is the charity's own where a clause states one, else the software's default.
    ``sources`` are the clauses, or the one default (or law note) that fills the silence: a default
    never borrows a clause number.
    """

    value: T
    stated: Stated
    sources: tuple[Source, ...]

    @property
    def source(self) -> Source:
        """The first thing to cite."""
        return self.sources[0]

    @property
    def is_silent(self) -> bool:
        """Whether the policy itself says nothing usable, so that a default speaks."""
        return self.stated is not Stated.CLAUSE


@dataclass(frozen=True, slots=True)
class Silence:
    """What the software does where a policy is silent on a parameter."""

    value: Any
    source: Source


def silent_means(value: object, source: Source, *, cited: tuple[str, ...] = ()) -> Any:
    """Declare a ``Setting`` field of a section, with its effect when the policy is silent.

    ``cited`` are clauses named in the loader's complaints about it, in policies that hold them.
    """
    return field(metadata={"silence": Silence(value, source), "cited": cited})
