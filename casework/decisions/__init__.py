"""Every question casework answers, registered on the gate by being imported here."""

from casework.decisions import (
    agencies,
    assigning,
    bars,
    files,
    governance,
    intake,
    lists,
    notes,
    own_screen,
    reaching,
    tasks,
    workers,
)

__all__ = [
    "agencies",
    "assigning",
    "bars",
    "files",
    "governance",
    "intake",
    "lists",
    "notes",
    "own_screen",
    "reaching",
    "tasks",
    "workers",
]
