"""Projects of a person (PRJ-1)."""

from typing import Any

from projects.enums import Role
from projects.models import Member
from projects.scope import everywhere

RANK = {Role.OWNER: 0, Role.ADMINISTRATOR: 1, Role.MANAGER: 2}


def memberships(person: Any) -> list[Member]:
    """The person's present memberships with their projects, own ones first, then by name; only this person's rows."""
    with everywhere("my projects: the memberships of one person"):
        rows = Member.objects.present().filter(
            person_id=person.pk, project__deleted_at=None, project__service=False
        )
        found = list(rows.select_related("project", "person"))
    return sorted(
        found, key=lambda member: (member.role != "owner", member.project.name.casefold(), member.project_id)
    )


def faces(projects: list[int], each: int = 3) -> dict[int, list[Any]]:
    """Up to `each` people of each project, owner and administrators first; for lists of the person's own projects."""
    with everywhere("my projects: a few faces of each"):
        rows = Member.objects.present().filter(project_id__in=projects).select_related("person")
        found: dict[int, list[Any]] = {}
        for member in sorted(rows, key=lambda member: (RANK[member.role], member.pk)):
            listed = found.setdefault(member.project_id, [])
            if len(listed) < each:
                listed.append(member.person)
    return found
