"""Groups (departments, INB-8); the general one exists in every project."""

from django.db import models

from projects.models import Member, ProjectOwned, owned_key


class Group(ProjectOwned):
    """`everybody` groups need no member rows."""

    name = models.CharField(max_length=80, blank=True, default="")
    general = models.BooleanField(default=False)
    everybody = models.BooleanField(default=True)

    class Meta(ProjectOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["project"], condition=models.Q(general=True), name="group_one_general"
            ),
        ]

    def __str__(self) -> str:
        return self.name or f"group {self.pk}"


class GroupMember(ProjectOwned):
    group = owned_key(Group, models.CASCADE)
    member = owned_key(Member, models.CASCADE)

    class Meta(ProjectOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["group", "member"], name="group_member_once")]

    def __str__(self) -> str:
        return f"{self.group_id}: {self.member_id}"
