"""The line of a chat in the list: which icon, which words, whose faces."""

from dataclasses import dataclass
from datetime import timedelta

from channels_hub.queries.files import staff_link
from common import clock
from common.presenting import moments
from inbox.enums import DialogState
from inbox.queries.lists import Row
from inbox.showing import windows
from inbox.showing.addresses import chat_address
from inbox.showing.texts import clipped
from projects.models import Member

STATES = {
    "queued": ("clock", ""),
    "sent": ("check", ""),
    "delivered": ("check-check", ""),
    "read": ("check-check", "read"),
    "failed": ("circle-alert", "bad"),
    "uncertain": ("circle-question-mark", ""),
}


@dataclass(frozen=True)
class Shown:
    """`url` opens the chat; `icon` and its `mark` before the words; `by` the colleague who wrote them; `waited` is how long, in words."""

    row: Row
    url: str
    photo: str
    icon: str
    mark: str
    by: str
    text: str
    failed: bool
    waited: str
    window: windows.Shown | None = None


def shown(member: Member, row: Row) -> Shown:
    """The row for this reader."""
    preview = row.preview
    icon, mark = STATES.get(preview.state, ("", "")) if preview.direction == "out" else ("", "")
    if preview.kind == "note":
        icon, mark = "sticky-note", ""
    return Shown(
        row=row,
        url=chat_address(member.project_id, row.chat),
        photo=staff_link(member, row.photo) if row.photo else "",
        icon=icon,
        mark=mark,
        by=preview.author.split(" ")[0] if preview.author else "",
        text=clipped(preview.text),
        failed=preview.state == "failed",
        waited=moments.span(timedelta(minutes=max(1, row.minutes))) if row.waiting else "",
        window=windows.shown(row.window, clock.now()) if row.state != DialogState.DONE else None,
    )
