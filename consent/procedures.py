"""Writing, signing and taking back consent. Each is one act: locked, weighed, recorded with the change."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Max

from audit import gate
from audit.actions import Action
from audit.gate import Opened
from casework.models import Agency, CaseFile, Worker
from casework.procedures.stale import refuse_stale
from consent.answers import FormAnswers, LineAnswer
from consent.decisions import weigh_answers
from consent.models import (
    ConsentForm,
    ConsentLine,
    InternalPermission,
    LineUse,
    PermittedEntry,
    UnderstandingAssessment,
    Withdrawal,
)
from consent.references import form_reference, permission_reference
from consent.wording import wording
from policy.calendar import uk_date
from policy.decision import Decision, decide, default, forbids, permits
from policy.profile import Profile
from policy.rules.consent import FormKind

Draft = Mapping[str, Any]
"""What was typed, by form field; kept as it is so that nothing is lost."""


def start_form(*, file: str, by: Worker, draft: Draft, kind: FormKind, replaces: str = "") -> ConsentForm:
    """Keep a new form's draft, sealed; ``replaces`` is the reference of the form it takes the place of."""
    with gate.perform(Action.RECORD_CONSENT, by=by, on=file) as opened:
        case_file: CaseFile = opened.target
        form = ConsentForm(
            folder_id=case_file.folder_id,
            case_file=case_file,
            number=_next_number(ConsentForm, case_file),
            kind=kind.value,
            recorded_by=by,
            created_at=opened.at,
            saved_at=opened.at,
            replaces=_form_in(case_file, replaces) if replaces else None,
            draft=dict(draft),
        )
        form.full_clean()
        form.save(force_insert=True)
        opened.record(form, form=form.reference)
    return form


def save_draft(*, reference: str, by: Worker, draft: Draft, version: int) -> ConsentForm:
    """Save what was typed so far. Raises StaleForm if somebody saved since ``version`` was shown."""
    with gate.perform(Action.RECORD_CONSENT, by=by, on=reference) as opened:
        form = _draft_in(opened, reference, version)
        form.draft, form.version = dict(draft), form.version + 1
        form.recorded_by, form.saved_at = by, opened.at
        form.save(update_fields=["draft", "version", "recorded_by", "saved_at"])
        opened.record(form, form=form.reference)
    return form


def discard_draft(*, reference: str, by: Worker) -> None:
    """Put a draft away; its number is not used again."""
    with gate.perform(Action.RECORD_CONSENT, by=by, on=reference) as opened:
        form = _form_in(opened.target, reference)
        opened.refuse_if(_still_a_draft(form, opened.inquiry.profile))
        form.discarded_at, form.draft = opened.at, None
        form.save(update_fields=["discarded_at", "draft"])
        opened.record(form, form=form.reference)


def review_form(*, reference: str, by: Worker, answers: FormAnswers, version: int) -> ConsentForm:
    """Weigh a draft whole, before it is read out and signed. Raises Refused with everything that is missing."""
    with gate.perform(Action.RECORD_CONSENT, by=by, on=reference) as opened:
        form = _draft_in(opened, reference, version)
        opened.refuse_if(weigh_answers(opened.inquiry.profile, opened.target, answers, opened.at))
        opened.record(form=form.reference, reviewed=True)
    return form


def sign_form(*, reference: str, by: Worker, answers: FormAnswers, version: int) -> ConsentForm:
    """Sign a form exactly as it was reviewed; from now on nothing in it can be changed.

    ``answers`` are read from the draft of ``version``: a draft that moved on raises StaleForm. A
    form that replaces another withdraws it in the same act.
    """
    with gate.perform(Action.RECORD_CONSENT, by=by, on=reference) as opened:
        case_file, profile = opened.target, opened.inquiry.profile
        form = _draft_in(opened, reference, version)
        opened.refuse_if(weigh_answers(profile, case_file, answers, opened.at))
        lines = [_line(form, position, line) for position, line in enumerate(answers.lines, start=1)]
        assessed = _assessment(form, answers, by, opened.at)
        _fill_in(form, answers, profile, by, opened.at)
        form.save()
        if form.replaces is not None:
            _replace(form.replaces, by, opened)
        changed = [form, *lines, *([assessed] if assessed else [])]
        opened.record(*changed, form=form.reference, lines=len(lines), agreed=sum(li.agreed for li in lines))
    return form


def withdraw(*, reference: str, by: Worker, words: str, line: int | None = None) -> Withdrawal:
    """Take back a whole form, or one line by its position; nothing more goes out under it from now on.

    Taking back what was taken back already is no fault: the first time stands.
    """
    with gate.perform(Action.WITHDRAW_CONSENT, by=by, on=reference, words=words) as opened:
        form = _form_in(opened.target, reference)
        if not form.is_signed:
            opened.refuse_if(_not_signed(opened.inquiry.profile))
        taken_from = form.lines.get(position=line) if line is not None else None
        found = Withdrawal.objects.filter(form=form, line=taken_from).first()
        withdrawal = found or _take_back(form, taken_from, by, opened.at, words, Withdrawal.Because.ASKED)
        opened.record(withdrawal, form=form.reference, line=line or 0)
    return withdrawal


def permit_colleague(
    *,
    file: str,
    by: Worker,
    colleague: Worker,
    whole: bool,
    notes: Collection[UUID],
    given_on: date,
    freely_given: bool,
    words: str,
) -> InternalPermission:
    """Write down that the person lets one colleague see all of the file or these entries (PACE-5).

    It takes the place of an earlier permission towards the same colleague.
    """
    asked = {"whole": whole, "notes": tuple(notes), "freely_given": freely_given, "words": words}
    with gate.perform(Action.PERMIT_COLLEAGUE, by=by, on=file, colleague=colleague, **asked) as opened:
        case_file: CaseFile = opened.target
        for earlier in InternalPermission.objects.in_force().filter(case_file=case_file, colleague=colleague):
            _end(earlier, by, opened.at)
        permission = InternalPermission(
            folder_id=case_file.folder_id,
            case_file=case_file,
            number=_next_number(InternalPermission, case_file),
            colleague=colleague,
            whole_file=whole,
            given_on=given_on,
            freely_given=freely_given,
            recorded_by=by,
            created_at=opened.at,
            words=words,
        )
        permission.full_clean()
        permission.save(force_insert=True)
        for note_id in () if whole else dict.fromkeys(notes):
            PermittedEntry.objects.create(permission=permission, note_id=note_id)
        opened.record(permission, permission=permission.reference, colleague=colleague.reference)
    return permission


def end_permission(*, reference: str, by: Worker) -> InternalPermission:
    """Take an internal permission back; the colleague's access ends at once."""
    with gate.perform(Action.PERMIT_COLLEAGUE, by=by, on=reference) as opened:
        number = permission_reference(reference).number
        permission = InternalPermission.objects.get(case_file=opened.target, number=number)
        _end(permission, by, opened.at)
        opened.record(permission, permission=permission.reference)
    return permission


def spend(*, line_id: UUID, used_for: UUID, at: datetime) -> None:
    """Spend a single-use line inside the act that sends; the database keeps it to one use."""
    line = ConsentLine.objects.get(pk=line_id)
    if line.single_use:
        LineUse.objects.create(line=line, used_at=at, used_for=used_for)


def _next_number(model: type[ConsentForm] | type[InternalPermission], case_file: CaseFile) -> int:
    """The next number in a file; the file's lock makes it safe, and nothing is ever deleted before disposal."""
    return (model.objects.filter(case_file=case_file).aggregate(last=Max("number"))["last"] or 0) + 1


def _form_in(case_file: CaseFile, reference: str) -> ConsentForm:
    return ConsentForm.objects.get(case_file=case_file, number=form_reference(reference).number)


def _draft_in(opened: Opened, reference: str, version: int) -> ConsentForm:
    form = _form_in(opened.target, reference)
    opened.refuse_if(_still_a_draft(form, opened.inquiry.profile))
    refuse_stale(version, form.version, saved_by=form.recorded_by, saved_at=form.saved_at)
    return form


def _still_a_draft(form: ConsentForm, profile: Profile) -> Decision:
    source = profile.consent.form.source
    grounds = [permits(source, "A draft may still be changed.")]
    if form.is_signed:
        remedy = "Withdraw it, or write a new form that replaces it."
        grounds.append(forbids(source, "The form is signed, and a signed form is never changed.", remedy=remedy))
    if form.discarded_at is not None:
        grounds.append(forbids(default("DEF-15"), "This draft was put away."))
    return decide(grounds, profile.ref)


def _not_signed(profile: Profile) -> Decision:
    reason = "The form was never signed, so there is nothing to take back."
    return decide([forbids(profile.consent.form.source, reason, remedy="Put the draft away instead.")], profile.ref)


def _line(form: ConsentForm, position: int, answer: LineAnswer) -> ConsentLine:
    line = ConsentLine(
        folder_id=form.folder_id,
        form=form,
        position=position,
        agency_id=answer.agency,
        category=answer.category.value if answer.category else "",
        agreed=answer.agrees,
        until_on=answer.until,
        single_use=answer.single_use,
        outlasts_file=answer.outlasts_file,
        purpose=answer.purpose,
        circumstances=answer.circumstances,
    )
    line.full_clean()
    line.save(force_insert=True)
    return line


def _assessment(form: ConsentForm, answers: FormAnswers, by: Worker, at: datetime) -> UnderstandingAssessment | None:
    assessed = answers.understanding
    if assessed is None:
        return None
    kept = UnderstandingAssessment(
        folder_id=form.folder_id,
        form=form,
        understands=assessed.understands,
        assessed_on=uk_date(at),
        assessed_by=by,
        basis=assessed.basis,
        help_tried=assessed.help_tried,
    )
    kept.save(force_insert=True)
    return kept


def _fill_in(form: ConsentForm, answers: FormAnswers, profile: Profile, by: Worker, at: datetime) -> None:
    names = dict(Agency.objects.filter(pk__in=[li.agency for li in answers.lines]).values_list("pk", "name"))
    form.draft, form.recorded_by, form.saved_at, form.policy_version = None, by, at, version_of(profile)
    form.method = answers.method.value if answers.method else ""
    form.signed_at, form.signed_on = at, answers.signed_on
    form.signed_by = answers.signed_by.value if answers.signed_by else ""
    form.presence, form.parents_disagree = answers.presence.value, answers.parents_disagree
    form.explained, form.freely_given = answers.explained, answers.freely_given
    form.signatory, form.supporter, form.language = answers.signatory, answers.supporter, answers.language
    form.written_record, form.wording = answers.written_record, wording(profile, answers, names)


def version_of(profile: Profile) -> str:
    """The policy version as records keep it: slug and version."""
    return f"{profile.slug} {profile.version}"


def _replace(form: ConsentForm, by: Worker, opened: Opened) -> None:
    if form.is_signed and not Withdrawal.objects.filter(form=form, line=None).exists():
        opened.record(_take_back(form, None, by, opened.at, "", Withdrawal.Because.REPLACED))


def _take_back(
    form: ConsentForm, line: ConsentLine | None, by: Worker, at: datetime, words: str, because: str
) -> Withdrawal:
    withdrawal = Withdrawal(
        folder_id=form.folder_id,
        form=form,
        line=line,
        withdrawn_at=at,
        recorded_by=by,
        because=because,
        words=words,
    )
    withdrawal.full_clean()
    withdrawal.save(force_insert=True)
    return withdrawal


def _end(permission: InternalPermission, by: Worker, at: datetime) -> None:
    if permission.withdrawn_at is None:
        permission.withdrawn_at, permission.withdrawn_by = at, by
        permission.save(update_fields=["withdrawn_at", "withdrawn_by"])
