"""Lists and searches: the same rule for many files, with the names and nothing else opened."""

from __future__ import annotations

from collections.abc import Sequence

from audit.actions import Action
from audit.deciding import Inquiry, SetDecider, decides
from casework.decisions.common import CaseworkDecider, asker, asker_facts, opened_only
from casework.decisions.reaching import reach_under
from casework.facts import STATED, file_facts_each, references_with_reason
from casework.models import CaseFile
from casework.naming import PEOPLE, looks_like_reference
from policy.decision import Decision
from policy.rules.file_access import FileAccessFacts, weigh_file_access
from policy.rules.words import says_nothing
from policy.vocabulary import Category
from vault import blind

SEARCH_CAP = 50


def weigh_each(inquiry: Inquiry, files: Sequence[CaseFile], *, reason: str = "") -> list[tuple[CaseFile, Decision]]:
    """The one-file rule for each file, its facts collected in bulk; what it refuses is left out."""
    worker, known = asker(inquiry), asker_facts(inquiry)
    facts = file_facts_each(files, worker, inquiry.at)
    reasoned = references_with_reason(worker, [f.reference for f in files], inquiry.at)
    answers = [
        (
            f,
            weigh_file_access(
                FileAccessFacts(
                    inquiry.profile,
                    inquiry.at,
                    known,
                    facts[f.pk],
                    reason=reason or (STATED if f.reference in reasoned else ""),
                )
            ),
        )
        for f in files
    ]
    return [(f, opened_only(d, [Category.IDENTITY])) for f, d in answers if d.permitted]


@decides(Action.LIST_FILES)
class ListFiles(CaseworkDecider, SetDecider):
    """A page of files, newest first. Asks: ``before`` (PageMark or None), ``size``, ``only`` (plain conditions)."""

    def fetch_each(self, inquiry: Inquiry) -> list[tuple[CaseFile, Decision]]:
        asked = inquiry.question
        page = CaseFile.objects.select_related("service_user", "team").page_visible(
            asker(inquiry), inquiry.at, before=asked.get("before"), size=asked.get("size", 50), **asked.get("only", {})
        )
        return weigh_each(inquiry, page.files)


@decides(Action.SEARCH_PEOPLE)
class SearchPeople(CaseworkDecider, SetDecider):
    """People by name or reference, within what the asker may open. Asks: ``query``, ``reason``,
    ``alike`` (people with a similar name, not only a matching one).

    With a reason the search reaches every file that a reason would open; without one, only the
    asker's own. What lies outside leaves no trace in the result, not even in its count.
    """

    def fetch_each(self, inquiry: Inquiry) -> list[tuple[CaseFile, Decision]]:
        query = str(inquiry.question.get("query", "")).strip()
        reason = str(inquiry.question.get("reason", ""))
        if says_nothing(reason):
            reason = ""
        if not query:
            return []
        reach = reach_under(inquiry.profile, asker(inquiry), asker_facts(inquiry), inquiry.at, everywhere=bool(reason))
        files = CaseFile.objects.within(reach).select_related("service_user", "team")
        if looks_like_reference(query):
            files = files.filter(reference=query.upper())
        elif inquiry.question.get("alike"):
            files = files.filter(pk__in=blind.similar([query], PEOPLE))
        else:
            files = files.filter(pk__in=blind.owners(query, PEOPLE))
        return weigh_each(inquiry, list(files.order_by("-opened_at", "-pk")[:SEARCH_CAP]), reason=reason)
