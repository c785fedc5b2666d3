"""What the consent rules need to know, read afresh each time.

Purposes and the date of birth are sealed. They are read in a room of their own that holds the
keys of just these records and closes at once: what comes out is frozen facts for a rule, which
say "another purpose" or "from the age of 16" and never repeat what they read.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from casework.models import CaseFile
from consent.answers import FormAnswers
from consent.models import ConsentForm, ConsentLine, LineUse, Withdrawal
from policy.calendar import uk_date
from policy.decision import Opening
from policy.profile import Profile
from policy.profile.values import ConsentMethod
from policy.rules.consent import FormKind, LineInForce, Presence, Signatory, SignedBy, SigningFacts, Understanding
from policy.vocabulary import Category
from vault import strongroom
from vault.sealed import is_sealed


def birth_of(case_file: CaseFile) -> date | None:
    """The date of birth as a rule may rely on it: None if unknown, estimated or no longer readable."""
    person = case_file.service_user
    if person.birth_date_estimated:
        return None
    with strongroom.opened_room() as room:
        room.open(Opening(person.folder_id, records=frozenset({person.pk})))
        birth = person.birth_date
    return None if is_sealed(birth) else birth


def signing_facts(profile: Profile, case_file: CaseFile, answers: FormAnswers, at: datetime) -> SigningFacts:
    """A form at the moment of signing."""
    return SigningFacts(
        profile=profile,
        now=at,
        lines=tuple(line.as_facts() for line in answers.lines),
        method=answers.method,
        signed_on=answers.signed_on,
        signatory=_signatory_of(answers, birth_of(case_file), at),
        explained=answers.explained,
        freely_given=answers.freely_given,
        written_record=answers.written_record,
        kind=answers.kind,
    )


def lines_in_force(case_file: CaseFile, at: datetime) -> tuple[LineInForce, ...]:
    """Every signed line of the file as it stands now, refusals and ended ones included.

    Which of them still counts is the rule's to say. A line that can no longer be read is left out.
    """
    lines = ConsentLine.objects.signed().filter(form__case_file=case_file).select_related("form")
    lines = list(lines.order_by("form__signed_at", "position"))
    purposes = _purposes(lines, case_file.folder_id)
    spent = set(LineUse.objects.filter(line__in=lines).values_list("line_id", flat=True))
    ended = _withdrawn(lines)
    birth = birth_of(case_file) if lines else None
    understood = _understandings(case_file)
    return tuple(
        LineInForce(
            line_id=line.pk,
            agrees=line.agreed,
            agency=line.agency_id,
            category=Category(line.category),
            purpose=purposes[line.pk],
            kind=FormKind(line.form.kind),
            method=ConsentMethod(line.form.method),
            signed_at=line.form.signed_at,
            signatory=_signatory_in(line.form, birth, understood),
            until=line.until_on,
            withdrawn_at=ended.get(line.pk),
            single_use=line.single_use,
            spent=line.pk in spent,
            file_closed_at=None if line.outlasts_file else case_file.closed_at,
        )
        for line in lines
        if line.pk in purposes
    )


def withdrawn_at(form: ConsentForm) -> datetime | None:
    """When the form as a whole was taken back."""
    whole = [w.withdrawn_at for w in form.withdrawals.all() if w.line_id is None]
    return min(whole, default=None)


def _purposes(lines: Iterable[ConsentLine], folder_id: UUID) -> dict[UUID, str]:
    with strongroom.opened_room() as room:
        room.open(Opening(folder_id, records=frozenset(line.pk for line in lines)))
        read = {line.pk: line.purpose for line in lines}
    return {pk: purpose for pk, purpose in read.items() if not is_sealed(purpose)}


def _withdrawn(lines: Iterable[ConsentLine]) -> dict[UUID, datetime]:
    """When each line was taken back, alone or with its form: the earlier of the two."""
    by_form: dict[UUID, list[ConsentLine]] = {}
    for line in lines:
        by_form.setdefault(line.form_id, []).append(line)
    ended: dict[UUID, datetime] = {}
    for taken in Withdrawal.objects.filter(form__in=by_form).order_by("-withdrawn_at"):
        hit = [taken.line_id] if taken.line_id else [line.pk for line in by_form[taken.form_id]]
        ended.update(dict.fromkeys(hit, taken.withdrawn_at))
    return ended


def _understandings(case_file: CaseFile) -> dict[UUID, Understanding]:
    signed = ConsentForm.objects.of(case_file).signed().filter(understanding__isnull=False)
    return {
        form.pk: Understanding(
            understands=form.understanding.understands,
            assessed_on=form.understanding.assessed_on,
            assessor_named=True,
            for_this_decision=True,
        )
        for form in signed.select_related("understanding")
    }


def _signatory_in(form: ConsentForm, birth: date | None, understood: dict[UUID, Understanding]) -> Signatory:
    return Signatory(
        signed_by=SignedBy(form.signed_by) if form.signed_by else None,
        birth=birth,
        understanding=understood.get(form.pk),
        parents_disagree=form.parents_disagree,
        presence=Presence(form.presence) if form.presence else Presence.NOT_ASKED,
        supporter_named=True,  # no form is signed without the name where one was there
    )


def _signatory_of(answers: FormAnswers, birth: date | None, at: datetime) -> Signatory:
    assessed = answers.understanding
    return Signatory(
        signed_by=answers.signed_by,
        birth=birth,
        understanding=assessed
        and Understanding(
            understands=assessed.understands,
            assessed_on=uk_date(at),
            assessor_named=bool(assessed.basis.strip()),
            for_this_decision=True,
        ),
        parents_disagree=answers.parents_disagree,
        presence=answers.presence,
        supporter_named=bool(answers.supporter.strip()),
    )
