"""A consent form in order, and its parts, to be spoilt one way at a time."""

from __future__ import annotations

from datetime import date, timedelta

from policy.decision import Decision
from policy.profile import Profile
from policy.profile.values import ConsentMethod
from policy.rules.consent import (
    LineFacts,
    Presence,
    Signatory,
    SignedBy,
    SigningFacts,
    Understanding,
    weigh_signing,
)
from policy.vocabulary import Category
from tests.policy.rules.builders import NOW, TODAY, an_id

HOUSING, POLICE = an_id("housing"), an_id("police")
ADULT = date(1990, 5, 1)
DAY = timedelta(days=1)
ASSESSED = Understanding(understands=True, assessed_on=TODAY, assessor_named=True, for_this_decision=True)
ALONE = Signatory(SignedBy.SELF, ADULT, presence=Presence.ALONE)


def a_line(**facts: object) -> LineFacts:
    known = {"agrees": True, "agency": HOUSING, "category": Category.HOUSING, "purpose": "to find a flat", **facts}
    return LineFacts(**known)  # type: ignore[arg-type]


def a_form(profile: Profile, *lines: LineFacts, **facts: object) -> SigningFacts:
    known: dict[str, object] = {
        "lines": lines or (a_line(),),
        "method": ConsentMethod.WRITTEN,
        "signed_on": TODAY,
        "signatory": ALONE,
        "explained": True,
        "freely_given": True,
        **facts,
    }
    return SigningFacts(profile, NOW, **known)  # type: ignore[arg-type]


def sign(profile: Profile, *lines: LineFacts, **facts: object) -> Decision:
    return weigh_signing(a_form(profile, *lines, **facts))


SIXTEEN = date(2010, 3, 2)


def by(who: SignedBy, birth: date | None, understanding: Understanding | None = None, **facts: object) -> Signatory:
    return Signatory(who, birth, understanding, presence=Presence.ALONE, **facts)  # type: ignore[arg-type]
