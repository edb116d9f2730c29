"""Who works in a project (TEAM-3, TEAM-4)."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from common import clock
from projects.enums import Right, Role
from projects.models.owned import ProjectOwned, ProjectQuerySet, ProjectRows

Answer = TypeVar("Answer")


class MemberQuerySet(ProjectQuerySet):
    def present(self) -> Any:
        """Members who have not left."""
        return self.filter(left_at=None)


class Members(ProjectRows.from_queryset(MemberQuerySet)):  # type: ignore[misc]
    pass


class Member(ProjectOwned):
    """One person in one project. The row stays when the person goes (`left_at`), so history keeps the name.

    `denied` lists the rights switched off; only a manager's switches count.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    role = models.CharField(max_length=8, choices=Role.choices, default=Role.MANAGER)
    denied = ArrayField(models.CharField(max_length=32, choices=Right.choices), default=list, blank=True)
    joined_at = models.DateTimeField(default=clock.now)
    left_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)

    objects = Members()  # type: ignore[misc]
    remembered: dict[str, Any] | None = None

    class Meta(ProjectOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["project", "person"], name="member_once"),
            models.UniqueConstraint(
                fields=["project"], condition=models.Q(role="owner", left_at=None), name="member_one_owner"
            ),
        ]
        indexes = [models.Index(fields=["person", "project"], name="member_of_person")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.project_id}"

    @property
    def is_administrator(self) -> bool:
        """Owner or administrator: sees all, has no switches."""
        return self.role in (Role.OWNER, Role.ADMINISTRATOR)

    def once(self, key: str, ask: Callable[[], Answer]) -> Answer:
        """What `ask` says, asked once within a request that only reads (the door opens `remembered`), else each time."""
        if self.remembered is None:
            return ask()
        if key not in self.remembered:
            self.remembered[key] = ask()
        answer: Answer = self.remembered[key]
        return answer

    def may(self, right: Right) -> bool:
        """Has the member this right? Someone who left has none."""
        if self.left_at is not None:
            return False
        return self.is_administrator or right.value not in self.denied
