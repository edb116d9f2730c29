"""A line of a web chat as its page takes it: plain data, which the page shows as text and nothing else."""

from typing import Any

from acquisition import tickets
from acquisition.models import WebLine
from channels_hub.messengers.naming import file_name
from channels_hub.models import MediaFile

PICTURES = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})
SOUND = frozenset({"audio/ogg", "audio/mpeg", "audio/mp4", "audio/wav"})
MOTION = frozenset({"video/mp4", "video/webm"})


def line(row: WebLine) -> dict[str, Any]:
    """rev, own, key (of the visitor's own), at (ms), text, and what there is of buttons, quick, pressed, reply_to, file."""
    drawn: dict[str, Any] = {
        "rev": row.rev,
        "own": row.own,
        "at": int(row.at.timestamp() * 1000),
        "text": row.text,
    }
    if row.own:
        drawn["key"] = row.key
    content = row.content
    if "start" in content:
        drawn["start"] = True
    if buttons := content.get("buttons"):
        drawn["buttons"] = [
            {"text": one.get("text", ""), **({"url": one["url"]} if one.get("url") else {})}
            for one in buttons
        ]
    if quick := content.get("quick_replies"):
        drawn["quick"] = [one.get("text", "") for one in quick]
    for name in ("pressed", "reply_to"):
        if content.get(name):
            drawn[name] = content[name]
    if row.file is not None and row.file.path:
        drawn["file"] = _file(row, row.file)
    return drawn


def _file(row: WebLine, file: MediaFile) -> dict[str, Any]:
    look = "file"
    if file.kind in ("image", "sticker") and file.mime in PICTURES:
        look = "image"
    elif file.kind in ("voice", "audio") and file.mime in SOUND:
        look = "audio"
    elif file.kind in ("video", "animation") and file.mime in MOTION:
        look = "video"
    drawn: dict[str, Any] = {
        "url": tickets.file_link(row.pk),
        "look": look,
        "name": file_name(file.name) or file.kind,
        "size": file.size or 0,
    }
    if look == "image" and file.width and file.height:
        drawn |= {"width": file.width, "height": file.height}
    return drawn
