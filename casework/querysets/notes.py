"""Notes in domain words."""

from __future__ import annotations

from django.db import models


class CaseNoteQuerySet(models.QuerySet):
    """What is written in files."""

    def newest_first(self) -> CaseNoteQuerySet:
        return self.select_related("author", "from_agency").order_by("-happened_at", "-recorded_at", "-pk")

    def for_viewing(self) -> CaseNoteQuerySet:
        """Notes that may be prepared for the person's own viewing without anybody else's decision.

        Left out: what came from a third party, what names others, and what came from an agency
        and the person is not known to have seen (NF-4.6.4).
        """
        return (
            self.filter(about_others=False)
            .exclude(source="third-party")
            .exclude(source="agency", person_has_seen__in=("no", "unknown"))
        )
