"""What consent in force covers, at the moment something would leave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from policy.calendar import uk_date
from policy.decision import Decision, Ground, Source, decide, default, forbids, permits
from policy.profile import Profile
from policy.profile.values import ConsentMethod
from policy.rules.citing import best, own_clause
from policy.rules.consent.signatory import Signatory, presence_objections, signatory_objections
from policy.rules.consent.signing import FormKind
from policy.rules.words import in_words
from policy.vocabulary import Category


@dataclass(frozen=True, slots=True)
class LineInForce:
    """A signed line as it stands now, its form's particulars with it.

    ``line_id`` is what a sending keeps as the consent it relied on. ``spent``: a single-use line
    something was already sent under. ``file_closed_at``: when the file closed, unless the line
    says that it outlives that (DEF-30). ``signatory.birth`` is as known now.
    """

    line_id: UUID
    agrees: bool
    agency: UUID
    category: Category
    purpose: str
    kind: FormKind
    method: ConsentMethod
    signed_at: datetime | None
    signatory: Signatory
    until: date | None = None
    withdrawn_at: datetime | None = None
    single_use: bool = False
    spent: bool = False
    file_closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CoverageFacts:
    """One kind of information that would go to one agency for one purpose at ``at``."""

    profile: Profile
    lines: tuple[LineInForce, ...]
    agency: UUID
    category: Category
    purpose: str
    at: datetime
    kind: FormKind = FormKind.SHARING


def covers(facts: CoverageFacts) -> Decision:
    """Whether a consent in force covers this, dated before, live and its signature still good.

    The newest answer counts: a later refusal of the same thing undoes an earlier yes. Where
    nothing covers it, the objections say what stands nearest and why it fails.
    """
    near = [line for line in facts.lines if _about(line, facts)]
    live = [line for line in near if line.agrees and not any(_flaws(line, facts))]
    refused_at = _last_refusal(near, facts)
    good = [line for line in live if refused_at is None or (line.signed_at is not None and line.signed_at > refused_at)]
    source = facts.profile.consent.form.source
    if good:
        return decide([permits(source, "A consent in force covers this.")], facts.profile.ref)
    return decide(_why_not(near, live, facts), facts.profile.ref)


def covering_lines(facts: CoverageFacts) -> tuple[UUID, ...]:
    """The lines that cover this on their own, newest first; a sending relies on the first."""
    agreeing = [line for line in facts.lines if line.agrees]
    alone = [ln for ln in agreeing if covers(replace(facts, lines=_with_refusals(ln, facts))).permitted]
    ordered = sorted(alone, key=lambda line: line.signed_at or facts.at, reverse=True)
    return tuple(line.line_id for line in ordered)


def _with_refusals(line: LineInForce, facts: CoverageFacts) -> tuple[LineInForce, ...]:
    return (line, *(each for each in facts.lines if not each.agrees))


def _about(line: LineInForce, facts: CoverageFacts) -> bool:
    if (line.agency, line.category, line.kind) != (facts.agency, facts.category, facts.kind):
        return False
    return _same(line.purpose, facts.purpose) or (not line.agrees and not line.purpose.strip())


def _same(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def _last_refusal(near: list[LineInForce], facts: CoverageFacts) -> datetime | None:
    stands = [ln for ln in near if not ln.agrees and (ln.withdrawn_at is None or ln.withdrawn_at > facts.at)]
    said = [ln.signed_at for ln in stands if ln.signed_at is not None]
    return max((at for at in said if at <= facts.at), default=None)


def _flaws(line: LineInForce, facts: CoverageFacts) -> Iterator[Ground]:
    """Everything that keeps one agreeing line from counting at this moment."""
    form = facts.profile.consent.form
    dated = best(form, "PIAS-CB-1")
    ask_again = "Ask the person again."
    if line.signed_at is None:
        yield forbids(own_clause(facts.profile, "NF-4.3d") or form.source, "The form is not signed.", remedy=ask_again)
    elif line.signed_at > facts.at:
        yield forbids(dated, "The consent is dated after this moment; it cannot reach back.", remedy=ask_again)
    if line.withdrawn_at is not None and line.withdrawn_at <= facts.at:
        yield forbids(dated, "The consent has been withdrawn.", remedy=ask_again)
    today = uk_date(facts.at)
    if line.until is not None and line.until < today:
        yield forbids(dated, f"The consent ended on {in_words(line.until)}.", remedy=ask_again)
    if line.spent and line.single_use:
        source = own_clause(facts.profile, "NF-4.3d") or default("DEF-23")
        yield forbids(source, "The consent was for one sending, and that has happened.", remedy=ask_again)
    if line.file_closed_at is not None and line.file_closed_at <= facts.at:
        yield forbids(default("DEF-30"), "The consent ended when the file closed.", remedy=ask_again)
    if line.method not in form.value.methods:
        yield forbids(
            form.source, "A spoken consent is not enough here; it must be written and signed.", remedy=ask_again
        )
    yield from signatory_objections(facts.profile, line.signatory, today)
    yield from presence_objections(line.signatory)


def _why_not(near: list[LineInForce], live: list[LineInForce], facts: CoverageFacts) -> list[Ground]:
    agreed = [line for line in near if line.agrees and line not in live]
    if live or (near and not agreed):
        reason = "The person has said no to this."
        return [forbids(facts.profile.consent.form.source, reason, remedy="Only the person can change that answer.")]
    if agreed:
        newest = max(agreed, key=lambda line: line.signed_at or facts.at)
        return list(_flaws(newest, facts))
    return [_nothing_covers(facts)]


def _nothing_covers(facts: CoverageFacts) -> Ground:
    named = [ln for ln in facts.lines if ln.agrees and ln.agency == facts.agency and ln.kind is facts.kind]
    remedy = "Ask the person to agree to this, for this agency and this purpose."
    source = _source_for(facts)
    if facts.kind is FormKind.MEDIA:
        reason = "No consent names this outlet for the media."
    elif not named:
        reason = "No consent names this agency."
    elif any(line.category is facts.category for line in named):
        reason = f"The consent for {facts.category.value} is for another purpose."
    else:
        reason = f"The consent for this agency does not cover {facts.category.value}."
    return forbids(source, reason, remedy=remedy)


def _source_for(facts: CoverageFacts) -> Source:
    profile = facts.profile
    if facts.kind is FormKind.MEDIA:
        return profile.media.rule.source
    if facts.category is Category.INVOLVEMENT:
        return own_clause(profile, "NF-4.6.1") or profile.consent.form.source
    return profile.consent.form.source
