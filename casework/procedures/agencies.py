"""The list of outside bodies, and what they were told."""

from __future__ import annotations

from datetime import date

from audit import gate
from audit.actions import Action
from audit.actors import Actor
from casework.models import Agency, AgencyLevel
from casework.procedures.numbering import next_reference
from casework.procedures.stale import refuse_stale

EDITABLE = (
    "name",
    "kind",
    "level",
    "country",
    "contact_email",
    "contact_phone",
    "told_of_open_records_on",
    "is_listed",
)


def add_agency(
    *,
    by: Actor,
    name: str,
    kind: str,
    level: str = AgencyLevel.LOCAL,
    country: str = "GB",
    contact_email: str = "",
    contact_phone: str = "",
    told_of_open_records_on: date | None = None,
) -> Agency:
    """Add a body that may be told something or sends something. Raises ValidationError for a name listed already."""
    with gate.perform(Action.ADD_AGENCY, by=by) as opened:
        agency = Agency(
            reference=next_reference("A"),
            name=name,
            kind=kind,
            level=level,
            country=country,
            contact_email=contact_email,
            contact_phone=contact_phone,
            told_of_open_records_on=told_of_open_records_on,
            added_by=by,
            added_at=opened.at,
        )
        agency.full_clean()
        agency.save(force_insert=True)
        opened.record(agency, agency=agency.reference)
    return agency


def change_agency(*, by: Actor, reference: str, version: int | None = None, **changes: object) -> Agency:
    """Change an agency's details (:data:`EDITABLE`). Raises StaleForm if somebody saved since ``version``, if given."""
    unknown = changes.keys() - set(EDITABLE)
    if unknown:
        raise TypeError(f"not to be edited: {sorted(unknown)}")
    with gate.perform(Action.EDIT_AGENCY, by=by, on=reference) as opened:
        agency: Agency = opened.target
        refuse_stale(agency.version if version is None else version, agency.version, saved_by=None, saved_at=None)
        for name, value in changes.items():
            setattr(agency, name, value)
        agency.version += 1
        agency.full_clean()
        agency.save()
        opened.record(agency)
    return agency


def told_of_open_records(*, by: Actor, reference: str, told_on: date) -> Agency:
    """Record when an agency was told that people may read their files (NF-2.3, NF-4.5)."""
    with gate.perform(Action.EDIT_AGENCY, by=by, on=reference) as opened:
        agency: Agency = opened.target
        agency.told_of_open_records_on = told_on
        agency.full_clean()
        agency.save(update_fields=["told_of_open_records_on"])
        opened.record(agency)
    return agency
