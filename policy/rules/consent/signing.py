"""Whether a consent form may be signed as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from policy.calendar import uk_date
from policy.decision import Decision, Ground, Obligation, decide, forbids, permits, requires
from policy.profile import Profile
from policy.profile.values import ConsentForm, ConsentMethod, SharedDatabaseRule
from policy.rules.citing import best, own_clause
from policy.rules.consent.lines import LineFacts, is_everything, line_objections
from policy.rules.consent.signatory import Signatory, presence_objections, signatory_objections
from policy.rules.words import says_nothing

_METHODS = {
    ConsentMethod.WRITTEN: "signed on paper",
    ConsentMethod.ELECTRONIC: "signed on screen",
    ConsentMethod.SPOKEN: "spoken",
}


class FormKind(StrEnum):
    """What a form is for; a line of one kind never covers another."""

    SHARING = "sharing"
    MEDIA = "media"
    SHARED_DATABASE = "shared-database"


@dataclass(frozen=True, slots=True)
class SigningFacts:
    """A form at the moment of signing.

    ``written_record`` is the record of a spoken yes, in the person's own words. ``explained``:
    the page of exceptions was gone through. ``freely_given`` None means nobody asked.
    """

    profile: Profile
    now: datetime
    lines: tuple[LineFacts, ...]
    method: ConsentMethod | None
    signed_on: date | None
    signatory: Signatory
    explained: bool
    freely_given: bool | None
    recorder_named: bool = True
    written_record: str = ""
    kind: FormKind = FormKind.SHARING


def weigh_signing(facts: SigningFacts) -> Decision:
    """Whether the form may be signed: every objection, each beside its field.

    A form whose lines are all refusals, or which has none, is a valid answer: it shares nothing.
    """
    today = uk_date(facts.now)
    form = facts.profile.consent.form
    objections = [
        *(g for line in facts.lines for g in line_objections(facts.profile, line, today)),
        *_when(facts, today),
        *_explanation(facts),
    ]
    if any(line.agrees for line in facts.lines):
        objections += [*_method(facts), *_freedom(facts), *signatory_objections(facts.profile, facts.signatory, today)]
        objections += presence_objections(facts.signatory)
    return decide(
        [permits(form.source, "The person may agree to sharing, line by line."), *objections],
        facts.profile.ref,
        obligations=[_review(facts.profile)],
        notes=_warnings(facts),
    )


def _when(facts: SigningFacts, today: date) -> Iterator[Ground]:
    source = facts.profile.consent.form.source
    if facts.signed_on is None:
        yield requires(source, "The form has no date.", remedy="Give the day it was signed.", field="signed_on")
    elif facts.signed_on > today:
        remedy = "Give the day it was signed."
        yield forbids(source, "The form is dated in the future.", remedy=remedy, field="signed_on")
    if not facts.recorder_named:
        yield requires(source, "The form names no worker who recorded it.", remedy="Name the worker.", field="recorder")


def _explanation(facts: SigningFacts) -> Iterator[Ground]:
    if facts.explained:
        return
    told = facts.profile.policy_pages.service_users
    source = own_clause(facts.profile, "NF-4.3c") or best(told, "PIAS-CB-2")
    reason = "The person has not been told when information may be passed on without asking."
    yield requires(
        source, reason, remedy="Go through the exceptions together, then tick that you did.", field="explained"
    )


def _method(facts: SigningFacts) -> Iterator[Ground]:
    form = facts.profile.consent.form
    if facts.kind is FormKind.SHARED_DATABASE:
        yield from _shared_database(facts)
        return
    if facts.method is None:
        yield requires(form.source, "How the person agreed is not recorded.", remedy="Choose how.", field="method")
    elif facts.method not in form.value.methods:
        reason = f"A consent that was {_METHODS[facts.method]} is not enough here: it must be written and signed."
        yield forbids(form.source, reason, remedy="Have the form signed, on paper or on screen.", field="method")
    elif facts.method is ConsentMethod.SPOKEN and says_nothing(facts.written_record):
        reason = "A spoken yes counts only with a full written record of it."
        yield requires(form.source, reason, remedy="Write down what was asked and answered.", field="written_record")


def _shared_database(facts: SigningFacts) -> Iterator[Ground]:
    shared = facts.profile.shared_database
    if shared.rule.value is not SharedDatabaseRule.FLAG_ONLY:
        yield forbids(shared.rule.source, "Nothing goes on a shared database here.", field="kind")
    elif shared.electronic_form.value and facts.method is not ConsentMethod.ELECTRONIC:
        reason = "Consent to the shared database is given on the electronic form."
        yield requires(shared.electronic_form.source, reason, remedy="Fill in the form on screen.", field="method")


def _freedom(facts: SigningFacts) -> Iterator[Ground]:
    rule = facts.profile.consent.freely_given
    if not rule.value:
        return
    if facts.freely_given is None:
        reason = "Nobody noted whether the person agreed freely."
        yield requires(rule.source, reason, remedy="Ask, and record the answer.", field="freely_given")
    elif not facts.freely_given:
        reason = "The person did not agree freely, so there is no consent."
        yield forbids(rule.source, reason, remedy="Ask again without pressure, or record a no.", field="freely_given")


def _review(profile: Profile) -> Obligation:
    months = profile.consent.expiry
    return Obligation(
        "review-consent", months.source, f"Look at this consent again with the person after {months.value} months."
    )


def _warnings(facts: SigningFacts) -> Iterator[str]:
    if is_everything(facts.lines):
        yield "Every kind of information is ticked for an agency. Is each one really needed? Ask line by line."
    if facts.lines and not any(line.agrees for line in facts.lines):
        yield "This form shares nothing."
    if facts.profile.consent.form.value is ConsentForm.WRITTEN_RECORD and facts.method is ConsentMethod.SPOKEN:
        yield "Offer the person a copy of what was written down."
