"""What was filled in on a consent form, typed: the same for a draft read again and for signing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from policy.profile.values import ConsentMethod
from policy.rules.consent import FormKind, LineFacts, Presence, SignedBy
from policy.vocabulary import Category


@dataclass(frozen=True, slots=True)
class LineAnswer:
    """One line as filled in; ``agency_words`` and ``category_words`` are what could not be matched."""

    agrees: bool
    agency: UUID | None
    category: Category | None
    purpose: str
    circumstances: str = ""
    agency_words: str = ""
    category_words: str = ""
    until: date | None = None
    until_words: str = ""
    single_use: bool = False
    outlasts_file: bool = False
    at: str = ""

    def as_facts(self) -> LineFacts:
        """The line as the rule weighs it."""
        return LineFacts(
            agrees=self.agrees,
            agency=self.agency,
            category=self.category,
            purpose=self.purpose,
            agency_words=self.agency_words,
            category_words=self.category_words,
            until=self.until,
            until_words=self.until_words,
            at=self.at,
        )


@dataclass(frozen=True, slots=True)
class UnderstandingAnswer:
    """A worker's assessment, made for this decision, of whether the young person understands it."""

    understands: bool
    basis: str
    help_tried: str = ""


@dataclass(frozen=True, slots=True)
class FormAnswers:
    """A whole form as filled in. ``freely_given`` None: nobody noted it."""

    kind: FormKind
    lines: tuple[LineAnswer, ...]
    method: ConsentMethod | None
    signed_on: date | None
    signed_by: SignedBy | None
    signatory: str
    presence: Presence
    supporter: str
    language: str
    explained: bool
    freely_given: bool | None
    written_record: str
    understanding: UnderstandingAnswer | None = None
    parents_disagree: bool = False
