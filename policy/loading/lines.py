"""Where each key of a TOML file stands.

``tomllib`` forgets line numbers, and a mistake without a line is hard to find in a long profile.
This reads only the outline of a file that ``tomllib`` has already accepted: table headers, keys,
and the inline tables of a list, which is all a profile is made of.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from policy.loading.errors import Key

_HEADER = re.compile(r"^\[(\[)?\s*(.+?)\s*\]{1,2}\s*(?:#.*)?$")
_KEY = re.compile(r"""^((?:"[^"]*"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[\w-]+))*)\s*=""")
_PART = re.compile(r""""([^"]*)"|'([^']*)'|([\w-]+)""")
_TOKEN = re.compile(r'"""|\'\'\'|"(?:\\.|[^"\\])*"|\'[^\']*\'|#.*|[\[\]{}]')


class LineIndex:
    """The line of every key, counted from 1; an unlisted key has the line of what holds it."""

    def __init__(self, text: str) -> None:
        self._lines: dict[Key, int] = {}
        self._seen: Counter[Key] = Counter()
        self._table: Key = ()
        self._value: Key = ()
        self._items = 0
        self._open = ""
        self._quote = ""
        for number, line in enumerate(text.splitlines(), start=1):
            self._read(number, line)

    def line(self, key: Key) -> int:
        """The line of ``key``, or of the nearest thing that would hold it."""
        while key and key not in self._lines:
            key = key[:-1]
        return self._lines.get(key, 1)

    def _read(self, number: int, line: str) -> None:
        if not self._open and not self._quote:
            stripped = line.strip()
            if header := _HEADER.match(stripped):
                self._enter(number, _parts(header[2]), array=bool(header[1]))
                return
            if key := _KEY.match(stripped):
                self._value, self._items = (*self._table, *_parts(key[1])), 0
                self._lines.setdefault(self._value, number)
        self._follow(number, line)

    def _enter(self, number: int, parts: Key, *, array: bool) -> None:
        for depth in range(1, len(parts) + 1):
            self._lines.setdefault(parts[:depth], number)
        if array:
            self._table = (*parts, self._seen[parts])
            self._seen[parts] += 1
        else:
            self._table = parts
        self._lines.setdefault(self._table, number)

    def _follow(self, number: int, line: str) -> None:
        """Count brackets outside strings, noting where each inline table of a list begins."""
        for token in _tokens(line, self._quote):
            if token in ('"""', "'''"):
                self._quote = "" if self._quote else token
            elif self._quote or token[0] in "\"'#":
                continue
            elif token in "[{":
                if token == "{" and self._open in ("[", "{["):
                    self._lines.setdefault((*self._value, self._items), number)
                    self._items += 1
                self._open += token
            else:
                self._open = self._open[:-1]


def _tokens(line: str, quote: str) -> Iterator[str]:
    position = 0
    while position < len(line):
        if quote:
            end = line.find(quote, position)
            if end < 0:
                return
            yield quote
            position, quote = end + 3, ""
            continue
        found = _TOKEN.search(line, position)
        if found is None:
            return
        yield found[0]
        position = found.end()
        quote = found[0] if found[0] in ('"""', "'''") else ""


def _parts(dotted: str) -> Key:
    return tuple(next(filter(None, groups), "") for groups in _PART.findall(dotted))
