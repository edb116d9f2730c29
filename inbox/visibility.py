"""Who sees a dialog, which tabs and which acts a member has (ARCHITECTURE §7.3): the only place that says so.

visible(m, d) = administrator, or responsible, or participant, or the group is mine and I have the right of its tab.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from inbox.enums import ChatAct, Tab
from projects.models import Member


@dataclass(frozen=True)
class Snapshot:
    """What a member may see, as of now, without the database: sockets filter hints by it.

    `groups` are mine (administrators: None, all); `rights` the values of projects.enums.Right.
    """

    member: int
    administrator: bool
    groups: frozenset[int] | None
    rights: frozenset[str] = field(default_factory=frozenset)

    def sees(self, hint: dict[str, Any]) -> bool:
        """May the member know of this hint (common.live.tell's facts)? By the dialog now, or as it `was` before.

        A hint without a chat ({"counts": true}) is for everybody of the project; one with "member" for that member only.
        """
        raise NotImplementedError


def snapshot(member: Member) -> Snapshot:
    """The member's snapshot: one query for the groups. Make it anew when rights, groups or membership change."""
    raise NotImplementedError


def tabs(member: Member) -> tuple[Tab, ...]:
    """The tabs the member has, in order."""
    raise NotImplementedError


def visible_chats(member: Member) -> models.Q:
    """Condition on Chat: its current dialog is visible (lists, counts)."""
    raise NotImplementedError


def visible_dialogs(member: Member) -> models.Q:
    """Condition on Dialog."""
    raise NotImplementedError


def sees_chat(member: Member, chat: Any) -> bool:
    """May the member open the chat: is one of its dialogs visible? `chat` is a Chat or its id."""
    raise NotImplementedError


def sees_dialog(member: Member, dialog: Any, participants: Iterable[int] | None = None) -> bool:
    """May the member see this Dialog? `participants` (member ids) saves a query."""
    raise NotImplementedError


def acts(member: Member, chat: Any, participants: Iterable[int] | None = None) -> frozenset[ChatAct]:
    """What the member may do in the Chat now; empty when it is not visible. `participants` saves a query."""
    raise NotImplementedError


def may_see_file(member: Member, file: Any) -> bool:
    """May the member see this MediaFile: of an entry in a visible dialog, an avatar of somebody visible?"""
    raise NotImplementedError
