"""The words a person agrees to, written out once and kept with the signature."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from consent.answers import FormAnswers, LineAnswer
from policy.profile import Profile
from policy.rules.consent import SignedBy
from policy.rules.words import in_words

CATEGORY_WORDS: Mapping[str, str] = {
    "identity": "name and date of birth",
    "contact": "address, phone and e-mail",
    "attendance": "dates of attendance",
    "notes": "notes of our work together",
    "health": "health",
    "housing": "housing",
    "money": "money and benefits",
    "education": "school and learning",
    "family": "family",
    "legal": "legal matters",
    "safeguarding": "safety and protection",
    "involvement": "exploitation and involvement",
}
"""What each kind of information is called on paper and on screen."""


def wording(profile: Profile, answers: FormAnswers, agency_names: Mapping[UUID, str]) -> str:
    """The whole text of a form, as it is read out and signed."""
    yes = [line for line in answers.lines if line.agrees]
    no = [line for line in answers.lines if not line.agrees]
    parts = [f"To {profile.name}.", profile.service_user_text.sharing]
    if yes:
        parts.append("You may share:")
        parts += [f"- {_line(line, agency_names)}" for line in yes]
    else:
        parts.append("You may share nothing about me.")
    if no:
        parts.append("You may not share:")
        parts += [f"- {_line(line, agency_names)}" for line in no]
    parts.append("I can take back all of this, or one line of it, at any time, without giving a reason.")
    if answers.signed_by is SignedBy.PARENT:
        parts.append("Signed by somebody with parental responsibility.")
    return "\n".join(parts)


def _line(line: LineAnswer, agency_names: Mapping[UUID, str]) -> str:
    agency = agency_names.get(line.agency, "") if line.agency else line.agency_words
    about = CATEGORY_WORDS.get(line.category.value, "") if line.category else line.category_words
    words = f"{agency}: {about}"
    if line.purpose.strip():
        words += f", for {line.purpose.strip()}"
    if line.circumstances.strip():
        words += f", only when {line.circumstances.strip()}"
    return f"{words}{_end(line.until)}{', once' if line.single_use else ''}."


def _end(until: date | None) -> str:
    return f", until {in_words(until)}" if until else ""
