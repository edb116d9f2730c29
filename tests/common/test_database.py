"""Which database errors pass by themselves."""

import django.db
import psycopg2
import pytest
from django.db import connection

from common.database import is_gone, is_passing

DIED = psycopg2.DatabaseError("server closed the connection unexpectedly")


def as_django(cause: Exception | None, kind: type[Exception] = django.db.DatabaseError) -> Exception:
    error = kind(str(cause))
    error.__cause__ = cause
    return error


def test_a_server_that_dies_in_the_middle_of_a_statement_is_away() -> None:
    assert is_gone(DIED)
    assert is_passing(as_django(DIED))


@pytest.mark.parametrize("kind", [psycopg2.OperationalError, psycopg2.InterfaceError])
def test_a_lost_connection_is_away(kind: type[Exception]) -> None:
    assert is_gone(kind("connection already closed"))
    assert is_passing(as_django(kind(), django.db.OperationalError))


def test_words_of_django_and_of_the_driver_about_the_data_do_not_pass() -> None:
    assert not is_passing(as_django(None))
    assert not is_gone(psycopg2.ProgrammingError("can't adapt type"))


@pytest.mark.django_db
def test_wrong_data_does_not_pass() -> None:
    with pytest.raises(django.db.DatabaseError) as found, connection.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")
    assert not is_passing(found.value)
    assert not is_gone(found.value.__cause__)
