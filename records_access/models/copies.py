"""What a viewing showed: the frozen copy, the pages seen, the corrections asked for."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from policy.vocabulary import Category
from records_access.models.viewings import ViewingSession
from records_access.querysets import PageSeenQuerySet, ReleasedPassageQuerySet
from vault.fields import SealedTextField
from vault.models import SealedModel

COPY = "copy"
"""The one compartment of a viewing's own folder."""


class ReleasedPassage(SealedModel):
    """One page of the copy frozen when a viewing began, sealed under the viewing's own folder.

    Pages are numbered 1, 2, 3 whatever was left out: no gap shows. ``source_id`` is the entry the
    page came from, or empty for the page of the person's own details.
    """

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        ("id", "folder_id", "viewing", "page", "source_id"), "internal"
    )

    viewing = models.ForeignKey(ViewingSession, on_delete=models.CASCADE, related_name="passages")
    page = models.PositiveIntegerField()
    source_id = models.UUIDField(null=True, blank=True)
    heading = SealedTextField(label="records_access.passage.heading", compartment=COPY)
    body = SealedTextField(label="records_access.passage.body", compartment=COPY)

    objects = ReleasedPassageQuerySet.as_manager()

    class Meta:
        ordering = ("viewing", "page")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["viewing", "page"], name="passage_page_once_a_viewing"),
            models.CheckConstraint(condition=Q(page__gte=1), name="passage_pages_count_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.viewing_id} page {self.page}"


class PageSeen(models.Model):
    """The person turned to a page (NF-4.5: the entries shown are part of the session's record)."""

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(("id", "viewing", "page", "seen_at"), "internal")

    viewing = models.ForeignKey(ViewingSession, on_delete=models.CASCADE, related_name="pages_seen")
    page = models.PositiveIntegerField()
    seen_at = models.DateTimeField()

    objects = PageSeenQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        verbose_name_plural = "pages seen"
        indexes: ClassVar = [models.Index(fields=["viewing", "id"], name="pages_seen_by_viewing")]

    def __str__(self) -> str:
        return f"{self.viewing_id} page {self.page}"


class CorrectionAsked(SealedModel):
    """What the person wrote on their own screen: a correction asked for, or a comment.

    It belongs to the file, not to the copy, so it outlives the viewing's key. ``page`` is what
    they had before them.
    """

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        ("id", "folder_id", "viewing", "page", "asked_at"), "internal"
    )

    viewing = models.ForeignKey(ViewingSession, on_delete=models.CASCADE, related_name="corrections")
    page = models.PositiveIntegerField()
    words = SealedTextField(label="records_access.correction.words", compartment=Category.ACCESS.value)
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ("asked_at",)

    def __str__(self) -> str:
        return f"{self.viewing_id} page {self.page}"
