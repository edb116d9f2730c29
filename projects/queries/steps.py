"""What a new project still lacks (ACC-5)."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from projects.models import Invitation, Member
from projects.navigation import built
from projects.queries.outlines import steps_done


@dataclass(frozen=True)
class Step:
    """`url` is "" while the page is still to come."""

    key: str
    label: Any
    hint: Any
    action: Any
    url: str
    done: bool


@dataclass(frozen=True)
class Checklist:
    steps: list[Step]

    @property
    def count(self) -> int:
        """How many are done."""
        return sum(step.done for step in self.steps)

    @property
    def finished(self) -> bool:
        """Is everything done that can be done by now?"""
        return all(step.done or not step.url for step in self.steps)

    @property
    def next(self) -> Step | None:
        """The step to take now."""
        return next((step for step in self.steps if not step.done and step.url), None)


def checklist(member: Member) -> Checklist:
    """The first steps of the member's project, in the scope of which it is called."""
    project, done = member.project, steps_done(member.project)

    def page(path: str) -> str:
        return f"/p/{project.pk}/{path}" if built(path) else ""

    team = Member.objects.present().count() > 1 or Invitation.objects.exists()
    return Checklist(
        [
            Step("project", _("Create a project"), "", "", "", True),
            Step(
                "channel",
                _("Connect a channel"),
                _("Telegram, Viber, VK, Facebook or a chat on your site"),
                _("Connect"),
                page("settings/channels/"),
                done.get("channel", False),
            ),
            Step(
                "team",
                _("Invite the team"),
                _("By mail or with a password at once"),
                _("Invite"),
                f"{reverse('projects:team', args=[project.pk])}?open=add-member",
                team,
            ),
            Step(
                "widget",
                _("Put a widget on your site"),
                _("One line of code"),
                _("Set up"),
                page("acquisition/"),
                done.get("widget", False),
            ),
            Step(
                "greeting",
                _("Write a greeting"),
                _("Everybody who comes for the first time will see it"),
                _("Write"),
                page("automator/"),
                done.get("greeting", False),
            ),
        ]
    )
