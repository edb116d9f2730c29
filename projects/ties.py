"""Composite foreign keys (ARCHITECTURE §2): between owned tables the database checks (project_id, x_id) together.

`Tie("inbox")` stands in a migration after the tables; it walks that app's models and adds what is missing, so a later
migration that adds tables ends with the same line.
"""

from typing import Any

from django.db import migrations


def is_owned(model: Any) -> bool:
    """Does the model (real or of a migration's state) belong to a project?"""
    return any(
        field.name == "project"
        and getattr(field.remote_field, "model", None) is not None
        and field.remote_field.model._meta.label_lower == "projects.project"
        for field in model._meta.get_fields()
        if getattr(field, "remote_field", None) is not None and field.concrete
    )


def ties(model: Any) -> list[Any]:
    """The fields of an owned model that point to owned models."""
    if not is_owned(model) or not model._meta.managed:
        return []
    return [
        field
        for field in model._meta.local_fields
        if field.remote_field is not None and field.name != "project" and is_owned(field.remote_field.model)
    ]


class Tie(migrations.operations.base.Operation):
    """Add the composite keys of one app's owned models."""

    reversible = True

    def __init__(self, app: str) -> None:
        self.app = app

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (type(self).__name__, [self.app], {})

    def state_forwards(self, app_label: str, state: Any) -> None:
        pass

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for model in to_state.apps.get_app_config(self.app).get_models():
            for field in ties(model):
                self._tie(
                    schema_editor, model._meta.db_table, field.column, field.remote_field.model._meta.db_table
                )

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        pass

    def describe(self) -> str:
        return f"Tie {self.app}'s foreign keys to the project"

    @staticmethod
    def _tie(editor: Any, table: str, column: str, target: str) -> None:
        index, name = f"{target}_in_project", f"{table}_{column}_tie"
        editor.execute(f'CREATE UNIQUE INDEX IF NOT EXISTS "{index}" ON "{target}" (project_id, id)')
        with editor.connection.cursor() as cursor:
            cursor.execute(
                "SELECT 1 FROM pg_constraint WHERE conname = %s AND conrelid = %s::regclass",
                [name, f'"{table}"'],
            )
            if cursor.fetchone():
                return
        editor.execute(
            f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" FOREIGN KEY (project_id, "{column}") '
            f'REFERENCES "{target}" (project_id, id) DEFERRABLE INITIALLY DEFERRED'
        )
