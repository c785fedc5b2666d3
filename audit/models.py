"""The ledger's two tables and the policy's adopted versions."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q

from audit.actions import Outcome


class LedgerEntry(models.Model):
    """One decision or event. Database triggers refuse every update and delete.

    ``canonical`` are the bytes the entry's own MAC covers; the other columns repeat parts of
    them so that screens can filter, and verification proves that they agree. No name and no
    content ever stands here: references and ids only.
    """

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        (
            "id", "at", "actor_kind", "actor_id", "verb", "outcome", "reference",
            "folder_id", "sources", "request_id", "canonical", "mac",
        ),
        "internal",
    )  # fmt: skip

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=20)
    actor_id = models.CharField(max_length=64, blank=True)
    verb = models.CharField(max_length=40)
    outcome = models.CharField(max_length=12, choices=[(o.value, o.value) for o in Outcome])
    reference = models.CharField(max_length=64, blank=True)
    folder_id = models.UUIDField(null=True, blank=True)
    sources = models.CharField(max_length=400, blank=True)
    request_id = models.CharField(max_length=32, blank=True)
    canonical = models.BinaryField()
    mac = models.BinaryField()

    class Meta:
        verbose_name_plural = "ledger entries"
        indexes: ClassVar = [
            models.Index(fields=["folder_id", "-id"], name="ledger_by_folder"),
            models.Index(fields=["reference", "-id"], name="ledger_by_reference"),
            models.Index(fields=["actor_id", "-id"], name="ledger_by_actor"),
            models.Index(fields=["at"], name="ledger_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.verb} {self.outcome} {self.reference}".strip()


class LedgerBatch(models.Model):
    """A run of entries sealed together: a Merkle root over their MACs, chained to the last.

    ``members`` are the entry ids in sealing order, eight bytes each, big-endian.
    """

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        ("id", "sealed_at", "members", "count", "root", "previous", "mac"), "internal"
    )

    id = models.BigAutoField(primary_key=True)
    sealed_at = models.DateTimeField()
    members = models.BinaryField()
    count = models.PositiveIntegerField()
    root = models.BinaryField()
    previous = models.BinaryField()
    mac = models.BinaryField()

    class Meta:
        verbose_name_plural = "ledger batches"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["previous"], name="ledger_chain_never_forks"),
            models.CheckConstraint(condition=Q(count__gte=1), name="ledger_batch_never_empty"),
        ]

    def __str__(self) -> str:
        return f"batch {self.pk} of {self.count}"


class AdoptedPolicy(models.Model):
    """A version of the charity's policy, with its full text as data, never changed afterwards.

    The text is kept so that a decision can always be read beside the very words it was made
    under, and so that the policy page still shows when a file on disk is damaged.
    """

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        ("id", "slug", "version", "in_force_from", "adopted_on", "source", "sha256", "adopted_by"), "public"
    )

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    slug = models.SlugField(max_length=40)
    version = models.CharField(max_length=40)
    in_force_from = models.DateField()
    adopted_on = models.DateField()
    source = models.TextField()
    sha256 = models.CharField(max_length=64)
    adopted_by = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "adopted policies"
        ordering = ("-in_force_from",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["slug", "version"], name="policy_version_adopted_once"),
            models.UniqueConstraint(fields=["in_force_from"], name="one_policy_in_force_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.slug} {self.version}"
