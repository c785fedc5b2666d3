"""Facts for the rules of viewings: queried, frozen, never decided upon here."""

from records_access.facts.looks import Look, looks_at
from records_access.facts.viewings import (
    reading_facts,
    session_facts,
    stage_of,
    supervisor_facts,
    supervisors_offered,
)

__all__ = [
    "Look",
    "looks_at",
    "reading_facts",
    "session_facts",
    "stage_of",
    "supervisor_facts",
    "supervisors_offered",
]
