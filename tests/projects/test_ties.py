"""Composite keys (ARCHITECTURE §2): between owned tables the database checks the project together with the id."""

from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from projects.ties import is_owned, ties

pytestmark = pytest.mark.django_db
TIED = [(model, field) for model in apps.get_models() for field in ties(model)]


def _composite_keys() -> set[tuple[str, str, str]]:
    """(table, column, target) of every foreign key (project_id, column) → (project_id, id)."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT c.conrelid::regclass::text, own.attname, c.confrelid::regclass::text
            FROM pg_constraint c
            JOIN pg_attribute own ON own.attrelid = c.conrelid AND own.attnum = c.conkey[2]
            JOIN pg_attribute first ON first.attrelid = c.conrelid AND first.attnum = c.conkey[1]
            JOIN pg_attribute far ON far.attrelid = c.confrelid AND far.attnum = c.confkey[1]
            WHERE c.contype = 'f' AND cardinality(c.conkey) = 2
              AND first.attname = 'project_id' AND far.attname = 'project_id'
            """
        )
        return set(cursor.fetchall())


@pytest.mark.row("PRJ-2", code="projects/ties.py")
def test_every_key_between_owned_tables_is_tied_to_the_project() -> None:
    wanted = {
        (model._meta.db_table, field.column, field.remote_field.model._meta.db_table) for model, field in TIED
    }

    assert len(wanted) > 15
    assert wanted - _composite_keys() == set()


def test_receipts_deliveries_and_entries_have_no_keys_to_them() -> None:
    """They are dropped by the day or grow without end: nothing in the database may point there."""
    far = {target for _table, _column, target in _composite_keys()}

    assert far.isdisjoint({"channels_hub_receipt", "channels_hub_delivery", "inbox_entry"})


def test_owned_tables_begin_their_indexes_with_the_project_or_a_parent() -> None:
    owned = [model for model in apps.get_models() if is_owned(model)]
    assert all(
        model._meta.get_field("project").remote_field.model._meta.label == "projects.Project"
        for model in owned
    )


@pytest.mark.row("PRJ-2", code="projects/ties.py")
def test_the_database_refuses_a_key_into_another_project(
    project: Any, make_project: Any, in_project: Any
) -> None:
    from audience.models import Contact, Status

    other = make_project()
    with in_project(other):
        status = Status.objects.first()

    with transaction.atomic(), in_project(project), connection.cursor() as cursor:
        Contact.objects.create(project=project, status_id=status.pk)
        with pytest.raises(IntegrityError):
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        transaction.set_rollback(True)
