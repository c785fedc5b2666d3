"""The kinds of task that disclosures and alarms leave, their words fixed."""

from __future__ import annotations

from casework.taskkinds import register

ADVISE = register("disclosure-advise", "Give advice on a disclosure", url_name="disclosure-advise").slug
AUTHORISE = register(
    "disclosure-authorise", "Answer a request for authority to disclose", url_name="disclosure-authorise"
).slug
TELL = register("disclosure-tell", "Tell the person about a disclosure, or record why not", url_name="disclosure").slug
TELL_LATER = register(
    "disclosure-tell-later", "See whether the person can be told about a disclosure now", url_name="disclosure"
).slug
SEND = register("disclosure-send", "A disclosure may be sent", url_name="disclosure").slug
ANSWERED_NO = register("disclosure-refused", "Authority to disclose was refused: read why", url_name="disclosure").slug
ADVISE_AFTER = register(
    "disclosure-advise-after", "Give advice on what was sent in an emergency", url_name="disclosure-advise"
).slug
AUTHORISE_AFTER = register(
    "disclosure-authorise-after", "Answer for what was sent in an emergency", url_name="disclosure"
).slug
CLOSE = register("disclosure-close", "Write down what was done, and close the disclosure", url_name="disclosure").slug

REVIEW_ALARM = register("alarm-review", "Danger: read this alarm now and review it", url_name="alarm").slug
LINK_ALARM = register("alarm-link", "Danger: find the file an alarm is about", url_name="alarm").slug
ALARM_STEPS: dict[str, str] = {
    "authority-after": register(
        "alarm-authority", "Danger: give or refuse authority in writing", url_name="alarm"
    ).slug,
    "advice-after": register(
        "alarm-advice", "Take advice on an alarm, and write it down", url_name="alarm", by_hand=True
    ).slug,
    "telling": register(
        "alarm-telling", "See whether the person is told about an alarm", url_name="alarm", by_hand=True
    ).slug,
    "record-facts": register("alarm-facts", "Write down the facts of an alarm", url_name="alarm", by_hand=True).slug,
    "record-conversations": register(
        "alarm-conversations", "Write down who was spoken to about an alarm", url_name="alarm", by_hand=True
    ).slug,
    "policy-gap": register(
        "alarm-policy-gap", "See which clause fits an alarm, or record that none does", url_name="alarm", by_hand=True
    ).slug,
    "report-child-harm": register(
        "alarm-report", "Report to children’s social care, or record that it was reported", url_name="alarm"
    ).slug,
}
"""The obligations an alarm leaves, by the slug the rule gives them, as tasks of whoever raised it or reviews it."""
