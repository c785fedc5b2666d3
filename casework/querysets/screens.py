"""The person's own screens in domain words."""

from __future__ import annotations

from datetime import datetime

from django.db import models


class OwnScreenQuerySet(models.QuerySet):
    """Sessions of the person's own screen."""

    def waiting_for_code(self, at: datetime) -> OwnScreenQuerySet:
        """Opened by a worker, code not yet used and not run out."""
        return self.filter(ended_at__isnull=True, entered_at__isnull=True, code_expires_at__gt=at)

    def live_at(self, at: datetime) -> OwnScreenQuerySet:
        """Entered, not ended, and within its booked time."""
        return self.filter(entered_at__isnull=False, ended_at__isnull=True, ends_at__gt=at)
