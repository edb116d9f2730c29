"""The shown order (ARCHITECTURE §2): provider's time, provider's number, id; and how our own entries stand in it.

Telegram tells whole seconds and clocks differ, so by time alone a quick answer could be shown above the question. What
is later by the provider's number, or is made by us, is therefore never shown above what a page already shows.
"""

import datetime

from inbox.models import Chat, Entry

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
SLACK = datetime.timedelta(seconds=2)


def moment(at: int, now: datetime.datetime) -> datetime.datetime:
    """The provider's milliseconds as a moment: now when it tells none, never later than now."""
    return min(EPOCH + datetime.timedelta(milliseconds=at), now) if at else now


def heard_at(chat: Chat, at: datetime.datetime, number: int) -> datetime.datetime:
    """When a client's message is shown: at its own time, or at the tail's when it is known to come after it.

    The provider's number knows it however late the message came; without one only closeness tells.
    """
    tail = chat.tail_at
    if tail is None or at >= tail:
        return at
    later = number > chat.tail_number if number else tail <= at + SLACK
    return tail if later else at


def late(chat: Chat, at: datetime.datetime, number: int) -> bool:
    """Does a message come after later ones of its client: one that was set aside, or overtaken on its way?"""
    return chat.tail_at is not None and at < chat.tail_at and 0 < number < chat.tail_number


def own_place(chat: Chat, now: datetime.datetime) -> tuple[datetime.datetime, int]:
    """Time and number for an entry of ours: after all that is shown."""
    return (now if chat.tail_at is None else max(now, chat.tail_at)), chat.tail_number


def advance(chat: Chat, entry: Entry) -> None:
    """Move the chat's tail with a new entry."""
    chat.tail_at = entry.at if chat.tail_at is None else max(chat.tail_at, entry.at)
    chat.tail_number = max(chat.tail_number, entry.number)
