"""Statuses of contacts (CARD-2)."""

from audience.enums import StatusKey
from audience.models import Status
from projects.models import Project

HUES = (1, 7, 3, 2, 5, 9)


def make_first(project: Project) -> None:
    """The six statuses a project begins with, in order, in the colours of the design."""
    Status.objects.bulk_create(
        Status(project=project, key=key, position=place, hue=hue)
        for place, (key, hue) in enumerate(zip(StatusKey.values, HUES, strict=True), start=1)
    )
