"""Workers, the people they serve, files, notes, agencies, bars and tasks."""

from casework.models.agencies import Agency, AgencyKind, AgencyLevel
from casework.models.bars import Bar, BarKind, BarMatch, MatchState
from casework.models.files import (
    AccessReason,
    Assignment,
    CameBy,
    CaseFile,
    CaseFileUserObjectPermission,
    DuplicateCheck,
    FileStatus,
    Need,
    ReferenceCounter,
)
from casework.models.notes import NOTE_CATEGORIES, CaseNote, NoteSource, PersonHasSeen
from casework.models.people import Relation, ServiceUser
from casework.models.screens import OwnScreen, ScreenEnd, ScreenPurpose
from casework.models.standing import (
    DeputyNomination,
    Leave,
    ReviewOutcome,
    SatisfactoryReview,
    Undertaking,
    VettingCheck,
    VettingOutcome,
    VolunteeringPeriod,
)
from casework.models.tasks import Task, TaskState
from casework.models.workers import Team, TeamMembership, Worker

__all__ = [
    "NOTE_CATEGORIES", "AccessReason", "Agency", "AgencyKind", "AgencyLevel", "Assignment", "Bar", "BarKind",
    "BarMatch", "CameBy", "CaseFile", "CaseFileUserObjectPermission", "CaseNote", "DeputyNomination", "DuplicateCheck",
    "FileStatus", "Leave", "MatchState", "Need", "NoteSource", "OwnScreen", "PersonHasSeen", "ReferenceCounter",
    "Relation", "ReviewOutcome", "SatisfactoryReview", "ScreenEnd", "ScreenPurpose", "ServiceUser", "Task", "TaskState",
    "Team", "TeamMembership", "Undertaking", "VettingCheck", "VettingOutcome", "VolunteeringPeriod", "Worker",
]  # fmt: skip
