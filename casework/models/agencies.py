"""Bodies outside the charity."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower


class AgencyKind(models.TextChoices):
    """What an agency is, as far as a ground or a law note cares."""

    CHILDRENS_SOCIAL_CARE = "childrens-social-care", "Children's social care"
    ADULT_SOCIAL_CARE = "adult-social-care", "Adult social care"
    POLICE = "police", "Police"
    EMERGENCY_SERVICES = "emergency-services", "Emergency services"
    HEALTH = "health", "Health"
    HOUSING = "housing", "Housing"
    COUNCIL = "council", "Council, other"
    SCHOOL = "school", "School or college"
    COURT = "court", "Court or tribunal"
    LAWYER = "lawyer", "Solicitor or adviser at law"
    BENEFITS = "benefits", "Benefits office"
    CHARITY = "charity", "Another charity"
    MEDIA = "media", "Newspaper, radio, television or online media"
    OTHER = "other", "Something else"


class AgencyLevel(models.TextChoices):
    """How far an agency reaches."""

    LOCAL = "local", "Local"
    REGIONAL = "regional", "Regional"
    NATIONAL = "national", "National"
    INTERNATIONAL = "international", "International"


class Agency(models.Model):
    """A body that may be told something, or that sends something. Never a private person.

    ``told_of_open_records_on``: when it was last told that people may read their files (NF-2.3).
    """

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        (
            "id", "reference", "name", "kind", "level", "country", "contact_email", "contact_phone",
            "told_of_open_records_on", "is_listed", "added_by", "added_at", "version",
        ),
        "internal",
    )  # fmt: skip

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    reference = models.CharField(max_length=20, unique=True, editable=False)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=24, choices=AgencyKind.choices)
    level = models.CharField(max_length=16, choices=AgencyLevel.choices, default=AgencyLevel.LOCAL)
    country = models.CharField(
        max_length=2,
        default="GB",
        validators=[RegexValidator(r"^[A-Z]{2}\Z", "Enter a two-letter country code, like GB")],
    )
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)
    told_of_open_records_on = models.DateField(null=True, blank=True)
    is_listed = models.BooleanField(default=True)
    added_by = models.ForeignKey("casework.Worker", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("name", "id")
        verbose_name_plural = "agencies"
        constraints: ClassVar = [models.UniqueConstraint(Lower("name"), name="agency_named_once")]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_media(self) -> bool:
        return self.kind == AgencyKind.MEDIA
