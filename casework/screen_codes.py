"""The code of a person's own screen: nine digits, of which the first three only say which screen."""

from __future__ import annotations

import hmac

from vault.master import purpose_key

LABEL_DIGITS = 3


def digits_of(code: str) -> str:
    """The digits of what was typed, whatever stood between them."""
    return "".join(c for c in code if c.isascii() and c.isdigit())


def label_of(code: str) -> str:
    """The part that names the screen; no secret."""
    return digits_of(code)[:LABEL_DIGITS]


def code_hash(code: str) -> str:
    """A keyed hash: a million codes are soon tried against a plain one."""
    return hmac.new(purpose_key("own-screen-code"), digits_of(code).encode(), "sha256").hexdigest()


def same_hash(one: str, other: str) -> bool:
    """Compare without telling by the time taken how much of it was right."""
    return hmac.compare_digest(one, other)


def spoken(code: str) -> str:
    """The code in threes, as it is read aloud."""
    return " ".join(code[i : i + LABEL_DIGITS] for i in range(0, len(code), LABEL_DIGITS))
