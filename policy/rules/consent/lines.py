"""The lines of a consent form: who may have what, for what, until when (NF-4.1d, NF-4.3d, DEF-23)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from policy.decision import Ground, default, forbids, requires
from policy.profile import Profile
from policy.rules.citing import best, own_clause
from policy.rules.words import says_nothing
from policy.vocabulary import SHAREABLE, Category

_ANYBODY = (
    "all agencies", "any agency", "every agency", "all", "any", "anyone", "anybody", "everyone", "everybody",
    "all services", "any service", "whoever", "all organisations", "any organisation", "all professionals",
    "relevant agencies", "other agencies", "third parties",
)  # fmt: skip
_ANYTHING = (
    "all information", "any information", "everything", "anything", "all", "any", "all purposes", "any purpose",
    "whatever", "general", "as needed", "as necessary", "all of it",
)  # fmt: skip
_FOR_EVER = (
    "for ever", "forever", "always", "indefinitely", "indefinite", "no end", "never ends", "permanent",
    "permanently", "for life", "until further notice",
)  # fmt: skip
_FAR_YEARS = 10
"""An end further off than this is "for ever" in figures."""


@dataclass(frozen=True, slots=True)
class LineFacts:
    """One line as filled in. ``agrees`` false is a refusal, which is kept and never objected to.

    ``agency`` is the id of a named agency; ``agency_words`` what was typed where none was chosen.
    ``until`` None means no end was set; ``until_words`` what was typed instead of a date.
    ``at`` is the prefix of the form fields of this line ("lines-0"), "" for a form with one line.
    """

    agrees: bool
    agency: UUID | None
    category: Category | None
    purpose: str
    agency_words: str = ""
    category_words: str = ""
    until: date | None = None
    until_words: str = ""
    at: str = ""

    def field(self, name: str) -> str:
        """The form field a ground about ``name`` belongs beside."""
        return f"{self.at}-{name}" if self.at else name


def line_objections(profile: Profile, line: LineFacts, today: date) -> Iterator[Ground]:
    """Everything that keeps one agreeing line from being signed."""
    if not line.agrees:
        return
    yield from _blanket(profile, line, today)
    yield from _incomplete(profile, line)
    if line.until is not None and line.until < today:
        reason = "The line would end before it begins."
        yield forbids(
            default("DEF-4"), reason, remedy="Give a day to come, or leave it out.", field=line.field("until")
        )


def _blanket(profile: Profile, line: LineFacts, today: date) -> Iterator[Ground]:
    if profile.consent.blanket.value:
        return
    source = profile.consent.blanket.source
    if line.agency is None and _is_one_of(line.agency_words, _ANYBODY):
        yield forbids(
            source,
            "Nobody is asked to agree to sharing with anyone at all.",
            remedy="Name one agency for each line.",
            field=line.field("agency"),
        )
    if line.category is None and _is_one_of(line.category_words, _ANYTHING):
        yield forbids(
            source,
            "Nobody is asked to agree to the sharing of everything.",
            remedy="Name one kind of information for each line.",
            field=line.field("category"),
        )
    if _is_one_of(line.purpose, _ANYTHING):
        yield forbids(
            source,
            "Nobody is asked to agree to sharing for any purpose.",
            remedy="Say what the agency will use it for.",
            field=line.field("purpose"),
        )
    far = line.until is not None and line.until.year - today.year > _FAR_YEARS
    if far or _is_one_of(line.until_words, _FOR_EVER):
        yield forbids(
            source,
            "Nobody is asked to agree for ever.",
            remedy="Give a day on which it ends, or leave it to the yearly review.",
            field=line.field("until"),
        )


def _incomplete(profile: Profile, line: LineFacts) -> Iterator[Ground]:
    listed = profile.consent.agencies_listed
    if line.agency is None and not _is_one_of(line.agency_words, _ANYBODY):
        reason = "The line names no agency that may receive it."
        yield requires(listed.source, reason, remedy="Choose the agency.", field=line.field("agency"))
    if line.category is None and not _is_one_of(line.category_words, _ANYTHING):
        reason = "The agency is ticked, but no kind of information is named for it."
        source = best(listed, "NF-4.1d")
        yield requires(source, reason, remedy="Choose what it may have.", field=line.field("category"))
    elif line.category is not None and line.category not in SHAREABLE:
        reason = "That kind of record is the charity's own working and is not shared."
        yield forbids(default("DEF-1"), reason, field=line.field("category"))
    if says_nothing(line.purpose):
        source = own_clause(profile, "NF-4.3d") or default("DEF-22")
        reason = "The line does not say what the information is for."
        yield requires(source, reason, remedy="Say what the agency will use it for.", field=line.field("purpose"))


def is_everything(lines: tuple[LineFacts, ...]) -> bool:
    """Whether some agency is given every kind of information, line by line (edge 57)."""
    given: dict[UUID | None, set[Category | None]] = {}
    for line in lines:
        if line.agrees:
            given.setdefault(line.agency, set()).add(line.category)
    return any(set(SHAREABLE) <= categories for categories in given.values())


def _is_one_of(text: str, words: tuple[str, ...]) -> bool:
    cleaned = " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())
    return cleaned in words
