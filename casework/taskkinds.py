"""The words of tasks, fixed by kind, so that no task can carry a name.

Higher floors register their own kinds when they start.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TaskKind:
    """One kind of task. ``url_name`` takes the task's ``about`` as its one argument; empty: no page of its own.

    ``by_hand``: the worker ticks it off; others are settled by the act they ask for.
    """

    slug: str
    words: str
    url_name: str = ""
    by_hand: bool = False


_kinds: dict[str, TaskKind] = {}


def register(slug: str, words: str, *, url_name: str = "", by_hand: bool = False) -> TaskKind:
    """Make a kind known. Registering the same again changes nothing; a different one under its slug is a fault."""
    kind = TaskKind(slug, words, url_name, by_hand)
    if _kinds.setdefault(slug, kind) != kind:
        raise ValueError(f"another kind of task is called {slug}")
    return kind


def kind_of(slug: str) -> TaskKind:
    """The kind with this slug. Raises LookupError for one that nobody registered."""
    return _kinds[slug]


BAR_MATCH = register("bar-match", "Decide on a possible conflict", url_name="match").slug
POSSIBLE_DUPLICATE = register(
    "possible-duplicate", "Check whether a new file is of somebody already known", url_name="duplicate"
).slug
FILE_WITHOUT_WORKER = register("file-without-worker", "Assign a worker to a file that has none", url_name="assign").slug
ACCESS_SUSPENDED = register(
    "access-suspended",
    "A volunteer's dates have changed: look at what was opened before",
    url_name="worker",
    by_hand=True,
).slug
EXPLAIN_POLICY = register(
    "explain-policy", "Explain the confidentiality policy to the person", url_name="file-explain"
).slug
TAKE_OVER = register("take-over", "A file was reassigned to you", url_name="file", by_hand=True).slug
