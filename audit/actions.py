"""Everything the product can be asked to do, each once.

An :class:`Action` is a permission codename, a ledger verb and the guard of a URL at the same
time. ``words`` completes the sentence "You may not …".
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Action(StrEnum):
    """One thing a person or a job may ask for."""

    words: str

    def __new__(cls, value: str, words: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.words = words
        return member

    @property
    def codename(self) -> str:
        """The Django permission codename, ``audit.<codename>``."""
        return self.value.replace("-", "_")

    # Everyday pages
    SEE_HOME = "see-home", "see the home page"
    SEE_TASKS = "see-tasks", "see tasks"
    FINISH_TASK = "finish-task", "finish this task"
    # Files and people
    LIST_FILES = "list-files", "list files"
    SEARCH_PEOPLE = "search-people", "search for people"
    OPEN_FILE = "open-file", "open the file"
    STATE_ACCESS_REASON = "state-access-reason", "open the file from outside its team"
    OPEN_NEW_FILE = "open-new-file", "open a new file"
    RESOLVE_DUPLICATE = "resolve-duplicate", "decide whether this person already has a file"
    EXPLAIN_POLICY = "explain-policy", "record that the policy was explained"
    EDIT_PERSON = "edit-person", "change the person's details"
    CLOSE_FILE = "close-file", "close the file"
    REOPEN_FILE = "reopen-file", "reopen the file"
    ADD_NOTE = "add-note", "write in the file"
    CORRECT_NOTE = "correct-note", "correct this note"
    ADD_RELATION = "add-relation", "link two people"
    ASSIGN_WORKER = "assign-worker", "assign a worker to the file"
    END_ASSIGNMENT = "end-assignment", "end an assignment"
    RECORD_BAR = "record-bar", "record who must not see the file"
    LIFT_BAR = "lift-bar", "lift a bar from the file"
    LINK_OWN_FILE = "link-own-file", "record that the person also works here"
    RESOLVE_BAR_MATCH = "resolve-bar-match", "decide on a possible conflict"
    SEE_WHO_LOOKED = "see-who-looked", "see who has looked at the file"
    ADD_AGENCY = "add-agency", "add an agency"
    EDIT_AGENCY = "edit-agency", "change an agency"
    LIST_AGENCIES = "list-agencies", "list agencies"
    # Workers
    LIST_WORKERS = "list-workers", "list workers"
    INVITE_WORKER = "invite-worker", "invite a worker"
    CHANGE_WORKER = "change-worker", "change a worker's details"
    DEACTIVATE_WORKER = "deactivate-worker", "deactivate a worker"
    RECORD_VOLUNTEERING = "record-volunteering", "record a volunteer's dates"
    RECORD_LEAVE = "record-leave", "record leave"
    RECORD_REVIEW = "record-review", "record a volunteer's review"
    RECORD_VETTING = "record-vetting", "record a vetting result"
    SEE_VETTING = "see-vetting", "see a vetting result"
    SIGN_UNDERTAKING = "sign-undertaking", "sign the confidentiality undertaking"
    NOMINATE_DEPUTY = "nominate-deputy", "nominate a deputy"
    MANAGE_TEAMS = "manage-teams", "change teams"
    # Consent
    SEE_CONSENT = "see-consent", "see consent forms"
    RECORD_CONSENT = "record-consent", "record consent"
    WITHDRAW_CONSENT = "withdraw-consent", "record a withdrawal of consent"
    PERMIT_COLLEAGUE = "permit-colleague", "let a colleague see this"
    # Disclosure
    PROPOSE_DISCLOSURE = "propose-disclosure", "propose a disclosure"
    SEE_DISCLOSURE = "see-disclosure", "see this disclosure"
    LIST_DISCLOSURES = "list-disclosures", "see the register of disclosures"
    CANCEL_DISCLOSURE = "cancel-disclosure", "cancel this disclosure"
    RECORD_ADVICE = "record-advice", "record advice"
    AUTHORISE_DISCLOSURE = "authorise-disclosure", "authorise this disclosure"
    RECORD_TELLING = "record-telling", "record whether the person was told"
    SEND_DISCLOSURE = "send-disclosure", "send this disclosure"
    CLOSE_DISCLOSURE = "close-disclosure", "close this disclosure"
    RAISE_DANGER = "raise-danger", "raise an alarm"
    REVIEW_DANGER = "review-danger", "review an emergency disclosure"
    # The person's own records
    RECORD_ACCESS_REQUEST = "record-access-request", "record a request to see the file"
    SEE_ACCESS_REQUEST = "see-access-request", "see this request"
    RECORD_IDENTITY_CHECK = "record-identity-check", "record how the person was identified"
    CLOSE_ACCESS_REQUEST = "close-access-request", "close the request"
    BOOK_VIEWING = "book-viewing", "book a viewing"
    SEE_VIEWING = "see-viewing", "see this viewing"
    MOVE_VIEWING = "move-viewing", "move the viewing"
    CALL_OFF_VIEWING = "call-off-viewing", "call the viewing off"
    BEGIN_VIEWING = "begin-viewing", "begin the viewing"
    TRY_SCREEN_CODE = "try-screen-code", "try a code on the person's own screen"
    ENTER_OWN_SCREEN = "enter-own-screen", "open the person's own screen"
    READ_OWN_COPY = "read-own-copy", "read the released copy"
    ASK_CORRECTION = "ask-correction", "ask for a correction"
    WATCH_VIEWING = "watch-viewing", "watch over the viewing"
    END_VIEWING = "end-viewing", "end the viewing"
    # Governance
    SEE_LEDGER = "see-ledger", "see the ledger"
    ADOPT_POLICY = "adopt-policy", "adopt a policy"


class Event(StrEnum):
    """What the ledger keeps although nobody asked whether it may happen."""

    SIGNED_IN = "signed-in"
    SIGN_IN_FAILED = "sign-in-failed"
    SIGNED_OUT = "signed-out"
    SESSION_EXPIRED = "session-expired"
    JOB_RAN = "job-ran"
    LEDGER_VERIFIED = "ledger-verified"
    OWN_SCREEN_PAGE = "own-screen-page"
    OWN_SCREEN_ENDED = "own-screen-ended"


class Outcome(StrEnum):
    """How a ledger entry ended."""

    PERMITTED = "permitted"
    REFUSED = "refused"
    CONCEALED = "concealed"  # refused, and the asker saw the page of a thing that does not exist
    NOTED = "noted"
