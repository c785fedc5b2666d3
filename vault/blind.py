"""Finding people by name although names are sealed.

For each name the index keeps keyed fingerprints (HMAC-SHA-256, 64 bits) of its words, of their
beginnings (three to seven letters) and of their sounds. The key is derived from the master
key, apart from every key that opens data; kind and scope are part of each fingerprint.

**This is a trade, not secrecy.** Without the key a thief of the database cannot read a name
from it, but learns something all the same: equal fingerprints show equal names, so a name as
common as Smith stands out by how often it comes; beginnings lie inside each other, which shows
shared beginnings and, roughly, lengths; whoever watches the database live sees which searches
repeat and whom they find. Numbers of fingerprints are rounded up with random ones to hide how
many words a name has. *With* the key every name falls to a list of names. So the index names
people to their owner's id alone, is dropped with them, and can be rebuilt: leave it out of
backups where that matters.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable
from functools import reduce
from itertools import combinations
from operator import or_
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from vault import names as folding
from vault.master import purpose_key
from vault.models import BlindToken

_ROUNDED_TO = 16
_MOST_WORDS = 6
_LEAST_ALIKE = 2
_TELLS_NOTHING = 2


def index_names(owner_id: UUID, names: Iterable[str], scope: str) -> None:
    """Index all of a person's names, former and chosen ones too, in place of what was indexed before."""
    words = set[str]().union(*(folding.words_to_index(name) for name in names))
    tokens = set[int]().union(*(_tokens_to_keep(word, scope) for word in words))
    while len(tokens) % _ROUNDED_TO:
        tokens.add(int.from_bytes(secrets.token_bytes(8), "big", signed=True))
    with transaction.atomic():
        drop(owner_id, scope)
        BlindToken.objects.bulk_create(
            BlindToken(scope=scope, token=token, owner_id=owner_id) for token in sorted(tokens)
        )


def drop(owner_id: UUID, scope: str | None = None) -> None:
    """Forget a person's names, in one scope or in all."""
    mine = BlindToken.objects.filter(owner_id=owner_id)
    (mine if scope is None else mine.filter(scope=scope)).delete()


def find(query: str, scope: str, *, limit: int | None = None) -> set[UUID]:
    """Owners with a name for every word of the query: the word, its beginning or its sound.

    A limit cuts without order. Where the asker may see only some of the owners, filter by
    :func:`owners` inside that query instead, or the limit is spent on people who are not shown.
    """
    return set(owners(query, scope).values_list("owner_id", flat=True)[:limit])


def owners(query: str, scope: str) -> QuerySet[BlindToken, Any]:
    """The owner ids of :func:`find` as a subquery, for ``id__in``; an empty query finds nobody."""
    readings = [reading[:_MOST_WORDS] for reading in folding.readings(query)]
    return _owners(scope, [[_tokens_to_find(word, scope) for word in reading] for reading in readings])


def similar(names: Iterable[str], scope: str) -> set[UUID]:
    """Owners who may be the same person: two words of a name are, or sound, alike; or its only word."""
    wanted = []
    for name in names:
        words = sorted(folding.spellings(name), key=lambda spelt: max(map(len, spelt)), reverse=True)
        telling = [spelt for i, spelt in enumerate(words[:_MOST_WORDS]) if i < _LEAST_ALIKE or _tells(spelt)]
        for few in combinations(telling, min(_LEAST_ALIKE, len(telling))):
            wanted.append([set[int]().union(*(_tokens_alike(word, scope) for word in spelt)) for spelt in few])
    return set(_owners(scope, wanted).values_list("owner_id", flat=True))


def _tells(spelt: set[str]) -> bool:
    """Whether a word says anything about who it is: "de" and "la" do not."""
    return max(map(len, spelt)) > _TELLS_NOTHING


def _owners(scope: str, wanted: list[list[set[int]]]) -> QuerySet[BlindToken, Any]:
    """Owners for whom, of one of the lists, each set holds a token.

    Scope and first set stand inside each alternative, so that each is one walk of the index.
    """
    alternatives = []
    for first, *others in filter(None, wanted):
        holds = Q(scope=scope, token__in=sorted(first))
        for tokens in others:
            rest = BlindToken.objects.filter(scope=scope, token__in=sorted(tokens))
            holds &= Q(owner_id__in=rest.values("owner_id"))
        alternatives.append(holds)
    rows = BlindToken.objects.filter(reduce(or_, alternatives)) if alternatives else BlindToken.objects.none()
    return rows.values("owner_id").distinct()


def _tokens_to_keep(word: str, scope: str) -> set[int]:
    kept = {_token("word", word, scope), *(_token("beginning", start, scope) for start in folding.prefixes(word))}
    return kept | _sounds(word, scope)


def _tokens_to_find(word: str, scope: str) -> set[int]:
    beginning = folding.longest_prefix(word)
    return _tokens_alike(word, scope) | ({_token("beginning", beginning, scope)} if beginning else set())


def _tokens_alike(word: str, scope: str) -> set[int]:
    return {_token("word", word, scope)} | _sounds(word, scope)


def _sounds(word: str, scope: str) -> set[int]:
    sound = folding.sound(word)
    return {_token("sound", sound, scope)} if sound else set()


def _token(kind: str, text: str, scope: str) -> int:
    message = "\0".join((scope, kind, text)).encode()
    return int.from_bytes(hmac.digest(purpose_key("blind-index"), message, "sha256")[:8], "big", signed=True)
