"""What is left of a messenger's time for answering (CHN-8), in words; static/js/inbox/windows.js keeps them true."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from channels_hub.queries.reply_window import LATE, OPEN, ReplyWindow
from common.presenting import moments

LOW = {OPEN: 6, LATE: 48}  # hours, under which the bar warns


@dataclass(frozen=True)
class Shown:
    """`state` "open" or "late"; `left` in words until `until`; `hours` left of `of` hours for the bar, low under `low`."""

    state: str
    until: datetime.datetime
    left: str
    hours: int
    of: int
    low: int

    @property
    def late(self) -> bool:
        """Only without advertising?"""
        return self.state == LATE

    @property
    def title(self) -> str:
        """For who wants to know what the figure is."""
        if self.late:
            return _("A person may still answer, without advertising")
        return _("How long the client may still be written to")


def shown(window: ReplyWindow, now: datetime.datetime) -> Shown | None:
    """The window for a page; None when the messenger has none, and when it is shut."""
    if window.until is None:
        return None
    left = window.left(now)
    return Shown(
        state=window.state,
        until=window.until,
        left=moments.span(left),
        hours=int(left.total_seconds() // 3600),
        of=window.hours,
        low=LOW[window.state],
    )
