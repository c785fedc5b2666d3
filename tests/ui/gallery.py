"""One page of everything the screens are made of, filled with invented and hostile values.

Drawn without a request or a database; looked at by the browser tests (reflow, axe, strict
policy) and, when the look changes, by whoever changed it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from django import forms
from django.template import engines

from casework.formfields import CivilDateField, CivilDateTimeField, HintedCheckboxes, HintedRadios
from config.account_forms import SignInForm
from policy.decision import Decision, Obligation, PolicyRef, clause, decide, default, forbids, law, permits, requires
from vault.sealed import Place, Sealed

HOSTILE = "<script>alert('x')</script> & \"Ann\""
POLICY = PolicyRef("new-futures", "1.0", date(2006, 4, 1))
SEALED = Sealed(b"secret", "casework.note.body", Place("casework.note.body", uuid4(), uuid4()))


class EverythingForm(forms.Form):
    """Every kind of field the product uses."""

    name = forms.CharField(label="Name the person uses", help_text="As they say it themselves", max_length=80)
    email = forms.EmailField(label="Email address", required=False)
    born_on = CivilDateField(label="Date of birth", help_text="For example 27 3 1987", not_future=True)
    happened_at = CivilDateTimeField(label="When it happened")
    note = forms.CharField(label="What happened", widget=forms.Textarea(attrs={"rows": 5}), max_length=4000)
    plain = forms.CharField(label="Address", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    agency = forms.ChoiceField(label="Agency", choices=[("", "---------"), ("h", "Housing"), ("x", HOSTILE)])
    source = forms.ChoiceField(
        label="Who told you?",
        choices=[("own", "The person"), ("agency", "An agency"), ("third", HOSTILE)],
        widget=HintedRadios(hints={"third": "Somebody who is not the person and not an agency"}),
    )
    covers = forms.MultipleChoiceField(
        label="What may be shared",
        choices=[("health", "Health"), ("housing", "Housing")],
        widget=HintedCheckboxes(hints={"health": "Illness, treatment, medicines"}),
    )
    alone = forms.BooleanField(label="I have seen the person alone", help_text="Nobody else was in the room")
    letter = forms.FileField(label="Signed form")
    password = forms.CharField(label="Your password", widget=forms.PasswordInput())
    count = forms.IntegerField(label="How many children", min_value=0, max_value=20)
    version = forms.CharField(widget=forms.HiddenInput, initial="3")


def refusal() -> Decision:
    return decide(
        [
            requires(
                clause("NF-1.3"),
                "The person has not given written consent that covers health information for Northgate Housing.",
                remedy="Ask the person to sign a consent line for health, for this agency.",
            ),
            forbids(default("DEF-8"), "An address is not given to somebody who may be a danger to the person."),
            requires(
                law("dpa-2018"),
                "The law asks for the least that the agency needs.",
                remedy="Leave out the items that the agency does not need.",
            ),
        ],
        POLICY,
        changes_on=date(2026, 12, 1),
        notes=["The policy prints 4.1 here; 1.1 is meant."],
    )


def allowance() -> Decision:
    return decide(
        [permits(clause("NF-1.1a"), "A child may suffer significant harm.")],
        POLICY,
        obligations=[Obligation("review", default("DEF-2"), "A manager reviews what was sent.", 24)],
    )


def shell() -> dict[str, Any]:
    """What the context processor gives every page of a signed-in worker."""
    labels = ("Home", "Files", "Tasks", "Disclosures", "Workers", "Ledger")
    return {
        "charity_name": "Riverside Women’s Centre",
        "demo": True,
        "user": SimpleNamespace(is_authenticated=True, name="Rosa Ahmed", title="Service Manager"),
        "nav": [
            {"label": label, "url": f"/{label.lower()}/", "current": label == "Files", "count": 3 * (label == "Tasks")}
            for label in labels
        ],
        "home_url": "/",
        "search_url": "/search/",
        "danger_url": "/danger-now/",
        "policy_url": "/policy/",
        "refuses_url": "/what-it-refuses/",
        "accessibility_url": "/accessibility/",
    }


def parts() -> dict[str, Any]:
    """What the file page is filled with."""
    at = datetime(2026, 11, 20, 14, 30, tzinfo=UTC)
    return {
        "identity": {
            "reference": "NF-26-0007",
            "name": "Amara Okafor",
            "tags": [{"text": "Open", "colour": "green"}, {"text": "Held for review", "colour": "yellow"}],
            "facts": [{"label": "Born", "value": "27 March 1987"}, {"label": "Phone", "value": SEALED}],
            "actions": [
                {"label": "Write a note", "url": "/note/"},
                {"label": "Share", "url": "/share/", "kind": "secondary"},
            ],
        },
        "crumbs": [{"label": "Files", "url": "/files/"}, {"label": "NF-26-0007"}],
        "side": [
            {"label": "Notes", "url": "/n/", "current": True},
            {"label": "Consent", "url": "/c/", "count": 2},
            {"label": "Disclosures", "url": "/d/"},
            {"label": "Viewings", "url": "/v/"},
            {"label": "Who has looked", "url": "/w/"},
        ],
        "sub": [{"label": "All", "url": "/", "current": True}, {"label": "From agencies", "url": "/a/"}],
        "entries": [
            {
                "title": "Visit at home",
                "by": "Rosa Ahmed",
                "at": at,
                "body": "She is sleeping better.\n\nWe agreed to ring the housing office on Monday.",
                "tags": [{"text": "Own observation"}],
            },
            {"title": "Letter from the surgery", "by": "Imran Shah", "on": date(2026, 11, 3), "body": SEALED,
             "tags": [{"text": "Health", "colour": "teal"}], "url": "/note/2/", "link": "Read"},
            {"title": HOSTILE, "by": HOSTILE, "at": at, "body": HOSTILE, "tags": [{"text": HOSTILE, "colour": "red"}]},
        ],
        "summary": [
            {"key": "Language", "value": "English, Igbo", "url": "/change/"},
            {"key": "Letters", "value": None},
            {"key": "Status", "value": "Needs an interpreter", "tag": "orange"},
            {"key": HOSTILE, "value": HOSTILE, "url": "/change/", "about": HOSTILE},
        ],
        "columns": ["Who", "What", {"label": "Times", "numeric": True}],
        "rows": [
            [{"text": "Imran Shah", "url": "/w/1/", "note": "Caseworker"}, {"text": "Read", "tag": "grey"}, 0],
            [HOSTILE, SEALED, 12],
        ],
        "nothing": [],
        "empty": {"title": "No viewing yet", "text": "When the person asks to see the file, record it here.",
                  "url": "/ask/", "label": "Record a request"},
        "conflict": [{"label": "What happened", "mine": HOSTILE, "saved": "A shorter text."}],
        "at": at,
    }  # fmt: skip


def broken_form() -> EverythingForm:
    typed = {
        "name": HOSTILE, "email": "nonsense", "born_on_day": "31", "born_on_month": "2", "born_on_year": "1987",
        "happened_at_day": "25", "happened_at_month": "10", "happened_at_year": "2026", "happened_at_time": "1:30",
        "agency": "nowhere", "count": "many", "version": "3", "plain": HOSTILE,
    }  # fmt: skip
    return EverythingForm(typed)


def sample(name: str) -> Any:
    """A page of ``samples`` as a template."""
    return engines["django"].from_string((Path(__file__).parent / "samples" / f"{name}.html").read_text())


def pages() -> dict[str, str]:
    """Every sample page as HTML, by name."""
    draw = engines["django"].get_template
    signed_in, filled = shell(), parts()
    public = {key: value for key, value in signed_in.items() if key not in ("user", "nav", "search_url", "danger_url")}
    action = SimpleNamespace(words="share health information with this agency")
    return {
        "file": sample("file").render({**signed_in, **filled}),
        "form": sample("form").render({**signed_in, **filled, "form": EverythingForm()}),
        "form-errors": sample("form").render({**signed_in, **filled, "form": broken_form()}),
        "allowed": sample("allowed").render(
            {**signed_in, "decision": allowance(), "messages": ["The note in NF-26-0007 was saved."]}
        ),
        "confirm": sample("confirm").render(signed_in),
        "refused": draw("refused.html").render({**signed_in, "decision": refusal(), "action": action}),
        "absent": draw("absent.html").render({**signed_in, "general": clause("NF-1.1"), "policy": POLICY}),
        "kiosk": sample("kiosk").render({"end_url": "/own-screen/end/"}),
        "sign-in": draw("account/login.html").render(
            {
                **public,
                "form": SignInForm(),
                "aims": "What you tell us stays with us.",
            }
        ),
        "error-500": draw("500.html").render({}),
    }
