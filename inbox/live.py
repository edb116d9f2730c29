"""The inbox's hints to open pages (ARCHITECTURE §8): routing facts of a chat, never content."""

from collections.abc import Iterable
from typing import Any

from common import live
from inbox.models import Chat


def routing(chat: Chat, participants: Iterable[int]) -> dict[str, Any]:
    """Who may know of the chat, as inbox.visibility.Snapshot.sees asks it."""
    return {
        "group": chat.group_id,
        "state": chat.state,
        "responsible": chat.responsible_id,
        "participants": sorted(participants),
    }


def tell(chat: Chat, participants: Iterable[int], was: dict[str, Any] | None = None, **more: Any) -> None:
    """Hint that the chat reached its `rev`; `was` is the routing before, so that those it leaves look again too.

    `more` are ids of what else changed ({"contact": 7}).
    """
    now = routing(chat, participants)
    facts = {"chat": chat.pk, "rev": chat.rev, "dialog": chat.dialog, **now, **more}
    if was is not None and was != now:
        facts["was"] = was
    live.tell(chat.project_id, **facts)
