"""What we say, as Telegram's calls (PROTOCOLS §1.5). People's text goes as it is: never with a parse_mode."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyParameters,
)

from channels_hub.messengers import cutting, lacking
from channels_hub.messengers.errors import Rejected
from channels_hub.messengers.telegram.traits import TRAITS
from channels_hub.messengers.vocabulary import Button, Outgoing, OutgoingFile

MAX_DATA = 64  # bytes of callback_data


@dataclass(frozen=True)
class Call:
    """One method of telegram.Bot with its arguments."""

    method: str
    arguments: dict[str, Any]


def pieces(text: str) -> list[str]:
    """`text` as the messages it takes: at most 4096 UTF-16 units each, cut at words; blank text takes none."""
    return cutting.pieces(text, TRAITS.max_text)


def parts(
    text: str,
    files: Sequence[OutgoingFile] = (),
    buttons: Sequence[Button] = (),
    reply_to: str = "",
    quick_replies: Sequence[Button] = (),
) -> list[Outgoing]:
    """What a person said as provider calls, in order: files first, the text as the only file's caption when it fits.

    Buttons stand under the last call, the quote above the first. Only the keyboard asks for a phone or a place, and a
    message has one or the other: beside buttons, ready answers become buttons and what asks becomes words.
    """
    under = [button for button in buttons if not button.ask]
    beside = [button for button in buttons if button.ask] + list(quick_replies)
    if under:
        under += [replace(one, data=one.data or one.text) for one in beside if not one.ask]
        beside = [one for one in beside if one.ask]
    traits = replace(TRAITS, max_quick_replies=0) if under else TRAITS
    text, inline, answers = lacking.worded(text, under, beside, traits)
    if len(files) == 1 and cutting.utf16(text.strip()) <= TRAITS.max_caption:
        found = [Outgoing(text=text.strip(), file=files[0])]
    else:
        found = [Outgoing(file=file) for file in files] + [Outgoing(text=piece) for piece in pieces(text)]
    if found:
        found[0] = replace(found[0], reply_to=reply_to)
        found[-1] = replace(found[-1], buttons=inline, quick_replies=answers)
    return found


def call(peer: str, outgoing: Outgoing, opened: BinaryIO | None, as_document: bool = False) -> Call:
    """The call that sends `outgoing` to `peer`; `opened` is its file. Raises Rejected for what Telegram would refuse.

    `as_document` sends a picture as a file (for sizes that sendPhoto refuses).
    """
    arguments: dict[str, Any] = {
        "chat_id": _chat(peer),
        "reply_markup": _keyboard(outgoing.buttons) or _answers(outgoing.quick_replies),
    }
    if outgoing.reply_to.isdigit():
        arguments["reply_parameters"] = ReplyParameters(
            int(outgoing.reply_to), allow_sending_without_reply=True
        )
    if outgoing.file is None:
        if not outgoing.text.strip():
            raise Rejected("message text is empty")
        return Call("send_message", {**arguments, "text": outgoing.text})
    if opened is None:
        raise Rejected("the file is gone")
    method, field = _way(outgoing.file, as_document)
    # The transport closes what it streams; a picture may have to go a second time, so it is read.
    content = opened.read() if method == "send_photo" else opened
    file = InputFile(content, filename=outgoing.file.name or "file", attach=False, read_file_handle=False)
    return Call(method, {**arguments, field: file, "caption": outgoing.text or None})


def _way(file: OutgoingFile, as_document: bool) -> tuple[str, str]:
    if as_document:
        return "send_document", "document"
    if file.kind == "image" and file.mime == "image/gif":
        return "send_animation", "animation"
    if file.kind == "image" and file.mime in TRAITS.image_kinds and file.size <= TRAITS.image_bytes:
        return "send_photo", "photo"
    if file.kind in ("video", "voice", "audio", "animation"):
        return f"send_{file.kind}", file.kind
    return "send_document", "document"


def _chat(peer: str) -> int:
    try:
        return int(peer)
    except ValueError:
        raise Rejected("chat not found") from None


def _keyboard(buttons: Sequence[Button]) -> InlineKeyboardMarkup | None:
    if any(len(button.data.encode()) > MAX_DATA for button in buttons):
        raise Rejected("button data is longer than 64 bytes")
    rows = [
        [InlineKeyboardButton(button.text, url=button.url or None, callback_data=button.data or None)]
        for button in buttons
    ]
    return InlineKeyboardMarkup(rows) if rows else None


def _answers(buttons: Sequence[Button]) -> ReplyKeyboardMarkup | None:
    """Ready answers below the field; they go with the first press."""
    rows = [
        [
            KeyboardButton(
                button.text,
                request_contact=button.ask == "phone" or None,
                request_location=button.ask == "location" or None,
            )
        ]
        for button in buttons
    ]
    return ReplyKeyboardMarkup(rows, resize_keyboard=True, one_time_keyboard=True) if rows else None
