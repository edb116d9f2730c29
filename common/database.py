"""A PostgreSQL connection outside Django's, for threads that keep one of their own."""

from typing import Any

import psycopg2
from django.db import DatabaseError, InterfaceError, OperationalError, connections


def connect(name: str) -> Any:
    """A psycopg2 connection in autocommit to the same database as Django's; `name` is shown in pg_stat_activity.

    A peer that went silent is given up after 10 s. Raises psycopg2.OperationalError when the database is away.
    """
    parameters = dict(connections["default"].get_connection_params())
    parameters.pop("cursor_factory", None)
    parameters |= {"connect_timeout": 2, "tcp_user_timeout": 10_000, "application_name": f"wepster {name}"}
    connection = psycopg2.connect(**parameters)
    connection.autocommit = True
    return connection


def is_gone(error: BaseException) -> bool:
    """Does a psycopg2 error say that the connection or the database is away (and not that the data is wrong)?

    A server that dies in the middle of a statement gives a bare DatabaseError without a code.
    """
    if isinstance(error, psycopg2.OperationalError | psycopg2.InterfaceError):
        return True
    return type(error) is psycopg2.DatabaseError and getattr(error, "pgcode", None) is None


# SQLSTATE classes of passing trouble: connection, transaction rollback (deadlock), resources, lock not available, shutdown.
_PASSING = ("08", "40", "53", "55", "57")


def is_passing(error: BaseException) -> bool:
    """Is a database error about the database's standing (repeat later) and not about the data (repeating is of no use)?"""
    if not isinstance(error, DatabaseError | InterfaceError):
        return False
    code = getattr(error.__cause__, "pgcode", None)
    if code is None:
        return isinstance(error, OperationalError | InterfaceError) or is_gone(error.__cause__ or error)
    return str(code).startswith(_PASSING)
