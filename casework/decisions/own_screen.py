"""Trying a code, and entering the person's own screen with it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from audit.actions import Action
from audit.deciding import Decider, Inquiry, decides
from casework.models import CaseFile, OwnScreen, ScreenPurpose
from casework.screen_codes import code_hash, same_hash
from policy.decision import Decision, Source
from policy.rules.own_screen import CodeFacts, weigh_code


class _ScreenDecider(Decider):
    """A screen that waits for its code, found by the label that begins the code."""

    def fetch(self, inquiry: Inquiry, *, lock: bool) -> OwnScreen | None:
        waiting = OwnScreen.objects.waiting_for_code(inquiry.at).filter(label=inquiry.reference)
        found = waiting.first() if inquiry.reference else None
        if found is None or not lock:
            return found
        CaseFile.objects.select_for_update(no_key=True).get(pk=found.case_file_id)
        return waiting.filter(pk=found.pk).first()

    def weigh(self, inquiry: Inquiry, target: Any | None) -> Decision:
        return weigh_code(
            CodeFacts(
                profile=inquiry.profile,
                source=_source(inquiry, target),
                waiting=target is not None,
                tries=target.tries if target is not None else 0,
                right=self.right(inquiry, target),
            )
        )

    def right(self, inquiry: Inquiry, target: OwnScreen | None) -> bool | None:
        """Whether the code is the screen's; None where that is not asked."""
        return None

    def folder_of(self, target: OwnScreen) -> UUID:
        return target.case_file.folder_id

    def reference_of(self, inquiry: Inquiry, target: OwnScreen) -> str:
        return target.case_file.reference


@decides(Action.TRY_SCREEN_CODE)
class TryScreenCode(_ScreenDecider):
    """May anything be compared at all? The try is counted first."""


@decides(Action.ENTER_OWN_SCREEN)
class EnterOwnScreen(_ScreenDecider):
    """Is it the code?"""

    def right(self, inquiry: Inquiry, target: OwnScreen | None) -> bool | None:
        kept = target.code_hash if target is not None else None
        return kept is not None and same_hash(kept, code_hash(str(inquiry.question.get("code", ""))))


def _source(inquiry: Inquiry, target: OwnScreen | None) -> Source:
    """What the screen is for is also why its code opens it."""
    if target is not None and target.purpose == ScreenPurpose.SIGNING:
        return inquiry.profile.consent.form.source
    return inquiry.profile.own_file.access.source
