"""What walk b needs to know of each policy: its own clause of refusal, and one way without consent."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One step before sending: who of the cast takes it, and what refuses sending while it is missing."""

    does: str
    who: str
    or_else: str = ""


@dataclass(frozen=True, slots=True)
class Path:
    """One lawful disclosure without consent, step by step and in the order the policy wants.

    ``clause`` is what refuses a disclosure that no consent covers; ``answers`` are the facts of ``ground``;
    ``sender`` is who of the cast may send it.
    """

    clause: str
    ground: str
    ground_clause: str
    answers: dict[str, str]
    steps: tuple[Step, ...]
    sender: str = "caseworker"


PATHS = {
    "pace": Path(
        clause="PACE-5",
        ground="protect-children-young-people",
        ground_clause="PACE-6",
        answers={"child": "Her brother, 9", "what_is_known": "He is left alone at night.", "at_risk_now": "no"},
        steps=(
            Step("advised", "manager"),
            Step("authorised", "director", "PACE-7"),
            Step("told", "caseworker", "DEF-21"),
        ),
    ),
    "new-futures": Path(
        clause="NF-1.3",
        ground="child-significant-harm",
        ground_clause="NF-1.1a",
        answers={
            "child": "Her brother, 9", "belief": "may be harmed", "what_is_known": "He is left alone at night.",
            "likelihood": "It has happened three times.",
        },
        steps=(Step("advised", "manager", "NF-1.4"), Step("told", "caseworker", "NF-1.5")),
        sender="manager",
    ),
    "pias": Path(
        clause="PIAS-2",
        ground="child-protection",
        ground_clause="PIAS-CB-3",
        answers={
            "child": "Her brother, 9", "risk": "He is left alone at night.", "source": "She told us.",
            "considerable": "yes",
        },
        steps=(Step("advised", "manager", "PIAS-CB-4c"), Step("told", "caseworker", "PIAS-CB-4b")),
    ),
    "acevo": Path(
        clause="ACEVO-PR-1",
        ground="abuse-risk",
        ground_clause="ACEVO-EX-4",
        answers={
            "adult_or_child": "child", "who_at_risk": "Her brother, 9", "what_is_known": "He is left alone at night.",
            "welfare": "He needs somebody with him.",
        },
        steps=(Step("told", "caseworker", "ACEVO-BK-3"), Step("authorised", "manager", "DEF-2")),
    ),
    "preston": Path(
        clause="PRESTON-4",
        ground="child-at-risk-of-harm",
        ground_clause="PRESTON-3a",
        answers={"child": "Her brother, 9", "what_is_known": "Left alone at night.", "place": "outside the centre"},
        steps=(Step("authorised", "manager", "DEF-2"), Step("told", "caseworker", "DEF-21")),
    ),
}  # fmt: skip
