"""Reading and changing tables as a thief or a tamperer would: below the fields."""

from __future__ import annotations

from uuid import UUID

from django.db import connections, models


def cell(model: type[models.Model], column: str, pk: object) -> bytes:
    """The bytes a column holds."""
    key = model._meta.pk
    with connections["default"].cursor() as cursor:
        cursor.execute(
            f"SELECT {column} FROM {model._meta.db_table} WHERE {key.column} = %s",
            [key.get_db_prep_value(pk, connections["default"])],
        )
        return bytes(cursor.fetchone()[0])


def put(model: type[models.Model], column: str, pk: object, value: bytes | str | UUID) -> None:
    """Overwrite a column's bytes behind the application's back."""
    key = model._meta.pk
    with connections["default"].cursor() as cursor:
        cursor.execute(
            f"UPDATE {model._meta.db_table} SET {column} = %s WHERE {key.column} = %s",
            [value, key.get_db_prep_value(pk, connections["default"])],
        )


def everything(alias: str) -> bytes:
    """All rows of all tables of a database, as bytes."""
    connection = connections[alias]
    found = bytearray()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                for value in row:
                    raw = isinstance(value, bytes | memoryview | bytearray)
                    found += (bytes(value) if raw else str(value).encode()) + b"\n"
    return bytes(found)
