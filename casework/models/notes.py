"""What is written in a file."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from casework.models.files import CaseFile
from casework.models.workers import Worker
from casework.querysets.notes import CaseNoteQuerySet
from policy.vocabulary import Category
from vault.fields import SealedTextField
from vault.models import SealedModel

NOTE_CATEGORIES: tuple[Category, ...] = (
    Category.NOTES, Category.ATTENDANCE, Category.HEALTH, Category.HOUSING, Category.MONEY, Category.EDUCATION,
    Category.FAMILY, Category.LEGAL, Category.SAFEGUARDING, Category.INVOLVEMENT,
)  # fmt: skip
"""The compartments a note may be written in."""


class NoteSource(models.TextChoices):
    """Where the words come from."""

    OWN = "own", "What I saw or was told by the person"
    AGENCY = "agency", "From an agency"
    THIRD_PARTY = "third-party", "From somebody else"


class PersonHasSeen(models.TextChoices):
    """Whether the person already knows what came from outside (NF-4.6.4)."""

    YES = "yes", "Yes"
    NO = "no", "No"
    UNKNOWN = "unknown", "Not known"


class CaseNote(SealedModel):
    """One entry in a file, sealed in the compartment of its category.

    A correction keeps the earlier text in history and moves ``version`` on, which is how a stale
    form is noticed. The author is the worker told, where the worker holds the confidence (PACE-5).
    """

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        (
            "id", "folder_id", "case_file", "category", "source", "from_agency", "person_has_seen", "about_others",
            "happened_at", "author", "recorded_at", "corrected_by", "corrected_at", "version",
        ),
        "internal",
    )  # fmt: skip

    case_file = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="notes")
    category = models.CharField(max_length=16, choices=[(c.value, c.value) for c in NOTE_CATEGORIES])
    source = models.CharField(max_length=12, choices=NoteSource.choices, default=NoteSource.OWN)
    from_agency = models.ForeignKey(
        "casework.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    person_has_seen = models.CharField(max_length=8, choices=PersonHasSeen.choices, default=PersonHasSeen.YES)
    about_others = models.BooleanField(default=False)
    happened_at = models.DateTimeField()
    body = SealedTextField(label="casework.note.body", compartment_from="category")
    author = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="notes_written")
    recorded_at = models.DateTimeField()
    corrected_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    corrected_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = CaseNoteQuerySet.as_manager()
    history = HistoricalRecords(cascade_delete_history=True)

    class Meta:
        ordering = ("-happened_at", "-recorded_at", "-id")
        indexes: ClassVar = [models.Index(fields=["case_file", "-happened_at"], name="note_newest_by_file")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(happened_at__lte=F("recorded_at")), name="note_never_in_the_future"),
            models.CheckConstraint(
                condition=Q(category__in=[c.value for c in NOTE_CATEGORIES]), name="note_category_known"
            ),
            models.CheckConstraint(
                condition=~Q(source=NoteSource.AGENCY) | Q(from_agency__isnull=False), name="note_from_agency_names_it"
            ),
            models.CheckConstraint(
                condition=Q(corrected_at__isnull=True, corrected_by__isnull=True, version=1)
                | Q(corrected_at__isnull=False, corrected_by__isnull=False, version__gt=1),
                name="note_corrected_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"note {self.pk}"
