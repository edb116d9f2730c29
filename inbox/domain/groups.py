"""Groups of a project (INB-8); so far the general one."""

from inbox.models import Group
from projects.models import Project


def make_general(project: Project) -> None:
    """Every project has one general group: everybody's, where enquiries go when nothing else says so."""
    Group.objects.create(project=project, general=True, everybody=True)


def general() -> Group:
    """The active project's general group."""
    group: Group = Group.objects.get(general=True)
    return group
