"""The database's own refusal to change a signed consent, on both databases.

Deletion stays possible: only disposal deletes, and it deletes the key first. On SQLite a later
migration that remakes one of these tables drops its triggers and must call :func:`install` again.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

FORM, LINE = "consent_consentform", "consent_consentline"
REFUSAL = "a signed consent is never changed, only withdrawn or replaced"

_NAMES = {"consent_form_fixed": FORM, "consent_line_fixed": LINE, "consent_line_none_added": LINE}

_SQLITE = (
    f"CREATE TRIGGER consent_form_fixed BEFORE UPDATE ON {FORM} WHEN OLD.signed_at IS NOT NULL "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    f"CREATE TRIGGER consent_line_fixed BEFORE UPDATE ON {LINE} "
    f"WHEN (SELECT signed_at FROM {FORM} WHERE id = OLD.form_id) IS NOT NULL "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    f"CREATE TRIGGER consent_line_none_added BEFORE INSERT ON {LINE} "
    f"WHEN (SELECT signed_at FROM {FORM} WHERE id = NEW.form_id) IS NOT NULL "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
)

_POSTGRES = (
    f"""CREATE OR REPLACE FUNCTION consent_form_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN IF OLD.signed_at IS NOT NULL THEN RAISE EXCEPTION '{REFUSAL}'; END IF; RETURN NEW; END $$""",
    f"""CREATE OR REPLACE FUNCTION consent_line_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN IF (SELECT signed_at FROM {FORM} WHERE id = NEW.form_id) IS NOT NULL
    THEN RAISE EXCEPTION '{REFUSAL}'; END IF; RETURN NEW; END $$""",
    f"CREATE TRIGGER consent_form_fixed BEFORE UPDATE ON {FORM} FOR EACH ROW EXECUTE FUNCTION consent_form_is_fixed()",
    f"CREATE TRIGGER consent_line_fixed BEFORE UPDATE ON {LINE} FOR EACH ROW EXECUTE FUNCTION consent_line_is_fixed()",
    f"CREATE TRIGGER consent_line_none_added BEFORE INSERT ON {LINE} "
    "FOR EACH ROW EXECUTE FUNCTION consent_line_is_fixed()",
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers; safe to call again."""
    remove(connection)
    with connection.cursor() as cursor:
        for statement in _POSTGRES if connection.vendor == "postgresql" else _SQLITE:
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers; only a migration backwards or one that remakes the tables does this."""
    with connection.cursor() as cursor:
        for name, table in _NAMES.items():
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
