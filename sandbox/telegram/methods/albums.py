"""sendMediaGroup."""

import random
from typing import Any

from sandbox.telegram.calling import Call
from sandbox.telegram.errors import bad
from sandbox.telegram.files import described
from sandbox.telegram.messages import write_for
from sandbox.telegram.sources import file_of
from sandbox.telegram.texts import caption_fields

KINDS = ("photo", "video", "document", "audio")


async def send_media_group(call: Call) -> list[dict[str, Any]]:
    """An album of 2–10 files, each a message of its own; documents and audio do not mix with others."""
    items = call.structure("media")
    if not isinstance(items, list) or not 2 <= len(items) <= 10:
        raise bad("group send failed: an album holds 2 to 10 files" if items else "media is empty")
    kinds = {item.get("type") if isinstance(item, dict) else None for item in items}
    if not kinds <= set(KINDS):
        raise bad("can't parse InputMedia: Unknown type specified")
    if len(kinds) > 1 and kinds & {"document", "audio"}:
        raise bad("document and audio can't be mixed with other media types")
    chat, group = call.chat(), str(random.randrange(10**16, 10**17))
    stored = [await file_of(call, item.get("media"), item["type"], "media") for item in items]
    captions = [caption_fields(item.get("caption") or "", item.get("parse_mode") or "") for item in items]
    return [
        write_for(call, chat, {"media_group_id": group, **described(one), **caption}, one.kind, [one.file_id])
        for one, caption in zip(stored, captions, strict=True)
    ]
