"""Reading a request's sealed words to weigh them, in a room of its own that closes at once.

What a decider learns here goes into frozen facts and no further: a Decision's reasons never
repeat it, and the request's own keys open only with the Decision that follows.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from disclosures.models import DisclosureRequest, SentDisclosure, SentItem
from policy.decision import Opening
from vault import strongroom

PARTS = ("items", "grounds", "advice", "authorities", "notices", "recorded_lines")


def record_ids(request: DisclosureRequest) -> frozenset[UUID]:
    """Every sealed record of a request: what seeing it opens, and nothing else of the file."""
    found = {request.pk}
    for part in PARTS:
        found.update(getattr(request, part).values_list("pk", flat=True))
    found.update(SentDisclosure.objects.filter(request=request).values_list("pk", flat=True))
    found.update(SentItem.objects.filter(sent__request=request).values_list("pk", flat=True))
    return frozenset(found)


def opening_of(request: DisclosureRequest, *new: UUID) -> Opening:
    """The keys of a request's own records, and of records about to be written."""
    return Opening(request.folder_id, records=record_ids(request) | frozenset(new))


@contextmanager
def reading(request: DisclosureRequest) -> Iterator[None]:
    """Read the request and the person's date of birth for a rule; closed at the end."""
    person = request.case_file.service_user
    with strongroom.opened_room() as room:
        room.open([opening_of(request), Opening(person.folder_id, records=frozenset({person.pk}))])
        yield
