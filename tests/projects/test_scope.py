"""The second net (ARCHITECTURE §7.2): with no active project every query of a project's row raises."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from projects.models import Member
from projects.models.owned import ProjectOwned
from projects.scope import ScopeMissing, everywhere, project_scope
from projects.ties import is_owned

pytestmark = pytest.mark.django_db
OWNED = [model for model in apps.get_models() if is_owned(model)]
ROW = pytest.mark.row("PRJ-2", code="projects/scope.py")

ASKS: dict[str, Callable[[type[models.Model]], object]] = {
    "all": lambda model: list(model._base_manager.all()[:1]),
    "exists": lambda model: model._default_manager.filter(pk=1).exists(),
    "count": lambda model: model._default_manager.count(),
    "first": lambda model: model._default_manager.order_by("pk").first(),
    "aggregate": lambda model: model._default_manager.aggregate(models.Max("pk")),
    "create": lambda model: model._default_manager.create(project_id=1),
    "bulk_create": lambda model: model._default_manager.bulk_create([model(project_id=1)]),
    "update": lambda model: model._default_manager.update(project_id=1),
    "delete": lambda model: model._default_manager.filter(pk=1).delete(),
    "save": lambda model: model(project_id=1).save(),
}


@ROW
@pytest.mark.parametrize("model", OWNED, ids=lambda model: model._meta.label)
@pytest.mark.parametrize("ask", ASKS)
def test_without_a_project_every_query_raises(model: type[models.Model], ask: str) -> None:
    with pytest.raises(ScopeMissing):
        ASKS[ask](model)


def test_every_owned_model_stands_on_the_strict_base() -> None:
    assert len(OWNED) > 10
    loose = [model._meta.label for model in OWNED if not issubclass(model, ProjectOwned)]
    assert loose == []
    assert [model._meta.label for model in OWNED if model._meta.base_manager_name != "objects"] == []


@ROW
def test_rows_of_another_project_do_not_exist(project: Any, make_project: Any, make_member: Any) -> None:
    mine, theirs = make_member(project), make_member(make_project())

    with project_scope(project.pk):
        assert Member.objects.filter(pk=mine.pk).exists()
        assert not Member.objects.filter(pk=theirs.pk).exists()
        assert Member.objects.filter(pk=theirs.pk).update(role="admin") == 0


@ROW
def test_a_forward_key_does_not_lead_out_of_the_project(
    project: Any, make_project: Any, in_project: Any
) -> None:
    """A chat that somehow names another project's group finds no group."""
    from audience.models import Contact, Status

    other = make_project()
    with in_project(other):
        status = Status.objects.first()
    with in_project(project):
        contact = Contact(project=project, status_id=status.pk)
        with pytest.raises(Status.DoesNotExist):
            _ = contact.status


@ROW
def test_a_row_of_another_project_is_not_written(project: Any, make_project: Any, in_project: Any) -> None:
    other = make_project()

    with in_project(project), pytest.raises(ScopeMissing):
        Member.objects.create(project=other, person=other.account.owner)
    with in_project(project), pytest.raises(ScopeMissing):
        Member.objects.bulk_create([Member(project=other, person=other.account.owner)])


def test_everywhere_ends_with_its_block(project: Any) -> None:
    with everywhere("test"):
        assert Member.objects.exists()
    with pytest.raises(ScopeMissing):
        Member.objects.exists()
