"""The accounts of those the policy binds, and the teams they work in."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import uuid4

from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin, _user_has_perm
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from audit.adoption import profile_in_force
from casework.querysets.workers import TeamMembershipQuerySet, WorkerManager
from policy.profile import RoleEntry
from policy.vocabulary import Group, Power, Role


class Worker(AbstractBaseUser, PermissionsMixin):
    """A member of staff, volunteer, committee member or Friend with an account.

    ``person_id`` is the human being: two accounts of one person carry the same, and it is what
    rules compare. The name is not sealed, because it stays on what its owner signed.
    ``staff_from_on``: the day a volunteer becomes staff; until then the volunteer rules hold.
    There are no superusers, and every permission is answered by the gate.
    """

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        (
            "id", "folder_id", "reference", "email", "name", "role", "staff_from_on", "person_id", "line_manager",
            "is_active", "invited_at", "deactivated_at", "password", "last_login", "is_superuser", "groups",
            "user_permissions",
        ),
        "internal",
    )  # fmt: skip

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    actor_kind = "worker"
    is_staff = False  # no Django admin to be let into

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    folder_id = models.UUIDField(unique=True, editable=False)
    reference = models.CharField(max_length=20, unique=True, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=[(r.value, r.value) for r in Role])
    staff_from_on = models.DateField(null=True, blank=True)
    person_id = models.UUIDField(default=uuid4, db_index=True)
    line_manager = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="manages")
    is_active = models.BooleanField(default=True)
    invited_at = models.DateTimeField()
    deactivated_at = models.DateTimeField(null=True, blank=True)

    objects = WorkerManager()

    class Meta:
        ordering = ("name", "id")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(is_superuser=False), name="worker_never_superuser"),
            models.CheckConstraint(condition=~Q(line_manager=F("id")), name="worker_not_own_line_manager"),
            models.CheckConstraint(
                condition=Q(is_active=True, deactivated_at__isnull=True)
                | Q(is_active=False, deactivated_at__isnull=False),
                name="worker_deactivated_has_a_time",
            ),
            models.UniqueConstraint(Lower("email"), name="worker_email_once_whatever_its_case"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def actor_id(self) -> str:
        """What the ledger keeps of this worker: the reference, never the name."""
        return self.reference

    @property
    def entry(self) -> RoleEntry:
        """The role's title, group and powers in the policy in force.

        :raises KeyError: if that policy has no such role.
        """
        return profile_in_force().roles[Role(self.role)]

    @property
    def title(self) -> str:
        """The charity's own name for the role."""
        return self.entry.title

    @property
    def group(self) -> Group:
        return self.entry.group

    def has_power(self, power: Power) -> bool:
        """Whether the role is trusted with a power; a deactivated worker has none."""
        return self.is_active and power in self.entry.powers

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Ask the backends without the superuser's short cut; the gate's backend is final."""
        return self.is_active and _user_has_perm(self, perm, obj)

    def has_module_perms(self, app_label: str) -> bool:
        """There is no admin, so nobody has a module."""
        return False


class Team(models.Model):
    """A group of workers who share the files of their service."""

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(("id", "name", "closed_on"), "internal")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name = models.CharField(max_length=80, unique=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class TeamMembership(models.Model):
    """A worker's time in a team: from ``joined_on`` up to, not including, ``left_on``."""

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        ("id", "worker", "team", "joined_on", "left_on"), "internal"
    )

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="team_memberships")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="memberships")
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    objects = TeamMembershipQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["worker", "team"], name="membership_by_worker")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("joined_on")),
                name="membership_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["worker", "team"], condition=Q(left_on__isnull=True), name="membership_open_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.worker_id} in {self.team_id}"
