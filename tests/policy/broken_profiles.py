"""Profiles with one mistake each, and what the loader must say about it."""

from __future__ import annotations

from typing import NamedTuple


class Broken(NamedTuple):
    """A shipped profile with one passage replaced, and what the loader must say about it.

    ``line_with``: the mistake is reported on the line where these words begin.
    """

    slug: str
    old: str
    new: str
    line_with: str
    key: str
    says: tuple[str, ...]


NOTICE = 'notice_hours = { is = 24, clauses = ["NF-2.2"] }'
DENIED = '{ role = "volunteer", months = 6, satisfactory = true, leave = "pauses" }'
AUTHORISERS = 'authorisers = { is = ["director", "chair"], clauses = ["PACE-7"] }'

BROKEN = {
    "an unknown key": Broken(
        "new-futures", NOTICE, NOTICE + "\nnotise_hours = 24", "notise", "own_file.notise_hours", ("unknown key",)
    ),
    "an unknown section": Broken(
        "new-futures", "[review]", '[reveiw]\nx = "silent"\n\n[review]', "[reveiw]", "reveiw", ("unknown key",)
    ),
    "a missing key": Broken("new-futures", NOTICE, "", "[own_file]", "own_file.notice_hours", ("missing", "silent")),
    "a missing section": Broken(
        "new-futures", '[review]\ninterval_months = "silent"', "", "# The New Futures Project", "review", ("missing",)
    ),
    "an unknown role": Broken(
        "new-futures",
        "[roles.committee]",
        "[roles.janitor]",
        "[roles.janitor]",
        "roles.janitor",
        ("unknown role", "chair"),
    ),
    "an unknown role in a list": Broken(
        "new-futures",
        'advisers = { is = ["manager"',
        'advisers = { is = ["boss"',
        '"boss"',
        "advice.advisers[1]",
        ("unknown role 'boss'", "allowed: director"),
    ),
    "a duplicate ground": Broken(
        "new-futures",
        'slug = "life-threatened"',
        'slug = "child-significant-harm"',
        'slug = "child-significant-harm"\nclause = "NF-1.1b"',
        "grounds[2].slug",
        ("duplicate slug 'child-significant-harm'",),
    ),
    "a duplicate clause": Broken(
        "pace",
        'id = "PACE-4"\nparaphrase',
        'id = "PACE-3"\nparaphrase',
        'id = "PACE-3"\nparaphrase = "Confidences',
        "clauses[4].id",
        ("duplicate id",),
    ),
    "a ground without a clause": Broken(
        "new-futures",
        'slug = "urgent-medical"\nclause = "NF-1.1f"',
        'slug = "urgent-medical"',
        '[[grounds]]\nslug = "urgent-medical"',
        "grounds[6].clause",
        ("missing",),
    ),
    "a ground that cites another charity's clause": Broken(
        "new-futures",
        'clause = "NF-1.1f"',
        'clause = "PACE-9"',
        'clause = "PACE-9"',
        "grounds[6].clause",
        ("PACE-9", "own list"),
    ),
    "a parameter that cites a clause the policy lacks": Broken(
        "new-futures", NOTICE, NOTICE.replace("2.2", "9.9"), "NF-9.9", "own_file.notice_hours[1]", ("'NF-9.9'",)
    ),
    "a parameter that cites nothing": Broken(
        "new-futures",
        NOTICE,
        "notice_hours = { is = 24, clauses = [] }",
        "notice_hours",
        "own_file.notice_hours",
        ("empty",),
    ),
    "a default where a clause belongs": Broken(
        "new-futures", NOTICE, NOTICE.replace("NF-2.2", "DEF-7"), "DEF-7", "own_file.notice_hours[1]", ("own list",)
    ),
    "notice below nothing": Broken(
        "new-futures", "is = 24", "is = -1", "is = -1", "own_file.notice_hours", ("must not be below 0",)
    ),
    "negative months": Broken(
        "new-futures", "months = 6", "months = -6", "months = -6", "file_access.denied[1].months", ("below 0", "NF-2.4")
    ),
    "fractional months": Broken(
        "new-futures",
        "months = 6",
        "months = 6.5",
        "months = 6.5",
        "file_access.denied[1].months",
        ("whole number", "6.5"),
    ),
    "yes for a number": Broken(
        "new-futures", "is = 24", "is = true", NOTICE.replace("24", "true"), "own_file.notice_hours", ("whole number",)
    ),
    "a denial without a condition": Broken(
        "new-futures", DENIED, '{ role = "volunteer" }', "denied =", "file_access.denied[1]", ("condition", "NF-2.4")
    ),
    "a denial of an unknown role": Broken(
        "new-futures",
        '{ role = "volunteer", m',
        '{ role = "student", m',
        "student",
        "file_access.denied[1].role",
        ("unknown role",),
    ),
    "silence in a half-filled list": Broken(
        "pace",
        AUTHORISERS,
        AUTHORISERS.replace('"chair"', '"silent"'),
        "authorisers",
        "disclosure.authorisers",
        ("half",),
    ),
    "a bare value": Broken(
        "new-futures", NOTICE, "notice_hours = 24", "notice_hours", "own_file.notice_hours", ("is =",)
    ),
    "a misspelt silence": Broken(
        "pace",
        'interval_months = "silent"',
        'interval_months = "silnet"',
        "silnet",
        "review.interval_months",
        ("silent",),
    ),
    "replaced law without what applies now": Broken(
        "new-futures",
        'now = "Data Protection Act 2018 and UK GDPR"\n',
        "",
        '[[superseded]]\nprinted = "Data Protection Act 1998"',
        "superseded[1].now",
        ("missing",),
    ),
    "replaced law with an unknown note": Broken(
        "pace", 'note = "data-protection"', 'note = "gdpr"', 'note = "gdpr"', "superseded[1].note", ("no law note",)
    ),
    "a general clause that is not there": Broken(
        "pace",
        'general_clause = "PACE-5"',
        'general_clause = "PACE-55"',
        "PACE-55",
        "about.general_clause",
        ("own list",),
    ),
    "a duty of another clause": Broken(
        "pace",
        '{ id = "PACE-4",',
        '{ id = "PACE-3-ii",',
        '"PACE-3-ii"',
        "clauses[4].duties[1]",
        ("PACE-4 with a roman",),
    ),
    "an unknown fact kind": Broken(
        "pace", 'kind = "person" },', 'kind = "human" },', '"human"', "grounds[1].facts[1].kind", ("unknown fact kind",)
    ),
    "an answer that is not offered": Broken(
        "new-futures",
        'must_be = ["may be harmed", "has been harmed"]',
        'must_be = ["certain"]',
        '["certain"]',
        "grounds[1].facts[2]",
        ("'certain' is not one of its answers",),
    ),
    "a conditional afterwards without its fact": Broken(
        "pace", 'name = "at_risk_now"', 'name = "at_risk"', 'after = "if-anyone', "grounds[1].after", ("at_risk_now",)
    ),
    "recipients left empty": Broken(
        "new-futures", 'told = "unstated"', "told = []", "told = []", "grounds[2].told", ('write "unstated"',)
    ),
    "powers that differ from the parameter": Broken(
        "pace",
        'is = ["director", "chair"]',
        'is = ["director"]',
        "[roles.director]",
        "roles",
        ("authorise", "director"),
    ),
    "powers for a friend": Broken(
        "pace",
        'title = "Friend of Pace"\ngroup = "friend"\npowers = []',
        'title = "Friend of Pace"\ngroup = "friend"\npowers = ["casework"]',
        "[roles.friend]",
        "roles.friend",
        ("no powers", "PACE-1"),
    ),
    "a role the product needs": Broken(
        "preston", "[roles.caseworker]", "[roles.administrator]", "[roles.director]", "roles.caseworker", ("missing",)
    ),
    "text that is no TOML": Broken("pace", "[confidentiality]", "[confidentiality", "[confidentiality", "(syntax)", ()),
}
