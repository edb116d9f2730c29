"""The one rule of reply windows (CHN-8): how long after the client's last act they may be written to, and how."""

import datetime
from dataclasses import dataclass
from typing import Any, Protocol

from channels_hub.messengers import messenger
from channels_hub.messengers.vocabulary import Traits

OPEN, LATE, SHUT = "open", "late", "shut"
GRANTED = "granted"  # channel.extra: the tags that the messenger granted


@dataclass(frozen=True)
class ReplyWindow:
    """`state`: "" (the messenger has no window), "open", "late" (a person may answer with `tag`, without advertising) or "shut".

    `until` is when this state ends, None for none and for shut; `hours` how long after the client's act that is.
    """

    state: str = ""
    until: datetime.datetime | None = None
    hours: int = 0
    tag: str = ""

    @property
    def allows(self) -> bool:
        """May a person write now?"""
        return self.state != SHUT

    @property
    def allows_automatic(self) -> bool:
        """May a chain or a broadcast write now? They never use a person's tag."""
        return self.state in ("", OPEN)

    def left(self, now: datetime.datetime) -> datetime.timedelta:
        """What is left of the state; nothing for none and for shut."""
        return max(self.until - now, datetime.timedelta()) if self.until else datetime.timedelta()


NONE = ReplyWindow()


class OfChannel(Protocol):
    """What is read of a channel: the model, or a few words of it."""

    @property
    def kind(self) -> str:
        """Which messenger's."""

    @property
    def extra(self) -> Any:
        """What was noted of it."""


def reply_window(
    channel: OfChannel, last_client_at: datetime.datetime | None, now: datetime.datetime
) -> ReplyWindow:
    """The window of a chat of `channel` whose client acted last at `last_client_at`."""
    try:
        traits: Traits = messenger(channel.kind).TRAITS
    except KeyError:
        return NONE
    if traits.window_hours is None:
        return NONE
    granted = traits.late_tag if traits.late_tag in channel.extra.get(GRANTED, ()) else ""
    return window(traits, granted, last_client_at, now)


def window(
    traits: Traits, granted: str, last_client_at: datetime.datetime | None, now: datetime.datetime
) -> ReplyWindow:
    """The same by numbers alone; `granted` is the tag that the account may use late, or ""."""
    if traits.window_hours is None:
        return NONE
    if last_client_at is None:
        return ReplyWindow(SHUT, None, traits.window_hours)
    until = last_client_at + datetime.timedelta(hours=traits.window_hours)
    if now < until:
        return ReplyWindow(OPEN, until, traits.window_hours)
    late = last_client_at + datetime.timedelta(hours=traits.late_hours)
    if granted and now < late:
        return ReplyWindow(LATE, late, traits.late_hours, granted)
    return ReplyWindow(SHUT, None, traits.late_hours if granted else traits.window_hours)
