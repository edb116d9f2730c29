"""A person's answer to the client (INB-5, INB-10 to INB-12; ARCHITECTURE §4, post)."""

import uuid
from collections.abc import Sequence

from channels_hub.models import MediaFile
from inbox.models import Entry
from projects.models import Member

MOST_FILES = 10


def post(
    member: Member,
    chat: int,
    text: str,
    files: Sequence[MediaFile] = (),
    intent: uuid.UUID | str = "",
    seen_rev: int | None = None,
) -> Entry:
    """Write to the client: one entry, one delivery per provider call.

    `files` are stored ones (channels_hub.domain.files.store); `intent` is the composer's uuid: the same one twice gives the
    same entry. With no open dialog this opens one with `member` responsible (INB-5). `seen_rev` is what the page had
    shown: reserved for INB-30.

    Raises Refused: "empty", "long", "files" (too many or not sendable), "new" (take it first), "others" (`by` holds it),
    "right", "channel" (disconnected), "blocked" (the client blocked the bot), "gone".
    """
    raise NotImplementedError
