"""Filters named in the words of the field."""

from records_access.querysets.requests import AccessRequestQuerySet
from records_access.querysets.viewings import PageSeenQuerySet, ReleasedPassageQuerySet, ViewingQuerySet

__all__ = ["AccessRequestQuerySet", "PageSeenQuerySet", "ReleasedPassageQuerySet", "ViewingQuerySet"]
