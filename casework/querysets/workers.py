"""Workers and their standing, in domain words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib.auth.base_user import BaseUserManager
from django.db import models
from django.db.models import Q

from policy.vocabulary import Power, Role

if TYPE_CHECKING:
    from casework.models import Worker
    from policy.profile import Profile


class WorkerQuerySet(models.QuerySet["Worker"]):
    """Accounts."""

    def active(self) -> WorkerQuerySet:
        """Those who may still sign in."""
        return self.filter(is_active=True)

    def trusted_with(self, power: Power, profile: Profile) -> WorkerQuerySet:
        """Active workers whose role holds a power under this policy."""
        return self.active().filter(role__in=[role.value for role in profile.roles_with(power)])

    def in_roles(self, roles: Iterable[Role]) -> WorkerQuerySet:
        """Active workers in any of these abstract roles."""
        return self.active().filter(role__in=[role.value for role in roles])

    def except_people(self, person_ids: Iterable[UUID]) -> WorkerQuerySet:
        """Leave out every account of these human beings."""
        return self.exclude(person_id__in=list(person_ids))


class WorkerManager(BaseUserManager.from_queryset(WorkerQuerySet)):  # type: ignore[misc]
    """The user manager; accounts are made by ``invite_worker`` alone, so it has no ``create_user``."""

    def get_by_natural_key(self, username: str | None) -> Worker:
        return self.get(email__iexact=username)


class DatedQuerySet(models.QuerySet):
    """Rows with a first day and a last day that counts (``started_on``, ``ended_on``)."""

    def in_force_on(self, day: date) -> DatedQuerySet:
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=day), started_on__lte=day)


class TeamMembershipQuerySet(models.QuerySet):
    """Who is in which team on a day; the day of leaving no longer counts."""

    def live_on(self, day: date) -> TeamMembershipQuerySet:
        return self.filter(Q(left_on__isnull=True) | Q(left_on__gt=day), joined_on__lte=day)
