"""References that are never used twice."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from casework.models import ReferenceCounter
from policy.calendar import uk_date
from policy.profile import Profile


def next_file_reference(profile: Profile, at: datetime) -> str:
    """The next case file's reference: the policy's letters, the UK year, a number (``NF-26-0007``).

    The counter only goes up; a number whose file is disposed of, or whose change was rolled back
    after somebody else's, is never given out again.
    """
    series = f"{_letters(profile)}-{uk_date(at):%y}"
    return f"{series}-{_next(series):04d}"


def next_reference(series: str) -> str:
    """The next of a plain series, such as ``W-0004`` for workers and ``A-0012`` for agencies."""
    return f"{series}-{_next(series):04d}"


def _letters(profile: Profile) -> str:
    """What every clause of this policy begins with: NF, PACE, PIAS …"""
    return profile.general_clause.id.split("-")[0]


def _next(series: str) -> int:
    with transaction.atomic():
        ReferenceCounter.objects.get_or_create(series=series)
        counter = ReferenceCounter.objects.select_for_update().get(series=series)
        counter.last += 1
        counter.save(update_fields=["last"])
    return counter.last
