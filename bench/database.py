"""The database of a running Wepster, asked past it."""

import contextlib
from collections.abc import Iterator
from typing import Any

import psycopg2

from wepster.supervising.running import Running


def plain(address: str) -> str:
    """A database address as libpq and asyncpg both read it: the socket's folder as a parameter."""
    scheme, _, rest = address.partition("://")
    login, _, place = rest.rpartition("@")
    host, _, name = place.partition("/")
    return f"{scheme}://{login}@/{name}?host={host.replace('%2F', '/')}" if "%2F" in host else address


def owner_address(running: Running) -> str:
    """As the role that may make tables."""
    settings = running.settings()
    return plain(settings.get("DATABASE_OWNER_URL") or settings["DATABASE_URL"])


@contextlib.contextmanager
def database(running: Running, statement_seconds: int = 120) -> Iterator[Any]:
    """An own connection, each statement a transaction, none longer than so many seconds."""
    connection = psycopg2.connect(owner_address(running), connect_timeout=10)
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('statement_timeout', %s, false)", (f"{statement_seconds}s",))
        yield connection
    finally:
        connection.close()


def number(connection: Any, sql: str, *values: Any) -> int:
    """The one number that a query gives, 0 for none."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        row = cursor.fetchone()
    return int(row[0] or 0) if row else 0
