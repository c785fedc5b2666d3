"""Words on screen for what the records hold as codes."""

from __future__ import annotations

from policy.vocabulary import Category

_CATEGORIES = {
    Category.NOTES: "what was said and done",
    Category.ATTENDANCE: "when you came",
    Category.HEALTH: "your health",
    Category.HOUSING: "where you live",
    Category.MONEY: "money",
    Category.EDUCATION: "school, training and work",
    Category.FAMILY: "your family",
    Category.LEGAL: "the law and courts",
    Category.SAFEGUARDING: "keeping you safe",
    Category.INVOLVEMENT: "what you were caught up in",
}


def category_words(category: str) -> str:
    """What an entry is about, said to the person it is about."""
    return _CATEGORIES[Category(category)]
