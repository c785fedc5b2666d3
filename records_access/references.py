"""References of requests and viewings: the file's own, then R or V and a number."""

from __future__ import annotations

REQUEST, VIEWING = "R", "V"


def request_reference(file_reference: str, number: int) -> str:
    """``NF-26-0007-R1``."""
    return f"{file_reference}-{REQUEST}{number}"


def viewing_reference(file_reference: str, number: int) -> str:
    """``NF-26-0007-V1``."""
    return f"{file_reference}-{VIEWING}{number}"


def file_reference_of(reference: str) -> str:
    """The file a request's or viewing's reference begins with, real or invented."""
    return reference.rpartition("-")[0]
