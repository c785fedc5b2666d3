"""Defaults and law notes are catalogues of their own, and a refusal says which one it rests on."""

from __future__ import annotations

import dataclasses

import pytest

from policy import catalogue
from policy.decision import Source, clause, default, forbids, law, requires
from policy.loading import load_profile, shipped_profiles
from policy.profile import Profile, Silence

PACE = load_profile("pace")


def test_the_defaults_are_one_to_thirty_five_each_in_its_own_words() -> None:
    found = catalogue.defaults()
    assert list(found) == [f"DEF-{number}" for number in range(1, 36)]
    assert len({each.short for each in found.values()}) == 35
    assert all(each.text and len(each.short) <= 100 for each in found.values())


def test_no_default_can_be_taken_for_a_clause() -> None:
    clauses = {each for slug in shipped_profiles() for each in load_profile(slug).clauses}
    assert not clauses & (set(catalogue.defaults()) | set(catalogue.law_notes()))


def test_every_silence_rests_on_a_default_or_a_note_that_exists() -> None:
    known = {*catalogue.defaults(), *catalogue.law_notes()}
    for section in dataclasses.fields(Profile):
        held = getattr(PACE, section.name)
        for field in dataclasses.fields(held) if dataclasses.is_dataclass(held) else ():
            silence = field.metadata.get("silence")
            assert silence is None or (isinstance(silence, Silence) and silence.source.id in known)


@pytest.mark.parametrize(
    ("printed", "note"),
    [
        ("Data Protection Act 1998", "data-protection"),
        ("the Data Protection Act", "data-protection"),
        ("Freedom of Information  Act 2000", "own-file-access"),
        ("CRIMINAL RECORDS BUREAU", "criminal-records"),
        ("Children Act 1989", None),
    ],
)
def test_law_that_has_been_replaced_is_recognised_however_it_is_printed(printed: str, note: str | None) -> None:
    found = catalogue.replaced_law(printed)
    assert (found.slug if found else None) == note


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (
            clause("PACE-4"),
            "PACE-4 (Parents Against Child Exploitation (Pace), version as-published, in force from 1 January 2025): "
            "Confidences are kept, and everybody concerned is kept safe.",
        ),
        (default("DEF-8"), "Software default DEF-8: A person who is the source of risk is never sent anything."),
        (
            law("police-request"),
            "Note on current law: A police request usually allows disclosure; it does not compel it.",
        ),
    ],
)
def test_a_source_is_explained_in_one_line(source: Source, line: str) -> None:
    assert catalogue.explain(source, PACE) == line


@pytest.mark.parametrize("source", [clause("NF-1.1"), default("DEF-99"), law("no-such-note")])
def test_a_source_that_no_longer_exists_falls_back_to_the_first_default(source: Source) -> None:
    assert catalogue.explain(source, PACE) == "Software default DEF-1: What no rule allows is refused."


def test_a_refusal_says_what_why_and_on_whose_word() -> None:
    ground = requires(clause("PACE-7"), "nobody has authorised it in writing", remedy="Ask the Chair.")
    assert catalogue.blocking_message("the disclosure was not sent", ground, PACE) == (
        "The disclosure was not sent. Reason: nobody has authorised it in writing. "
        "Source: PACE-7 (Parents Against Child Exploitation (Pace), "
        "version as-published, in force from 1 January 2025)."
    )


def test_a_clause_is_told_before_a_default_and_a_default_before_law() -> None:
    grounds = (
        forbids(law("police-request"), "no power was named"),
        forbids(default("DEF-8"), "this person is the source of the risk"),
        forbids(clause("PACE-6"), "no facts were given"),
    )
    text = catalogue.blocking_message("nothing was sent", grounds, PACE)
    places = [
        text.index(words) for words in ("Source: PACE-6", "Source: software default DEF-8", "Note on current law:")
    ]
    assert places == sorted(places)


def test_a_refusal_near_danger_says_that_phoning_is_not_stopped() -> None:
    ground = forbids(clause("PACE-6"), "no facts were given")
    calm = catalogue.blocking_message("nothing was sent", ground, PACE)
    danger = catalogue.blocking_message("nothing was sent", ground, PACE, life_at_risk=True)
    assert "999" not in calm
    assert danger == f"{calm} {catalogue.STILL_PHONE}"
    assert "999 or children's social care" in danger
