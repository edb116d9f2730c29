"""sendPhoto, sendDocument and the other kinds of files: uploaded, by file_id, or by address."""

from collections.abc import Awaitable, Callable
from typing import Any

from sandbox.telegram.calling import Call
from sandbox.telegram.files import described
from sandbox.telegram.messages import write_for
from sandbox.telegram.sources import file_of
from sandbox.telegram.texts import caption_fields


def sender(kind: str) -> Callable[[Call], Awaitable[dict[str, Any]]]:
    """The method that sends files of a kind."""

    async def send(call: Call) -> dict[str, Any]:
        caption = {} if kind in ("sticker", "video_note") else caption_of(call)
        chat = call.chat()
        stored = await file_of(call, call.fields.get(kind), kind, kind)
        return write_for(call, chat, {**described(stored), **caption}, kind, [stored.file_id])

    return send


send_photo = sender("photo")


def caption_of(call: Call) -> dict[str, Any]:
    """Caption of a file: ≤ 1024 characters after markup is taken off."""
    return caption_fields(call.text("caption"), call.text("parse_mode"), call.fields.get("caption_entities"))
