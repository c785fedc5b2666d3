"""Everything that changes a disclosure. Each is one act: locked, weighed afresh, recorded with the change."""

from disclosures.procedures.alarms import ToldWords, add_told, link_alarm, raise_alarm, review_alarm
from disclosures.procedures.deciding import authorise_disclosure, record_advice, record_telling
from disclosures.procedures.drawing_up import (
    answer_questions,
    change_outline,
    choose_basis,
    choose_items,
    start_request,
    word_items,
)
from disclosures.procedures.sending import (
    cancel_disclosure,
    close_disclosure,
    propose_disclosure,
    send_disclosure,
    write_line,
)

__all__ = [
    "ToldWords",
    "add_told",
    "answer_questions",
    "authorise_disclosure",
    "cancel_disclosure",
    "change_outline",
    "choose_basis",
    "choose_items",
    "close_disclosure",
    "link_alarm",
    "propose_disclosure",
    "raise_alarm",
    "record_advice",
    "record_telling",
    "review_alarm",
    "send_disclosure",
    "start_request",
    "word_items",
    "write_line",
]
