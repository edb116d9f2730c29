"""The base of every table that belongs to a project."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from projects.scope import EVERY_PROJECT, ScopeMissing, active_project


def check_owner(instance: Any) -> None:
    """Raise ScopeMissing unless the row belongs to the active project."""
    if active_project() not in (EVERY_PROJECT, instance.project_id):
        raise ScopeMissing(f"{type(instance).__name__} of another project")


class ProjectQuerySet(models.QuerySet[Any]):
    def bulk_create(self, objs: Iterable[Any], *args: Any, **options: Any) -> list[Any]:
        rows = list(objs)
        for instance in rows:
            check_owner(instance)
        return super().bulk_create(rows, *args, **options)


class ProjectRows(models.Manager.from_queryset(ProjectQuerySet)):  # type: ignore[misc]
    """Raises with no active project, holds queries to it otherwise."""

    def get_queryset(self) -> Any:
        project_id = active_project()
        rows = super().get_queryset()
        return rows if project_id is EVERY_PROJECT else rows.filter(project_id=project_id)


def owned_key(to: Any, on_delete: Any, **options: Any) -> Any:
    """A foreign key between owned tables: the database holds it as (project_id, x_id) (projects.ties)."""
    options.setdefault("related_name", "+")
    options.setdefault("db_index", False)
    return models.ForeignKey(to, on_delete, db_constraint=False, **options)


class ProjectOwned(models.Model):
    """`project` stands first in indexes; `objects` is also the base manager, so forward keys are held too."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="+", db_index=False)
    objects = ProjectRows()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:
        check_owner(self)
        super().save(*args, **kwargs)
