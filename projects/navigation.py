"""What the rail and the side list of settings show (design §2): what a right forbids or nobody built yet is not drawn."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext_lazy as _

from projects.enums import Right
from projects.models import Member


@dataclass(frozen=True)
class Section:
    """A part of the project under /p/<project>/<path>; any of `rights` opens it, none of them means administrators."""

    key: str
    path: str
    icon: str
    label: Any
    rights: tuple[Right, ...] = ()


INBOX_TABS = (Right.INBOX_NEW, Right.INBOX_MINE, Right.INBOX_OTHERS, Right.INBOX_DONE, Right.INBOX_SEARCH)
SECTIONS = (
    Section("inbox", "inbox/", "messages-square", _("Inbox"), INBOX_TABS),
    Section("automator", "automator/", "workflow", _("Automator"), (Right.AUTOMATOR,)),
    Section("broadcasts", "broadcasts/", "megaphone", _("Broadcasts"), (Right.BROADCASTS_SEE,)),
    Section("audience", "audience/", "users-round", _("Audience"), (Right.AUDIENCE_SEE,)),
    Section("acquisition", "acquisition/", "magnet", _("Acquisition"), (Right.ACQUISITION,)),
    Section("analytics", "analytics/", "chart-column", _("Analytics"), (Right.ANALYTICS,)),
    Section("settings", "settings/", "settings-2", _("Settings")),
)
SETTINGS = (
    Section("project", "settings/project/", "sliders-horizontal", _("Project")),
    Section("channels", "settings/channels/", "cable", _("Channels")),
    Section("bot", "settings/bot/", "bot", _("Bot settings")),
    Section("team", "settings/team/", "users-round", _("Team and rights")),
    Section("groups", "settings/groups/", "folders", _("Groups")),
    Section("labels", "audience/labels/", "tags", _("Statuses and tags")),
    Section("notifications", "settings/notifications/", "bell", _("Notifications")),
    Section("crm", "settings/crm/", "webhook", _("Integrations and CRM")),
    Section("api", "settings/api/", "key-round", _("API")),
    Section("audit", "settings/audit/", "history", _("Log of acts")),
)


Worry = Callable[[], bool]
_worries: dict[str, tuple[Worry, Any]] = {}


def on_worry(key: str, find: Worry, title: Any) -> None:
    """Register `find()`, asked in the project's scope: does the settings' section `key` deserve a red dot saying `title`?"""
    _worries[key] = (find, title)


@functools.cache
def built(path: str) -> bool:
    """Is there a page at /p/<project>/<path> already?"""
    try:
        resolve(f"/p/1/{path}")
    except Resolver404:
        return False
    return True


def opens(section: Section, member: Member) -> bool:
    """May the member open the section?"""
    if not section.rights:
        return member.is_administrator
    return any(member.may(right) for right in section.rights)


def _item(section: Section, project: int, here: str, **more: Any) -> dict[str, Any]:
    url = f"/p/{project}/{section.path}"
    return {
        "key": section.key,
        "url": url,
        "icon": section.icon,
        "label": section.label,
        "current": here.startswith(url),
        **more,
    }


def _worry(section: Section) -> dict[str, Any]:
    find, title = _worries.get(section.key, (None, ""))
    return {"tone": "danger", "title": title} if find is not None and find() else {}


def sections(member: Member, here: str, new: int = 0) -> list[dict[str, Any]]:
    """The rail's items for the member on the page `here`; `new` is the inbox's count."""
    return [
        _item(section, member.project_id, here, count=new if section.key == "inbox" else 0)
        for section in SECTIONS
        if built(section.path) and opens(section, member)
    ]


def settings(member: Member, here: str) -> list[dict[str, Any]]:
    """The side list of settings, with the person's own page at its end."""
    items = [
        _item(section, member.project_id, here, **_worry(section))
        for section in SETTINGS
        if built(section.path)
    ]
    profile = {"url": reverse("accounts:profile"), "icon": "circle-user-round", "label": _("Profile")}
    return [*items, {"heading": _("My account")}, profile]


def first_path(member: Member) -> str:
    """Where the member's work in the project begins: the first section that opens, else the first steps."""
    for section in SECTIONS:
        if built(section.path) and opens(section, member):
            return f"/p/{member.project_id}/{section.path}"
    return reverse("projects:start", args=[member.project_id])
