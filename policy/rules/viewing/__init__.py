"""A person reading their own file: asking, booking, beginning, watching, reading, ending.

(NF-2.1, NF-2.2, NF-4.5; the other profiles by their own ``own_file`` settings, DEF-6, DEF-7,
DEF-9, DEF-34.) Notice is elapsed time, so an hour that the clocks add or drop changes nothing.
"""

from policy.rules.viewing.booking import (
    BookingFacts,
    RequestFacts,
    SupervisorFacts,
    still_open,
    supervisor_objections,
    weigh_booking,
    weigh_call_off,
    weigh_record_request,
)
from policy.rules.viewing.reading import ReadingFacts, weigh_finish, weigh_read
from policy.rules.viewing.session import (
    WITH_NAMES,
    SessionFacts,
    names_shown,
    weigh_begin,
    weigh_end,
    weigh_end_by_clock,
    weigh_watch,
    weigh_who_looked,
)
from policy.rules.viewing.words import UNAVAILABLE, Stage, earliest_viewing, on_the_clock

__all__ = [
    "UNAVAILABLE",
    "WITH_NAMES",
    "BookingFacts",
    "ReadingFacts",
    "RequestFacts",
    "SessionFacts",
    "Stage",
    "SupervisorFacts",
    "earliest_viewing",
    "names_shown",
    "on_the_clock",
    "still_open",
    "supervisor_objections",
    "weigh_begin",
    "weigh_booking",
    "weigh_call_off",
    "weigh_end",
    "weigh_end_by_clock",
    "weigh_finish",
    "weigh_read",
    "weigh_record_request",
    "weigh_watch",
    "weigh_who_looked",
]
