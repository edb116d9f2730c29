from projects.models.audit import Act
from projects.models.fact import Fact
from projects.models.invitation import Invitation
from projects.models.member import Member
from projects.models.owned import ProjectOwned, ProjectQuerySet, ProjectRows, owned_key
from projects.models.project import Project

__all__ = [
    "Act",
    "Fact",
    "Invitation",
    "Member",
    "Project",
    "ProjectOwned",
    "ProjectQuerySet",
    "ProjectRows",
    "owned_key",
]
