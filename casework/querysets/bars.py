"""Bars and whom they block."""

from __future__ import annotations

from django.db import models


class BarQuerySet(models.QuerySet):
    """Names kept out of files."""

    def standing(self) -> BarQuerySet:
        """Not lifted."""
        return self.filter(lifted_at__isnull=True)


class BarMatchQuerySet(models.QuerySet):
    """Pairs of a bar and a worker."""

    def blocking(self) -> BarMatchQuerySet:
        """Pairs that keep somebody out now: a possible match blocks like a confirmed one (fail closed)."""
        return self.filter(state__in=("possible", "confirmed"))

    def undecided(self) -> BarMatchQuerySet:
        return self.filter(state="possible")
