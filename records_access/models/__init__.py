"""What is kept about a person's access to their own records."""

from records_access.models.copies import CorrectionAsked, PageSeen, ReleasedPassage
from records_access.models.requests import AccessRequest
from records_access.models.viewings import ViewingSession

__all__ = ["AccessRequest", "CorrectionAsked", "PageSeen", "ReleasedPassage", "ViewingSession"]
