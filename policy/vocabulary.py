"""The fixed words every floor shares: roles, groups, powers, categories, countries.

A profile gives a role its title and its powers; rules ask for a power, never for a role by
name, so that "Service Manager" and "Chief Executive Officer" need no code of their own.
"""

from __future__ import annotations

from enum import StrEnum


class Group(StrEnum):
    """Whom a policy may bind (``bound_groups``). Every account belongs to exactly one."""

    STAFF = "staff"
    VOLUNTEER = "volunteer"
    COMMITTEE = "committee"
    FRIEND = "friend"
    SERVICE_USER = "service-user"


class Role(StrEnum):
    """Abstract roles; the profile's own titles are shown on screen."""

    DIRECTOR = "director"
    CHAIR = "chair"
    MANAGER = "manager"
    COORDINATOR = "coordinator"
    CASEWORKER = "caseworker"
    VOLUNTEER = "volunteer"
    COMMITTEE = "committee"
    FRIEND = "friend"
    ADMINISTRATOR = "administrator"


class Power(StrEnum):
    """What a role may be trusted with, before any single file is looked at."""

    CASEWORK = "casework"  # opens files at all, within the file-access rule
    MANAGE_WORKERS = "manage-workers"  # invite, change, deactivate; volunteering, reviews, teams
    MANAGE_FILES = "manage-files"  # assign, reassign, close; sees the duplicates queue
    HANDLE_BARS = "handle-bars"  # the restricted manager of conflicts and accusations
    ADVISE = "advise"  # gives advice on disclosure
    AUTHORISE = "authorise"  # approves disclosure without consent
    SUPERVISE_VIEWING = "supervise-viewing"
    SEE_LEDGER = "see-ledger"
    SEE_VETTING = "see-vetting"
    ADOPT_POLICY = "adopt-policy"
    REVIEW_DANGER = "review-danger"  # answers for what was sent in an emergency


class Category(StrEnum):
    """Kinds of information: consent lines, disclosure items and vault compartments alike."""

    IDENTITY = "identity"
    CONTACT = "contact"
    ATTENDANCE = "attendance"
    NOTES = "notes"
    HEALTH = "health"
    HOUSING = "housing"
    MONEY = "money"
    EDUCATION = "education"
    FAMILY = "family"
    LEGAL = "legal"
    SAFEGUARDING = "safeguarding"
    INVOLVEMENT = "involvement"  # exploitation, prostitution: assigned staff only
    # Kept for the charity's own working; never offered as something to share.
    CONSENT = "consent"
    DISCLOSURE = "disclosure"
    ACCESS = "access"
    RESTRICTED = "restricted"  # bars, allegations about workers
    VETTING = "vetting"


SHAREABLE: tuple[Category, ...] = tuple(
    c for c in Category if list(Category).index(c) < list(Category).index(Category.CONSENT)
)
"""What a consent line may name and a disclosure item may carry."""


class HeldBy(StrEnum):
    """Who holds a confidence, which decides lists, searches, addresses and cover."""

    ORGANISATION = "organisation"
    SERVICE = "service"
    CENTRE = "centre"
    WORKER = "worker"
