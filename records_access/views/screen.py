"""The person's own screen while they read: a page of the copy, a correction, the end."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from audit.gate import Refused
from casework.screens import CLOSED, PAUSED, purpose_of
from casework.views.own_screen import OwnScreenView, wipe
from records_access import presenting
from records_access.facts.viewings import viewing_of
from records_access.forms import CorrectionForm
from records_access.models import ReleasedPassage, ViewingSession
from records_access.models.viewings import EndedBecause
from records_access.procedures import ask_correction, end_viewing, turn_page


class ReadingView(OwnScreenView):
    """A page of a viewing: blank while it is paused, the closed page once it is over."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **kwargs)
        except Refused:
            return self.not_readable(request)

    def not_readable(self, request: HttpRequest) -> HttpResponseBase:
        """Paused, or over: no words of the file either way."""
        stands = purpose_of(self.screen).stands(self.screen, timezone.now())
        if stands == PAUSED:
            return render(request, "own_screen/paused.html", self.frame() | {"stands": PAUSED})
        return self.closed(request)

    def frame(self) -> dict[str, Any]:
        return super().frame() | {"end_url": reverse("own-screen-finish")}


class Start(ReadingView):
    """Where a fresh screen goes: the page that was open, or the first."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        stands = purpose_of(self.screen).stands(self.screen, timezone.now())
        if stands in (PAUSED, CLOSED):
            return self.not_readable(request)
        viewing = viewing_of(self.screen)
        return redirect("own-screen-page", (viewing.page_open if viewing else None) or 1)


class Page(ReadingView):
    """One page of the copy; showing it is written down."""

    def get(self, request: HttpRequest, page: int) -> HttpResponse:
        return self.draw(page, CorrectionForm())

    def post(self, request: HttpRequest, page: int) -> HttpResponseBase:
        form = CorrectionForm(request.POST)
        if not form.is_valid():
            return self.draw(page, form, status=422)
        ask_correction(screen=self.screen, page=page, words=form.cleaned_data["words"])
        return redirect(f"{reverse('own-screen-page', args=[page])}?kept=yes#kept")

    def draw(self, page: int, form: CorrectionForm, *, status: int = 200) -> HttpResponse:
        viewing, passage = turn_page(screen=self.screen, page=page)
        context = self.frame() | self.passage(viewing, passage) | {"form": form}
        return render(self.request, "own_screen/page.html", context, status=status)

    def passage(self, viewing: ViewingSession, passage: ReleasedPassage) -> dict[str, Any]:
        """The page's words and the way to the pages beside it."""
        page = passage.page
        return {
            "passage": passage,
            "page": page,
            "pages": viewing.pages,
            "as_at": presenting.when(viewing.as_at),
            "until": presenting.clock(viewing.booked_until_at),
            "earlier_url": reverse("own-screen-page", args=[page - 1]) if page > 1 else "",
            "later_url": reverse("own-screen-page", args=[page + 1]) if page < viewing.pages else "",
            "kept": self.request.GET.get("kept") == "yes",
        }


class Finish(ReadingView):
    """The person ends the viewing; the browser forgets at once."""

    http_method_names = ["post"]  # noqa: RUF012

    def post(self, request: HttpRequest) -> HttpResponseBase:
        viewing = viewing_of(self.screen)
        if viewing is not None:
            end_viewing(viewing_reference=viewing.reference, by=self.screen, because=EndedBecause.PERSON)
        return wipe(redirect("own-screen-read"))
