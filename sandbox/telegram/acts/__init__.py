"""What a client does: each act of a ``say`` request by its name."""

from collections.abc import Callable
from typing import Any

from sandbox.telegram.acts import content, edits, media, presses, standing
from sandbox.telegram.acts.acting import Acting

Act = Callable[[Acting, Any], None]

ACTS: dict[str, Act] = {
    "block": standing.block,
    "deactivate": standing.deactivate,
    "start": content.start,
    "text": content.text,
    "image": media.sender("photo"),
    "images": media.album,
    "file": media.sender("document"),
    "video": media.sender("video"),
    "voice": media.sender("voice"),
    "audio": media.sender("audio"),
    "animation": media.sender("animation"),
    "video_note": media.sender("video_note"),
    "sticker": media.sticker,
    "location": content.location,
    "venue": content.venue,
    "contact": content.contact,
    "press": presses.press,
    "edit": edits.edit,
    "delete": edits.delete,
    "raw": content.raw,
}


def act(acting: Acting, order: dict[str, Any]) -> None:
    """Do every act named in a ``say`` request, in the order of the table; raises ValueError when none is there."""
    names = [name for name in ACTS if name in order and order[name] is not None]
    if not names:
        raise ValueError(f"nothing to do: give one of {', '.join(ACTS)}")
    if acting.chat.blocked and not {"block", "start", "raw", "deactivate"} & set(names):
        raise ValueError("this client has blocked the bot: unblock first ({block: false}) or start")
    for name in names:
        ACTS[name](acting, order[name])
