"""The database's own refusal to change or delete what the ledger holds, on both databases."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = ("audit_ledgerentry", "audit_ledgerbatch", "audit_adoptedpolicy")

_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'append-only: % of % is refused', TG_OP, TG_TABLE_NAME; END $$
"""


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers on every append-only table."""
    statements = _postgres() if connection.vendor == "postgresql" else _sqlite()
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers; only migrations backwards and the test suite's flush do this."""
    with connection.cursor() as cursor:
        for table in TABLES:
            for event in ("update", "delete", "truncate"):
                name = f"{table}_no_{event}"
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def _postgres() -> list[str]:
    made = [_POSTGRES_FUNCTION]
    for table in TABLES:
        for event, level in (("update", "ROW"), ("delete", "ROW"), ("truncate", "STATEMENT")):
            made.append(
                f"CREATE TRIGGER {table}_no_{event} BEFORE {event.upper()} ON {table} "
                f"FOR EACH {level} EXECUTE FUNCTION audit_append_only()"
            )
    return made


def _sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER {table}_no_{event} BEFORE {event.upper()} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'append-only: {event} of {table} is refused'); END"
        for table in TABLES
        for event in ("update", "delete")
    ]
