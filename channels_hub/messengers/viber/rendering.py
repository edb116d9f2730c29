"""What we say, as Viber's messages (PROTOCOLS §2.5): files go by their address, only a picture bears a text."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from viberbot.api.messages import FileMessage, PictureMessage, TextMessage, VideoMessage
from viberbot.api.messages.message import Message

from channels_hub.messengers import cutting, lacking
from channels_hub.messengers.errors import Rejected, TooLarge
from channels_hub.messengers.viber.keyboards import ASK_VERSION, asks, keyboard
from channels_hub.messengers.viber.traits import (
    FILE_NAME,
    REQUEST_BYTES,
    SENDER_NAME,
    TRAITS,
    VIDEO_BYTES,
)
from channels_hub.messengers.vocabulary import Button, Outgoing, OutgoingFile

_PICTURE_ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".gif"})
# Viber refuses what could be run (its list of forbidden file formats, in the parts that people send).
_FORBIDDEN = frozenset(
    [
        ".action",
        ".apk",
        ".app",
        ".bat",
        ".bin",
        ".cmd",
        ".com",
        ".command",
        ".cpl",
        ".csh",
        ".exe",
        ".gadget",
        ".inf",
        ".ins",
        ".inx",
        ".ipa",
        ".isu",
        ".job",
        ".jse",
        ".ksh",
        ".lnk",
        ".msc",
        ".msi",
        ".msp",
        ".mst",
        ".osx",
        ".out",
        ".paf",
        ".pif",
        ".prg",
        ".ps1",
        ".reg",
        ".rgs",
        ".run",
        ".sct",
        ".shb",
        ".shs",
        ".u3p",
        ".vb",
        ".vbe",
        ".vbs",
        ".vbscript",
        ".workflow",
        ".ws",
        ".wsf",
    ]
)


def pieces(text: str) -> list[str]:
    """`text` as the messages it takes: at most 7000 units each, cut at words; blank text takes none."""
    return cutting.pieces(text, TRAITS.max_text)


def parts(
    text: str,
    files: Sequence[OutgoingFile] = (),
    buttons: Sequence[Button] = (),
    reply_to: str = "",
    quick_replies: Sequence[Button] = (),
) -> list[Outgoing]:
    """What a person said as provider calls, in order: files first, the text with the only picture when it fits.

    Buttons stand at the last call: Viber's keyboard goes with the next message. Viber has no quotes, so `reply_to` says
    nothing here.
    """
    words, under, beside = lacking.worded(text, buttons, quick_replies, TRAITS)
    if len(files) == 1 and _is_picture(files[0]) and cutting.utf16(words) <= TRAITS.max_caption:
        found = [Outgoing(text=words, file=files[0])]
    else:
        found = [Outgoing(file=file) for file in files] + [Outgoing(text=piece) for piece in pieces(words)]
    if found:
        found[-1] = replace(found[-1], buttons=under, quick_replies=beside)
    return found


def message(outgoing: Outgoing) -> dict[str, Any]:
    """The message as JSON, without receiver and sender. Raises Rejected for what Viber would refuse."""
    buttons = (*outgoing.buttons, *outgoing.quick_replies)
    more = {"keyboard": keyboard(buttons), "min_api_version": ASK_VERSION if asks(buttons) else None}
    made = _file(outgoing, outgoing.file, more) if outgoing.file else _text(outgoing, more)
    return {name: value for name, value in made.to_dict().items() if value is not None}


def request(receiver: str, sender: str, outgoing: Outgoing) -> bytes:
    """The body of send_message. Raises Rejected for what Viber would refuse, "too_long" above its 30 KB."""
    return encoded({"receiver": receiver, **signed(sender, message(outgoing))})


def signed(sender: str, said: dict[str, Any]) -> dict[str, Any]:
    """A message in the name of `sender`, which Viber asks for in each."""
    return {"sender": {"name": sender[:SENDER_NAME] or "Bot"}, **said}


def encoded(said: dict[str, Any]) -> bytes:
    """JSON as short as it can be. Raises Rejected("too_long") above 30 KB."""
    body = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    if len(body) > REQUEST_BYTES:
        raise Rejected("the message is above 30 KB", code="too_long")
    return body


def _text(outgoing: Outgoing, more: dict[str, Any]) -> Message:
    if not outgoing.text.strip():
        raise Rejected("message text is empty")
    if cutting.utf16(outgoing.text) > TRAITS.max_text:
        raise Rejected("the text is above 7000 characters", code="too_long")
    return TextMessage(text=outgoing.text, **more)


def _file(outgoing: Outgoing, file: OutgoingFile, more: dict[str, Any]) -> Message:
    if not file.url:
        raise Rejected("the file has no address", code="file")
    if file.size > TRAITS.file_bytes:
        raise TooLarge("the file is above 50 MB", file.size)
    if _is_picture(file) and _ending(urlsplit(file.url).path) in _PICTURE_ENDINGS:
        return PictureMessage(text=outgoing.text, media=file.url, **more)
    if outgoing.text:
        raise Rejected("Viber puts a text only under a picture", code="too_long")
    if file.kind in ("video", "animation") and file.mime == "video/mp4" and file.size <= VIDEO_BYTES:
        return VideoMessage(media=file.url, size=file.size, **more)
    name = _name(file)
    if _ending(name) in _FORBIDDEN:
        raise Rejected(f"Viber takes no files of the kind {_ending(name)}")
    return FileMessage(media=file.url, size=file.size, file_name=name, **more)


def _is_picture(file: OutgoingFile) -> bool:
    """Does it go as a picture? A larger one, or of another kind, goes as a file."""
    return file.kind == "image" and file.mime in TRAITS.image_kinds and file.size <= TRAITS.image_bytes


def _name(file: OutgoingFile) -> str:
    """A name with an ending, which Viber asks for: its own, or that of the address."""
    name = file.name or "file"
    ending = _ending(name) or _ending(urlsplit(file.url).path) or ".bin"
    stem = name.removesuffix(PurePosixPath(name).suffix) if _ending(name) else name
    return stem[: FILE_NAME - len(ending)] + ending


def _ending(path: str) -> str:
    return PurePosixPath(path).suffix.lower()
