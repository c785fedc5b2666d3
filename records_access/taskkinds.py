"""The tasks of viewings, in words that can carry no name."""

from __future__ import annotations

from casework.taskkinds import register

SUPERVISE = register("supervise-viewing", "Supervise a viewing", url_name="viewing").slug
CORRECTION = register(
    "correction-asked", "The person asked for a correction: read it and answer", url_name="viewing", by_hand=True
).slug
ANSWER_REQUEST = register("answer-access-request", "Answer a request to see the file", url_name="access-request").slug
