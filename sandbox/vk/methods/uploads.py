"""Where files go, and what VK makes of what came (PROTOCOLS §3.5)."""

import secrets
from typing import Any

from sandbox.vk.calling import Call
from sandbox.vk.errors import Refused, invalid
from sandbox.vk.files import attachment, name_of

DOC_KINDS = {"doc", "audio_message", "graffiti"}


async def photo_server(call: Call) -> dict[str, Any]:
    """Where to post a photo."""
    call.may("photos")
    return {"album_id": -64, "user_id": 0, "group_id": call.community.id, "upload_url": _place(call, "photo")}


async def doc_server(call: Call) -> dict[str, Any]:
    """Where to post a file or a voice."""
    call.may("docs")
    kind = call.text("type", "doc")
    if kind not in DOC_KINDS:
        raise invalid("type is invalid")
    return {"upload_url": _place(call, "voice" if kind == "audio_message" else "document")}


async def save_photo(call: Call) -> list[dict[str, Any]]:
    """The photo that was posted."""
    call.may("photos")
    file = call.community.uploads.pop(call.text("hash"), None)
    if file is None or file["kind"] != "photo":
        raise Refused(129)
    return [_kept(call, file)["photo"]]


async def save_doc(call: Call) -> dict[str, Any]:
    """The file that was posted, under its title."""
    call.may("docs")
    file = call.community.uploads.pop(call.text("file"), None)
    if file is None or file["kind"] == "photo":
        raise invalid("file is invalid")
    if file["kind"] == "document" and call.text("title"):
        file["name"] = call.text("title")
    return _kept(call, file)


def _place(call: Call, kind: str) -> str:
    key = secrets.token_urlsafe(16)
    call.community.uploads[key] = {"kind": kind, "waits": True}
    return f"{call.vk.root}/upload/{call.community.id}/{key}"


def _kept(call: Call, file: dict[str, Any]) -> dict[str, Any]:
    """The attachment of a file, known under its name from now on."""
    item = attachment(call.vk, file, -call.community.id)
    call.community.saved[name_of(item)] = {"item": item, "file": file}
    call.vk.keep_community(call.community)
    return item
