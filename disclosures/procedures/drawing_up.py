"""Drawing up a request: to whom, which items in which words, on what it rests, what the policy asks.

Every change takes the request back to a draft and voids an authority already given, because that
was bound to what would have left before (PACE-7).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Max

from audit import gate
from audit.actions import Action
from audit.gate import Opened
from casework.models import Agency, BarKind, CaseFile, CaseNote, Worker
from casework.procedures.bars import add_bar
from casework.procedures.stale import refuse_stale
from consent.procedures import version_of
from disclosures.answers import ClaimWords, ItemWords, Picked, blank_answers
from disclosures.facts.proposal import PERSON_FIELDS
from disclosures.models import AccusedInRequest, ClaimedGround, DisclosureItem, DisclosureRequest
from disclosures.states import State
from policy.decision import decide, default, forbids
from policy.profile import Profile
from policy.rules.disclosure import Basis, Passing
from policy.rules.words import in_words
from vault.sealed import is_sealed


def start_request(
    *,
    file: str,
    by: Worker,
    agency: Agency,
    passing: Passing,
    purpose: str,
    purpose_from: str,
    contact_name: str,
    picks: Sequence[Picked],
) -> DisclosureRequest:
    """Begin a draft with the items picked from the file, each in its whole words to begin with."""
    with gate.perform(Action.PROPOSE_DISCLOSURE, by=by, on=file) as opened:
        case_file: CaseFile = opened.target
        request = DisclosureRequest(
            folder_id=case_file.folder_id,
            case_file=case_file,
            number=_next_number(case_file),
            agency=agency,
            passing=passing.value,
            proposed_by=by,
            begun_at=opened.at,
            policy_version=version_of(opened.inquiry.profile),
            contact_name=contact_name,
            purpose=purpose,
            purpose_from=purpose_from,
            answers=blank_answers(),
        )
        request.full_clean()
        request.save(force_insert=True)
        items = _pick(request, picks, opened)
        opened.record(request, *items, disclosure=request.reference, items=len(items))
    return request


def change_outline(
    *,
    reference: str,
    by: Worker,
    version: int,
    agency: Agency,
    passing: Passing,
    purpose: str,
    purpose_from: str,
    contact_name: str,
) -> DisclosureRequest:
    """Change the recipient or the purpose."""
    with _edited(reference, by, version) as (_, request):
        request.agency, request.passing = agency, passing.value
        request.purpose, request.purpose_from, request.contact_name = purpose, purpose_from, contact_name
    return request


def choose_items(*, reference: str, by: Worker, version: int, picks: Sequence[Picked]) -> DisclosureRequest:
    """Choose other items; those kept keep their words."""
    with _edited(reference, by, version) as (opened, request):
        kept = {_picked(item): item for item in request.items.all()}
        wanted = list(dict.fromkeys(picks))
        for pick, item in kept.items():
            if pick not in wanted:
                item.delete()
        opened.record(*_pick(request, [p for p in wanted if p not in kept], opened))
    return request


def word_items(*, reference: str, by: Worker, version: int, words: Iterable[ItemWords]) -> DisclosureRequest:
    """Trim each item to what is needed and say why it is; an item with no words left is taken out."""
    with _edited(reference, by, version) as (opened, request):
        by_position = {item.position: item for item in request.items.all()}
        for word in words:
            item = by_position.get(word.position)
            if item is None:
                continue
            if not word.passage.strip():
                item.delete()
                continue
            item.passage, item.necessity = word.passage, word.necessity
            item.save()
            opened.record(item)
    return request


def choose_basis(*, reference: str, by: Worker, version: int, basis: Basis, slugs: Sequence[str]) -> DisclosureRequest:
    """Say what the request rests on: consent, or circumstances of the policy. Facts already given stay."""
    with _edited(reference, by, version) as (opened, request):
        request.basis = basis.value
        wanted = list(dict.fromkeys(slugs)) if basis is Basis.GROUND else []
        request.grounds.exclude(slug__in=wanted).delete()
        standing = set(request.grounds.values_list("slug", flat=True))
        for slug in (slug for slug in wanted if slug not in standing):
            opened.record(_claim(request, slug, {}))
    return request


def answer_questions(
    *,
    reference: str,
    by: Worker,
    version: int,
    answers: Mapping[str, str],
    claims: Iterable[ClaimWords],
    risk_now: bool,
    accused: Sequence[Worker] = (),
) -> DisclosureRequest:
    """Answer what the policy asks, and the facts that each circumstance demands.

    ``accused``: workers said to have done harm in the matter. They are kept out of the file and of the
    request from this moment, and told nothing (NF-1.1l, DEF-19).
    """
    bar_ids = [uuid4() for _ in accused]
    with _edited(reference, by, version, bar_ids=bar_ids) as (opened, request):
        request.answers = {**request.answers, **answers}
        request.risk_now = risk_now
        by_slug = {ground.slug: ground for ground in request.grounds.all()}
        for claim in claims:
            if claim.slug in by_slug:
                by_slug[claim.slug].facts = dict(claim.facts)
                by_slug[claim.slug].save()
                opened.record(by_slug[claim.slug])
        _keep_out(request, accused, bar_ids, opened, by)
    return request


@contextmanager
def _edited(
    reference: str, by: Worker, version: int, bar_ids: Sequence[UUID] = ()
) -> Iterator[tuple[Opened, DisclosureRequest]]:
    """One change of a request: it goes back to a draft, moves on a version, and any authority is void."""
    with gate.perform(Action.PROPOSE_DISCLOSURE, by=by, on=reference, step="edit", bar_ids=tuple(bar_ids)) as opened:
        request: DisclosureRequest = opened.target
        refuse_stale(version, request.version, saved_by=request.proposed_by, saved_at=None)
        yield opened, request
        voided = request.authorities.filter(voided_at__isnull=True, granted=True).update(voided_at=opened.at)
        request.state, request.version = State.DRAFT, request.version + 1
        request.full_clean()
        request.save()
        opened.record(request, disclosure=request.reference, version=request.version, authority_voided=voided)


def _pick(request: DisclosureRequest, picks: Iterable[Picked], opened: Opened) -> list[DisclosureItem]:
    position = request.items.aggregate(last=Max("position"))["last"] or 0
    made: list[DisclosureItem] = []
    for pick in picks:
        position += 1
        item = DisclosureItem(folder_id=request.folder_id, request=request, position=position)
        item.category, item.note_id, item.person_field = _source(request.case_file, pick, opened)
        item.passage = _words(request.case_file, pick, opened)
        item.full_clean()
        item.save(force_insert=True)
        made.append(item)
    return made


def _source(case_file: CaseFile, pick: Picked, opened: Opened) -> tuple[str, UUID | None, str]:
    if pick.note is not None:
        category = CaseNote.objects.filter(case_file=case_file, pk=pick.note).values_list("category", flat=True).first()
        if category is not None:
            return category, pick.note, ""
    elif pick.person_field in PERSON_FIELDS:
        return PERSON_FIELDS[pick.person_field][1].value, None, pick.person_field
    _refuse_item(opened, "There is no such entry in this file.")
    raise AssertionError  # refused above


def _words(case_file: CaseFile, pick: Picked, opened: Opened) -> str:
    value: Any
    if pick.note is not None:
        value = CaseNote.objects.get(pk=pick.note).body
    else:
        value = person_value(case_file, pick.person_field)
    if is_sealed(value):
        _refuse_item(opened, "That is not open to you, so you cannot share it.")
    return str(value or "")


def person_value(case_file: CaseFile, field: str) -> Any:
    """A detail of the person in the words it would leave in; the sealed marker where it is not open."""
    person = case_file.service_user
    if field == "name":
        if is_sealed(person.given_name):
            return person.given_name
        return f"{person.given_name} {person.family_name}".strip()
    value = getattr(person, field)
    if field == "birth_date" and value is not None and not is_sealed(value):
        return in_words(value)
    return value


def _refuse_item(opened: Opened, reason: str) -> None:
    profile: Profile = opened.inquiry.profile
    opened.refuse_if(decide([forbids(default("DEF-1"), reason, field="items")], profile.ref))


def _picked(item: DisclosureItem) -> Picked:
    return Picked(note=item.note_id, person_field=item.person_field)


def _claim(request: DisclosureRequest, slug: str, facts: Mapping[str, Any]) -> ClaimedGround:
    position = (request.grounds.aggregate(last=Max("position"))["last"] or 0) + 1
    claim = ClaimedGround(folder_id=request.folder_id, request=request, slug=slug, position=position, facts=dict(facts))
    claim.full_clean()
    claim.save(force_insert=True)
    return claim


def _keep_out(
    request: DisclosureRequest, accused: Sequence[Worker], bar_ids: Sequence[UUID], opened: Opened, by: Worker
) -> None:
    for worker, bar_id in zip(accused, bar_ids, strict=True):
        _, new = AccusedInRequest.objects.get_or_create(request=request, person_id=worker.person_id)
        if new:
            bar = add_bar(request.case_file, name=worker.name, kind=BarKind.ALLEGED, by=by, at=opened.at, bar_id=bar_id)
            opened.record(bar)


def _next_number(case_file: CaseFile) -> int:
    return (DisclosureRequest.objects.filter(case_file=case_file).aggregate(last=Max("number"))["last"] or 0) + 1
