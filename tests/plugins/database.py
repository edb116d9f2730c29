"""The test database is made by the owner's role and used by the application's, as in production."""

import os
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

OWNER = urlsplit(os.environ.get("DATABASE_OWNER_URL", "")).username
APP = urlsplit(os.environ.get("DATABASE_URL", "")).username


def _become(role: str | None) -> None:
    from django.db import connections

    if role:
        connections["default"].close()
        connections["default"].settings_dict["USER"] = role


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Migrate as the owner."""
    _become(OWNER)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Test as the application; at the end close the sessions that threads left, since they keep the database."""
    _become(APP)
    yield
    _become(OWNER)
    with django_db_blocker.unblock():
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid() AND usename = ANY(%s)",
                [[OWNER, APP]],
            )
