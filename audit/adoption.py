"""Which version of the charity's policy is in force.

One profile is active in one installation (policies.md, edge 130). Its text is kept in the
database when it is adopted; decisions are made from that text, not from a file that may have
changed since.
"""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from functools import lru_cache

from django.db import transaction
from django.utils import timezone

from audit import ledger
from audit.actions import Action, Outcome
from audit.actors import Actor
from audit.context import remembered
from audit.models import AdoptedPolicy
from policy.calendar import uk_date
from policy.loading import load_profile_text
from policy.profile import Profile


class NoPolicyInForce(Exception):
    """No policy has been adopted yet: nothing is permitted until one is (DEF-1)."""


class AdoptionRefused(Exception):
    """The policy may not be adopted; the message says why."""


def adopted_in_force(at: datetime | None = None) -> AdoptedPolicy:
    """The adopted version in force on the UK civil date of ``at`` (now if not given)."""
    day = uk_date(at or timezone.now())
    return remembered(("policy in force", day), lambda: _find(day))


def _find(day: date) -> AdoptedPolicy:
    found = AdoptedPolicy.objects.filter(in_force_from__lte=day).order_by("-in_force_from").first()
    if found is None:
        raise NoPolicyInForce("no policy has been adopted")
    return found


def profile_in_force(at: datetime | None = None) -> Profile:
    """The policy in force at ``at`` as a typed profile."""
    return profile_of(adopted_in_force(at))


def profile_of(adopted: AdoptedPolicy) -> Profile:
    """An adopted version's profile, loaded once per process from the text that was adopted."""
    return _load(adopted.source)


@lru_cache(maxsize=16)
def _load(source: str) -> Profile:
    return load_profile_text(source, name="the policy adopted")


def adopt(source: str, *, by: Actor) -> AdoptedPolicy:
    """Adopt a policy text: checked whole, then kept for ever.

    Raises ProfileErrors for a text with mistakes and AdoptionRefused for one that is not of
    this charity or would be back-dated before the version now in force (DEF-18).
    """
    profile = _load(source)
    with transaction.atomic():
        newest = AdoptedPolicy.objects.select_for_update().order_by("-in_force_from").first()
        if newest and newest.slug != profile.slug:
            raise AdoptionRefused("Another charity's policy is already adopted here; one installation serves one.")
        if newest and profile.in_force_from <= newest.in_force_from:
            raise AdoptionRefused("A new version must come into force after the one before it.")
        adopted = AdoptedPolicy.objects.create(
            slug=profile.slug,
            version=profile.version,
            in_force_from=profile.in_force_from,
            adopted_on=uk_date(timezone.now()),
            source=source,
            sha256=hashlib.sha256(source.encode()).hexdigest(),
            adopted_by=f"{by.actor_kind}:{by.actor_id}",
        )
        ledger.append(
            Action.ADOPT_POLICY.value,
            Outcome.PERMITTED,
            by=by,
            policy=str(adopted),
            details={"sha256": adopted.sha256},
        )
    return adopted
