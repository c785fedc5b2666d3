"""Consent: what may be signed, what it covers at the moment of sending, and that it may always be withdrawn."""

from policy.rules.consent.covering import CoverageFacts, LineInForce, covering_lines, covers
from policy.rules.consent.lines import LineFacts
from policy.rules.consent.signatory import Presence, Signatory, SignedBy, Understanding
from policy.rules.consent.signing import FormKind, SigningFacts, weigh_signing
from policy.rules.consent.withdrawing import PermissionFacts, weigh_colleague_permission, weigh_withdrawal

__all__ = [
    "CoverageFacts",
    "FormKind",
    "LineFacts",
    "LineInForce",
    "PermissionFacts",
    "Presence",
    "Signatory",
    "SignedBy",
    "SigningFacts",
    "Understanding",
    "covering_lines",
    "covers",
    "weigh_colleague_permission",
    "weigh_signing",
    "weigh_withdrawal",
]
