"""Every question consent answers, registered on the gate by being imported here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from audit.actions import Action
from audit.deciding import Inquiry, decides
from casework.decisions.common import FileDecider, find_file, opened_only, weigh_access
from casework.models import CaseFile, CaseNote, Worker
from consent.answers import FormAnswers
from consent.facts import signing_facts
from consent.models import ConsentForm, InternalPermission
from consent.references import Numbered, form_reference, permission_reference
from policy.decision import Decision, Ground, decide, default, forbids
from policy.profile import Profile
from policy.rules.acting import closed_file, shut_compartment, weigh_act_on_file
from policy.rules.consent import PermissionFacts, weigh_colleague_permission, weigh_signing, weigh_withdrawal
from policy.vocabulary import Category, Role

KEYS = (Category.CONSENT.value, Category.IDENTITY.value, Category.CONTACT.value)
"""What consent pages open: the consent itself, whom it is from, and how to reach them safely."""

NOT_THERE = "There is no such form in this file."


class ConsentDecider(FileDecider):
    """For acts on a file's consent: the file must open to the asker, its consent records with it.

    ``reference`` is the file's, or one record's in it. A record that is not there gets the answer
    of a file that is not there.
    """

    def fetch(self, inquiry: Inquiry, *, lock: bool) -> CaseFile | None:
        return find_file(self.numbered(inquiry).file, lock=lock)

    def weigh(self, inquiry: Inquiry, target: CaseFile | None) -> Decision:
        numbered = self.numbered(inquiry)
        access = weigh_access(replace(inquiry, reference=numbered.file), target)
        if access.refused or target is None:
            return access
        if numbered.number is not None and not self.is_there(target, numbered.number):
            return decide([forbids(default("DEF-14"), NOT_THERE)], inquiry.profile.ref, concealed=True)
        grounds = [*shut_compartment(Category.CONSENT.value, access), *self.objections(inquiry, target, access)]
        return opened_only(weigh_act_on_file(access, grounds), KEYS)

    def numbered(self, inquiry: Inquiry) -> Numbered:
        """The file's reference, and the record's number in it."""
        return form_reference(inquiry.reference)

    def is_there(self, case_file: CaseFile, number: int) -> bool:
        """Whether the file has a record with this number."""
        return ConsentForm.objects.of(case_file).filter(number=number).exists()


@decides(Action.SEE_CONSENT)
class SeeConsent(ConsentDecider):
    """Reading a file's consent forms."""


@decides(Action.RECORD_CONSENT)
class RecordConsent(ConsentDecider):
    """Writing, changing and signing a form. Whether it may be signed is weighed by :func:`weigh_answers`."""

    def objections(self, inquiry: Inquiry, target: CaseFile, access: Decision) -> Iterable[Ground]:
        yield from closed_file(target.is_open)


@decides(Action.WITHDRAW_CONSENT)
class WithdrawConsent(ConsentDecider):
    """Taking consent back. Asks: ``words``. Nothing ever stands in its way, a closed file included."""

    def weigh(self, inquiry: Inquiry, target: CaseFile | None) -> Decision:
        decision = super().weigh(inquiry, target)
        if decision.refused:
            return decision
        rule = weigh_withdrawal(inquiry.profile, words=str(inquiry.question.get("words", "")))
        return replace(decision, grounds=rule.grounds, obligations=rule.obligations)


@decides(Action.PERMIT_COLLEAGUE)
class PermitColleague(ConsentDecider):
    """Letting a named colleague see. Asks: ``colleague`` (Worker), ``whole``, ``notes`` (ids), ``freely_given``,
    ``words``; nothing while only the form is shown.
    """

    def numbered(self, inquiry: Inquiry) -> Numbered:
        return permission_reference(inquiry.reference)

    def is_there(self, case_file: CaseFile, number: int) -> bool:
        return InternalPermission.objects.filter(case_file=case_file, number=number).exists()

    def objections(self, inquiry: Inquiry, target: CaseFile, access: Decision) -> Iterable[Ground]:
        asked = inquiry.question
        colleague = asked.get("colleague")
        if not isinstance(colleague, Worker):
            yield from _needed_at_all(inquiry.profile)
            return
        facts = PermissionFacts(
            profile=inquiry.profile,
            colleague_role=Role(colleague.role),
            colleague_active=colleague.is_active,
            whole=bool(asked.get("whole")),
            records=_notes_of(target, asked.get("notes", ())),
            freely_given=bool(asked.get("freely_given")),
            words=str(asked.get("words", "")),
        )
        yield from weigh_colleague_permission(facts).objections


def weigh_answers(profile: Profile, case_file: CaseFile, answers: FormAnswers, at: datetime) -> Decision:
    """Whether a form may be signed as filled in; asked inside RECORD_CONSENT, and on the page before it."""
    return weigh_signing(signing_facts(profile, case_file, answers, at))


def _notes_of(case_file: CaseFile, ids: Iterable[UUID]) -> frozenset[UUID]:
    """Those of the entries named that are in this file."""
    return frozenset(CaseNote.objects.filter(case_file=case_file, pk__in=list(ids)).values_list("pk", flat=True))


def _needed_at_all(profile: Profile) -> Iterable[Ground]:
    internal = profile.consent.internal
    if not internal.value:
        reason = "Colleagues need no permission of their own here: the charity holds the confidence."
        yield forbids(internal.source, reason)
