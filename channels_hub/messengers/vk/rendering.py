"""What we say, as fields of messages.send (PROTOCOLS §3.5)."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from channels_hub.messengers import cutting, lacking
from channels_hub.messengers.errors import Rejected
from channels_hub.messengers.vk.keyboard import keyboard
from channels_hub.messengers.vk.traits import TRAITS
from channels_hub.messengers.vocabulary import Button, Outgoing, OutgoingFile


def pieces(text: str) -> list[str]:
    """`text` as the messages it takes: at most 4096 characters each, cut at words; blank text takes none."""
    return cutting.pieces(text, TRAITS.max_text)


def parts(
    text: str,
    files: Sequence[OutgoingFile] = (),
    buttons: Sequence[Button] = (),
    reply_to: str = "",
    quick_replies: Sequence[Button] = (),
) -> list[Outgoing]:
    """What a person said as provider calls, in order: files first, the text with the only file when it fits.

    Buttons and quick replies stand under the last call, the quote above the first; there are ten places for both
    together, and what finds none, or asks for a phone, becomes words.
    """
    room = max(TRAITS.max_buttons - len(buttons), 0)
    traits = replace(TRAITS, max_quick_replies=min(TRAITS.max_quick_replies, room))
    text, under, answers = lacking.worded(text, buttons, quick_replies, traits)
    if len(files) == 1 and cutting.utf16(text.strip()) <= TRAITS.max_caption:
        found = [Outgoing(text=text.strip(), file=files[0])]
    else:
        found = [Outgoing(file=file) for file in files] + [Outgoing(text=piece) for piece in pieces(text)]
    if found:
        found[0] = replace(found[0], reply_to=reply_to)
        found[-1] = replace(found[-1], buttons=under, quick_replies=answers)
    return found


def fields(peer: str, outgoing: Outgoing, attachment: str = "") -> dict[str, Any]:
    """The fields of messages.send; `attachment` is the uploaded file. Raises Rejected for what VK would refuse.

    `random_id` is the delivery's id: VK sends one of a kind to a person once, so an uncertain call may be repeated.
    """
    if not outgoing.text.strip() and not attachment:
        raise Rejected("message is empty")
    return {
        "peer_ids": number(peer),
        "random_id": outgoing.key % 2**31,
        "message": outgoing.text or None,
        "attachment": attachment or None,
        "keyboard": keyboard(outgoing.buttons, outgoing.quick_replies),
        "forward": _quote(peer, outgoing.reply_to),
    }


def number(peer: str) -> int:
    """The peer as VK's number; raises Rejected for what is none."""
    try:
        return int(peer)
    except ValueError:
        raise Rejected("not a peer of VK") from None


def _quote(peer: str, reply_to: str) -> str | None:
    if not reply_to.isdigit():
        return None
    told = {"peer_id": int(peer), "conversation_message_ids": [int(reply_to)], "is_reply": 1}
    return json.dumps(told, separators=(",", ":"))
