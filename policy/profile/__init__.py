"""Typed policy profiles: what one charity's confidentiality policy says, and where it is silent.

The closed word lists live in `policy.profile.values` (deciding, sharing) and
`policy.profile.people_values` (access, people, time).
"""

from policy.profile.model import Profile, ProfileWarning
from policy.profile.parts import (
    About,
    Clause,
    CrossReferenceFix,
    DisclosureGround,
    Duty,
    FactSpec,
    FactWhen,
    Interpretation,
    Notification,
    RoleEntry,
    SafeguardingContact,
    Scripts,
    ServiceUserText,
    Statute,
    Superseded,
)
from policy.profile.people_sections import (
    Acknowledgement,
    Age,
    Breach,
    DataProtection,
    DenyRule,
    FileAccess,
    OwnFile,
    People,
    PolicyPages,
    Records,
    Retention,
    Review,
    Safeguarding,
    StorageRule,
    Vetting,
)
from policy.profile.sections import (
    Advice,
    Attendance,
    Authority,
    Calls,
    Confidentiality,
    Consent,
    Contact,
    Disclosure,
    InformSubject,
    Media,
    MeetingsRule,
    Referral,
    SharedDatabase,
    Sharing,
    Statistics,
    Timing,
    Transfer,
)
from policy.profile.settings import Setting, Silence, Stated, silent_means
