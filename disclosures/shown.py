"""A request as screens show it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from audit.adoption import profile_in_force
from consent.wording import CATEGORY_WORDS
from disclosures.models import DisclosureRequest
from disclosures.states import State
from policy.rules.disclosure import Basis, Passing, Told

COLOURS = {
    State.DRAFT: "yellow",
    State.PROPOSED: "blue",
    State.AUTHORISED: "teal",
    State.REFUSED: "red",
    State.SENT: "green",
    State.CLOSED: "grey",
    State.CANCELLED: "grey",
}
BASES = {
    Basis.CONSENT.value: "The person’s consent",
    Basis.GROUND.value: "Without consent, on a circumstance in the policy",
    Basis.NEITHER.value: "Nothing yet",
}
TOLD = {
    Told.TOLD.value: "The person was told",
    Told.NOT_TOLD.value: "The person was not told",
    Told.HELD_FOR_ADVICE.value: "Held while advice is taken",
}


def tag_of(request: DisclosureRequest) -> dict[str, str]:
    """The request's state as a coloured word."""
    state = State(request.state)
    return {"text": state.label, "colour": COLOURS[state]}


def register_row(request: DisclosureRequest) -> list[Any]:
    """A request in the register; nothing sealed."""
    tag = tag_of(request)
    return [
        {"text": request.reference, "url": reverse("disclosure", args=[request.reference])},
        request.agency.name,
        BASES[request.basis],
        f"{request.proposed_by.name}, {request.proposed_by.title}",
        f"{request.begun_at:%-d %B %Y}",
        {"text": tag["text"], "tag": tag["colour"]},
    ]


def summary_rows(request: DisclosureRequest) -> list[dict[str, Any]]:
    """To whom, what for, on what."""
    what = "A referral" if request.passing == Passing.REFERRAL.value else "Telling an agency something"
    return [
        {"key": "What", "value": what},
        {"key": "To", "value": request.agency.name},
        {"key": "For the attention of", "value": request.contact_name},
        {"key": "They will use it for", "value": request.purpose},
        {"key": "Who said so", "value": request.purpose_from},
        {"key": "It rests on", "value": BASES[request.basis]},
        {"key": "Asked for by", "value": f"{request.proposed_by.name}, {request.proposed_by.title}"},
        {"key": "Somebody at risk now", "value": "Yes" if request.risk_now else "No"},
    ]


def items_shown(request: DisclosureRequest) -> list[dict[str, Any]]:
    """The items in the words that would leave."""
    return [
        {
            "position": item.position,
            "category": CATEGORY_WORDS[item.category],
            "passage": item.passage,
            "necessity": item.necessity,
        }
        for item in request.items.all()
    ]


def grounds_shown(request: DisclosureRequest) -> list[dict[str, Any]]:
    """Each circumstance claimed, with the facts given for it."""
    grounds = profile_in_force().grounds
    shown = []
    for claim in request.grounds.all():
        ground = grounds.get(claim.slug)
        if ground is None:
            continue
        facts = claim.facts if isinstance(claim.facts, dict) else {}
        rows = [{"key": spec.label, "value": facts.get(spec.name)} for spec in ground.facts]
        shown.append({"title": ground.title, "clause": ground.clause, "rows": rows})
    return shown


def history(request: DisclosureRequest) -> list[dict[str, Any]]:
    """Advice, answers, telling, lines and the sending, oldest first."""
    entries = [
        *({"title": f"Advice: {a.get_advises_display()}", "by": _who(a.adviser), "at": a.recorded_at, "body": a.advice}
          for a in request.advice.select_related("adviser")),
        *({"title": "Authority given" if a.granted else "Authority refused", "by": _who(a.decided_by),
           "at": a.decided_at, "body": a.words,
           "tags": [{"text": "Void: changed afterwards", "colour": "grey"}] if a.voided_at and a.granted else []}
          for a in request.authorities.select_related("decided_by")),
        *({"title": TOLD[n.outcome], "by": _who(n.recorded_by), "at": n.recorded_at, "body": n.detail}
          for n in request.notices.select_related("recorded_by")),
        *({"title": f"{line.get_kind_display().replace('-', ' ').capitalize()}{': none' if line.none else ''}",
           "by": _who(line.recorded_by), "at": line.happened_at, "body": line.words}
          for line in request.recorded_lines.select_related("recorded_by")),
    ]  # fmt: skip
    sent = getattr(request, "sent", None)
    if sent is not None:
        entries.append(
            {"title": f"Sent: {sent.get_channel_display()}", "by": _who(sent.sent_by), "at": sent.sent_at,
             "body": sent.channel_note or None}
        )  # fmt: skip
    return sorted(entries, key=lambda entry: entry["at"])


def _who(worker: Any) -> str:
    return f"{worker.name}, {worker.title}"
