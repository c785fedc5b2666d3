"""Facts for the rules: queried in a bounded number of statements, frozen, never decided upon here."""

from casework.facts.contributors import Permission, contributes_permissions, permissions_of
from casework.facts.files import (
    STATED,
    file_access_facts,
    file_facts,
    file_facts_each,
    references_with_reason,
    teams_of,
)
from casework.facts.workers import signatures_of, worker_facts

__all__ = [
    "STATED",
    "Permission",
    "contributes_permissions",
    "file_access_facts",
    "file_facts",
    "file_facts_each",
    "permissions_of",
    "references_with_reason",
    "signatures_of",
    "teams_of",
    "worker_facts",
]
