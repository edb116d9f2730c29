"""Which messengers projects have, at a glance; for floors that only draw marks."""

from typing import Any

from channels_hub.models import Channel
from projects.scope import everywhere


def kinds_of_projects(projects: list[int]) -> dict[int, list[str]]:
    """{project id: kinds of its connected client channels, oldest first}; for a person's own projects only."""
    with everywhere("my projects: marks of their channels"):
        rows = Channel.objects.filter(project_id__in=projects, connected=True).order_by("id")
        found: dict[int, list[str]] = {}
        for project, kind in rows.values_list("project_id", "kind"):
            listed = found.setdefault(project, [])
            if kind not in listed:
                listed.append(kind)
    return found


def any_connected(project: Any) -> bool:
    """Has the active project a connected channel?"""
    return Channel.objects.filter(project=project, connected=True).exists()
