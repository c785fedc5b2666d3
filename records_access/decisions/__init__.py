"""Every question records_access answers, registered on the gate by being imported here."""

from records_access.decisions import looking, requests, screen, viewings

__all__ = ["looking", "requests", "screen", "viewings"]
