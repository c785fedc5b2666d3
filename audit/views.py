"""The view every guarded URL is made from."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.views import View

from audit import gate
from audit.actions import Action
from audit.gate import Opened
from policy.decision import Decision


class GatedView(View):
    """A page that names its Action, or the reason why it needs none.

    ``action`` is what the URL is for. ``reads`` is what merely showing it reads, where that
    differs: a form about a file reads the file (and is recorded as an opening), and its own
    action is checked besides. ``only_asks`` is for a form that shows nothing sealed: its page is
    checked and, unless refused, not recorded. A POST goes straight to its procedure, which asks
    the gate itself.
    """

    action: ClassVar[Action | None] = None
    reads: ClassVar[Action | None] = None
    only_asks: ClassVar[bool] = False
    public_because: ClassVar[str] = ""
    reference_kwarg: ClassVar[str] = "reference"

    opened: Opened
    reference: str
    by: Any

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.by = request.user
        self.reference = str(kwargs.get(self.reference_kwarg, ""))
        if self.public_because:
            return super().dispatch(request, *args, **kwargs)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if request.method in ("GET", "HEAD"):
            self.open_page()
        return super().dispatch(request, *args, **kwargs)

    def open_page(self) -> Opened:
        """Ask the gate for what the page shows; also used to draw a form again with its errors."""
        assert self.action is not None
        asked: dict[str, Any] = {"by": self.by, "on": self.reference, **self.asks()}
        if self.reads is not None and self.reads is not self.action:
            self.opened = gate.require(self.reads, **asked)
            gate.check(self.action, **asked)
        elif self.only_asks:
            self.opened = gate.check(self.action, **asked)
        else:
            self.opened = gate.require(self.action, **asked)
        return self.opened

    def may(self, *actions: Action) -> dict[str, Decision]:
        """Decisions about the same reference for a template, by codename: ``{% allowed may.add_note %}``."""
        answers = gate.ask_each(actions, by=self.by, on=self.reference)
        return {action.codename: decision for action, decision in answers.items()}

    def asks(self) -> dict[str, Any]:
        """What this page states with its question, beyond the reference."""
        return {}
