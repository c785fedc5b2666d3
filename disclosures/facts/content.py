"""Exactly what would leave, as bytes, and the MAC that an authority is bound to."""

from __future__ import annotations

import json
from typing import Any

from disclosures.facts.reading import reading
from disclosures.models import DisclosureRequest
from vault import seal
from vault.sealed import require_plain


def content(request: DisclosureRequest) -> dict[str, Any]:
    """What would leave, to whom, for what and on which ground; its records must be open.

    Raises PlainValueRefused where something of it is not.
    """
    items = [(item.position, item.category, item.passage, item.necessity) for item in request.items.all()]
    grounds = [(ground.slug, ground.facts) for ground in request.grounds.all()]
    require_plain(
        request.purpose, request.contact_name, *(i[2] for i in items), *(i[3] for i in items), *(g[1] for g in grounds)
    )
    return {
        "agency": str(request.agency_id),
        "contact": request.contact_name,
        "purpose": request.purpose,
        "basis": request.basis,
        "passing": request.passing,
        "grounds": sorted(grounds, key=lambda ground: ground[0]),
        "items": items,
    }


def bound_mac(request: DisclosureRequest) -> bytes:
    """The MAC, under the file's key, of exactly what would leave; the request's records must be open."""
    canonical = json.dumps(content(request), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return seal.mac(request.folder_id, [b"disclosure", request.pk.bytes, canonical.encode()])


def request_mac(request: DisclosureRequest) -> bytes:
    """The same for a decider, which reads in a room of its own."""
    with reading(request):
        return bound_mac(request)
