"""A new project (ACC-5, PRJ-1, PRJ-2)."""

from django.db import transaction

from accounts import limits
from accounts.domain.accounts import account_of
from accounts.models import Person
from projects import founding
from projects.domain.auditing import audited
from projects.domain.refusals import Refused
from projects.enums import Role
from projects.models import Member, Project
from projects.scope import project_scope


def found_project(
    person: Person, name: str, *, time_zone: str = "", colour: str = "", ip: str | None = None
) -> Project:
    """Make a project in the person's own account, with the person as its owner.

    `time_zone` is an IANA name (the person's own, else Moscow, when empty), `colour` like "#0f6a60". What upper floors
    registered in projects.founding is made in the same transaction. Raises Refused ("limit").
    """
    with transaction.atomic():
        account = account_of(person)
        verdict = limits.allow(account, "project")
        if not verdict:
            raise Refused(verdict.limit, "limit")
        project = Project(
            account=account, name=name, time_zone=time_zone or person.time_zone or "Europe/Moscow"
        )
        if colour:
            project.colour = colour
        project.save()
        with project_scope(project.pk):
            Member.objects.create(project=project, person=person, role=Role.OWNER)
            for make in founding.makers():
                make(project)
            audited("project.founded", person, ip, project=project.pk)
    return project
