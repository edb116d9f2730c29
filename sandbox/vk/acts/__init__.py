"""What a client does: each act of a ``say`` request by its name."""

from collections.abc import Callable
from typing import Any

from sandbox.vk.acts import content, edits, presses, standing
from sandbox.vk.acts.acting import Acting

Act = Callable[[Acting, Any], None]

ACTS: dict[str, Act] = {
    "block": standing.block,
    "allow": standing.allow,
    "deactivate": standing.deactivate,
    "start": content.start,
    "text": content.text,
    "image": content.sender("photo"),
    "images": content.album,
    "file": content.sender("document"),
    "video": content.sender("video"),
    "voice": content.sender("voice"),
    "audio": content.sender("audio"),
    "sticker": content.sticker,
    "location": content.location,
    "attach": content.attach,
    "press": presses.press,
    "edit": edits.edit,
    "delete": edits.delete,
    "read": standing.read,
    "seen": standing.read,  # as other messengers' windows call it
    "admin": edits.administrator,
    "raw": content.raw,
}


def act(acting: Acting, order: dict[str, Any]) -> None:
    """Do every act named in a ``say`` request, in the order of the table; raises ValueError when none is there."""
    names = [name for name in ACTS if name in order and order[name] is not None]
    if not names:
        raise ValueError(f"nothing to do: name one of {', '.join(ACTS)}")
    for name in names:
        ACTS[name](acting, order[name])
