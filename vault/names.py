"""How names are folded so that they are found however they are written.

Case, accents, special letters, apostrophes and hyphens make no difference: José is Jose,
Łukasz is Lukasz, and O'Brien, O’Brien, OBrien and O Brien are one name.
"""

from __future__ import annotations

import unicodedata

import jellyfish

_SPECIAL = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŋ": "n", "ŧ": "t"}
)
# The acute and grave accents standing alone are typed for apostrophes; NFKD would turn them into spaces.
_JOINTS = str.maketrans(dict.fromkeys("'’‘ʼʻʹ′`´＇‛" + "-‐‑‒–—−﹣－", "-"))
_UNSEEN = str.maketrans(dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_PARTICLE_LETTERS = 3
_SHORTEST_SOUND = 3
_PREFIXES = range(3, 8)


def fold(text: str) -> str:
    """Lower-case letters and digits without accents; ``-`` for each apostrophe or hyphen, spaces between words."""
    joined = text.translate(_UNSEEN).translate(_JOINTS).casefold()
    apart = unicodedata.normalize("NFKD", joined)
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold().translate(_SPECIAL)
    return " ".join("".join(sign if _is_of_word(sign) else " " for sign in bare).split())


def spellings(name: str) -> list[set[str]]:
    """For each word of a name, all that it may be looked for by.

    A compound gives its parts and the whole (Anne-Marie: anne, marie, annemarie); short words
    are also joined to the word after them (de la Cruz: delacruz, lacruz; Mc Donald: mcdonald).
    """
    spoken = _spoken(name)
    plain = [_whole(word) for word in spoken]
    found = [{*_parts(word), whole} for word, whole in zip(spoken, plain, strict=True)]
    for end in range(1, len(plain)):
        start = end
        while start and len(plain[start - 1]) <= _PARTICLE_LETTERS:
            start -= 1
            found[end].add("".join(plain[start : end + 1]))
    return found


def words_to_index(name: str) -> set[str]:
    """Every word a name may be looked for by."""
    return set().union(*spellings(name))


def readings(query: str) -> list[tuple[str, ...]]:
    """The ways a query may be meant: compounds whole, compounds apart, neighbours joined."""
    spoken = _spoken(query)
    whole = [_whole(word) for word in spoken]
    apart = [part for word in spoken for part in _parts(word)]
    found = [tuple(whole), tuple(apart)]
    for i in range(len(whole) - 1):
        found.append((*whole[:i], whole[i] + whole[i + 1], *whole[i + 2 :]))
    return [reading for reading in dict.fromkeys(found) if reading]


def prefixes(word: str) -> list[str]:
    """The beginnings of a word, three to seven letters, that are shorter than it."""
    return [word[:length] for length in _PREFIXES if length < len(word)]


def longest_prefix(word: str) -> str | None:
    """What to look for where ``word`` is the beginning of a longer one; None for one or two letters."""
    return word[: _PREFIXES[-1]] if len(word) >= _PREFIXES[0] else None


def sound(word: str) -> str:
    """How a word sounds in English, or nothing: too short, or not in Latin letters."""
    if len(word) < _SHORTEST_SOUND or not (word.isascii() and word.isalpha()):
        return ""
    return jellyfish.metaphone(word).replace(" ", "")


def _is_of_word(sign: str) -> bool:
    """Letters, digits, joints; and the vowel signs that Indian and other scripts write as marks."""
    return sign.isalnum() or sign == "-" or unicodedata.category(sign).startswith("M")


def _spoken(text: str) -> list[str]:
    return [word for word in fold(text).split() if word.strip("-")]


def _whole(word: str) -> str:
    return word.replace("-", "")


def _parts(word: str) -> list[str]:
    return [part for part in word.split("-") if part]
