"""A worker at the forms of walk b, through Django's client."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.test import Client
from django.utils import timezone

from casework.models import Agency, CaseFile, Worker
from consent.models import ConsentForm
from disclosures.models import DisclosureRequest
from policy.calendar import LONDON
from tests.cast import PASSWORD

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
CHOICES = {
    "is_source_of_risk": "no", "person_saw_content": "yes", "child_involved": "yes", "for_proceedings": "no",
    "only_adviser_accused": "no", "emergency": "not-suitable",
}  # fmt: skip
NOT_ANSWERED = frozenset({"version", "csrfmiddlewaretoken", "accused", "risk_now", "why_not_wait", "who_was_tried"})


def signed_in(worker: Worker) -> Client:
    client = Client()
    client.force_login(worker, backend=BACKEND)
    return client


def words(response: Any) -> str:
    """What a person reads on the page, without its marks."""
    body = response.content.decode().split("<main", 1)[-1]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", body)))


def moment(name: str, at: datetime | None = None, *, time: bool = True) -> dict[str, str]:
    """A date, and a time, as their boxes send them."""
    local = (at or timezone.now()).astimezone(LONDON)
    parts = {"day": str(local.day), "month": str(local.month), "year": str(local.year)}
    if time:
        parts["time"] = f"{local:%H:%M}"
    return {f"{name}_{part}": value for part, value in parts.items()}


def sign_consent(client: Client, case_file: CaseFile, agency: Agency, category: str = "contact") -> ConsentForm:
    """A form with one line, filled in, reviewed and signed."""
    form = {
        "kind": "sharing", "explained": "on", "language": "English", "line_count": "1", "method": "written",
        "presence": "alone", "freely_given": "yes", "signed_by": "self", "signatory": "Bella Thorne",
        "understanding": "yes", "understanding_basis": "She said it back in her own words.",
        "help_tried": "We took our time.", "lines-0-agrees": "yes", "lines-0-agency": agency.name,
        "lines-0-category": category, "lines-0-purpose": "finding a home", **moment("signed_on", time=False),
        "next": "review",
    }  # fmt: skip
    reviewed = client.post(f"/files/{case_file.reference}/consent/new/", form, follow=True)
    assert reviewed.status_code == 200, words(reviewed)[:800]
    record = ConsentForm.objects.get(case_file=case_file)
    client.post(f"/consent/{record.reference}/sign/", {"version": str(record.version)})
    record.refresh_from_db()
    assert record.signed_at is not None
    return record


class Drawing:
    """One request being drawn up, step by step, by its worker."""

    def __init__(self, client: Client, case_file: CaseFile, agency: Agency, **changes: str) -> None:
        self.client = client
        begun = client.post(
            f"/files/{case_file.reference}/disclosures/new/",
            {
                "passing": "disclosure", "recipient": agency.reference, "line": "", "purpose": "finding a home",
                "purpose_from": "Their duty desk", "contact_name": "The duty officer", "items": ["person:phone"],
                **changes,
            },
            follow=True,
        )  # fmt: skip
        assert begun.status_code == 200, words(begun)[:800]
        self.pk = DisclosureRequest.objects.order_by("-number").filter(case_file=case_file)[0].pk
        self.say({"item-1-passage": "07700 900123", "item-1-necessity": "To reach her"}, at="words")

    @property
    def record(self) -> DisclosureRequest:
        return DisclosureRequest.objects.select_related("case_file", "agency").get(pk=self.pk)

    @property
    def reference(self) -> str:
        return self.record.reference

    def address(self, step: str = "") -> str:
        return f"/disclosures/{self.reference}/{step and step + '/'}"

    def say(self, answers: dict[str, Any], *, at: str, by: Client | None = None) -> Any:
        """Send one step's form; the page that follows."""
        data = {"version": str(self.record.version), **answers}
        return (by or self.client).post(self.address(at), data, follow=True)

    def rests_on(self, basis: str, grounds: Iterable[str] = (), answers: dict[str, str] | None = None) -> None:
        """Choose what it rests on and answer everything the policy then asks."""
        chosen = self.say({"basis": basis, "ground": list(grounds)}, at="basis")
        assert chosen.status_code == 200, words(chosen)[:800]
        page = self.client.get(self.address("questions"))
        if page.status_code != 200:
            return  # the policy asks nothing more
        form = page.content.decode().split("<main", 1)[1]
        asked = {n for n in re.findall(r'name="([^"]+)"', form) if "-" not in n} - NOT_ANSWERED
        usual = {name: CHOICES.get(name, f"Asked and written down: {name}.") for name in asked}
        facts = {f"{g}-{name}": answer for g in grounds for name, answer in (answers or {}).items()}
        answered = self.say({**usual, **facts}, at="questions")
        assert answered.status_code == 200, words(answered)[:800]

    def put_forward(self) -> Any:
        return self.say({}, at="propose")

    def advised(self, by: Client) -> Any:
        advice = {"advises": "share", "advice": "Tell them, and only that.", **moment("given_at")}
        return self.say(advice, at="advice", by=by)

    def authorised(self, by: Client) -> Any:
        """The answer is bound to what the authoriser's page showed."""
        page = by.get(self.address("authority"))
        shown = re.search(r'name="shown"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="shown"', page.content.decode())
        assert shown is not None, words(page)[:800]
        answer = {"shown": shown[1] or shown[2], "grants": "yes", "reasons": "The child comes first."}
        given = self.say({**answer, "password": PASSWORD}, at="authority", by=by)
        assert given.status_code == 200, words(given)[:1500]
        return given

    def told(self, by: Client | None = None) -> Any:
        telling = {
            "outcome": "told", "concern_told": "on", "recipient_told": "on",
            "detail": "I told her in the small room.", **moment("told_at"),
        }  # fmt: skip
        return self.say(telling, at="telling", by=by)

    def sent(self, by: Client | None = None) -> Any:
        return self.say({"channel": "phoned", "channel_note": "", "why_not_followed": ""}, at="send", by=by)
