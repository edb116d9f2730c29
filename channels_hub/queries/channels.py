"""Channels as pages and other apps ask for them."""

import datetime
from collections.abc import Collection
from typing import Any, NamedTuple

from django.db.models import F, Q

from channels_hub.enums import Health, Purpose
from channels_hub.models import Channel
from projects.models import Member, Project
from projects.scope import everywhere

GREEN = (Health.OK, Health.WAITING)


class Brief(NamedTuple):
    """What lists of chats say of a channel."""

    id: int
    kind: str
    name: str
    purpose: str
    connected: bool
    health: str
    health_detail: str
    extra: dict[str, Any]

    @property
    def is_red(self) -> bool:
        """A client's channel that something keeps from working."""
        return self.connected and self.purpose == Purpose.CLIENTS and self.health not in GREEN


def listed() -> list[Channel]:
    """The project's channels for the list: broken ones first, then connected, then disconnected, newest first."""
    rows = Channel.objects.filter(purpose=Purpose.CLIENTS).order_by(
        "-connected", F("disconnected_at").desc(), "id"
    )
    return sorted(rows, key=lambda channel: not (channel.connected and is_broken(channel)))


def is_broken(channel: Channel) -> bool:
    """Red: connected, and something keeps it from working."""
    return channel.health not in GREEN


def any_broken() -> bool:
    """Is one of the active project's connected channels red?"""
    return _red().exists()


def brief() -> list[Brief]:
    """All channels of the active project, disconnected ones too, in a few words."""
    rows = Channel.objects.order_by("id").values_list(*Brief._fields)
    return [Brief._make(row) for row in rows]


def is_red_here(kind: str, account: str) -> bool:
    """Does the active project have this account connected and broken?"""
    rows = Channel.objects.filter(kind=kind, account=account, connected=True)
    return bool(rows.exclude(health__in=GREEN).exists())


def _red() -> Any:
    return Channel.objects.filter(purpose=Purpose.CLIENTS, connected=True).exclude(health__in=GREEN)


def to_look_at(now: datetime.datetime) -> list[tuple[int, int]]:
    """(project, channel) whose turn it is this minute: each channel in one of ten minutes, a red one in one of five.

    One that was just connected is left alone: its webhook may not be set yet.
    """
    settled = now - datetime.timedelta(minutes=2)
    with everywhere("sweep: channels to look at this minute"):
        rows = Channel.objects.filter(connected=True, connected_at__lt=settled).annotate(turn=F("id") % 10)
        ours = Q(turn=now.minute % 10)
        red = Q(turn__in=[now.minute % 5, now.minute % 5 + 5]) & ~Q(health__in=GREEN)
        return list(rows.filter(ours | red).order_by("id").values_list("project_id", "id"))


def holder(kind: str, account: str) -> int | None:
    """The project in which the account is connected."""
    with everywhere("channels: which project holds this account"):
        return (
            Channel.objects.filter(kind=kind, account=account, connected=True)
            .values_list("project_id", flat=True)
            .first()
        )


def holders(kind: str, accounts: Collection[str]) -> dict[str, int]:
    """Of these accounts those that are connected somewhere, and in which project."""
    with everywhere("channels: which projects hold these accounts"):
        rows = Channel.objects.filter(kind=kind, account__in=accounts, connected=True)
        return dict(rows.values_list("account", "project_id"))


def visible_project(project: int, person: Any) -> Project | None:
    """That project, if the person is a member of it."""
    if person is None:
        return None
    with everywhere("channels: may the person see the holder"):
        member = Member.objects.present().filter(
            project_id=project, person_id=person.pk, project__deleted_at=None, project__service=False
        )
        found = member.select_related("project").first()
    return found.project if found else None


def connected_everywhere() -> list[tuple[int, int]]:
    """(project, channel) of all connected channels of living projects, for `manage.py rehook`."""
    with everywhere("channels: all connected, to set webhooks anew"):
        return list(Channel.objects.filter(connected=True).order_by("id").values_list("project_id", "id"))
