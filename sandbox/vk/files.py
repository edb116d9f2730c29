"""Files: uploaded by communities, sent by clients, told as VK's attachments."""

import random
import secrets
from typing import Any

from sandbox import images
from sandbox.forms import Upload
from sandbox.synthetic import mime as mime_of
from sandbox.vk.provider import Vk


def facts(upload: Upload, kind: str, duration: int = 0) -> dict[str, Any]:
    """What the sandbox keeps of a file: its blob and what it is."""
    width, height = images.dimensions(upload.head) or (0, 0)
    mime = mime_of(upload.name) if upload.mime in ("", "application/octet-stream") else upload.mime
    return {
        "kind": kind,
        "name": upload.name,
        "mime": mime,
        "size": upload.size,
        "sha256": upload.blob,
        "width": width,
        "height": height,
        "duration": duration,
    }


def address(vk: Vk, file: dict[str, Any]) -> str:
    """Where the bytes are fetched: the name of the blob cannot be guessed."""
    return f"{vk.root}/file/{file['sha256']}/{secrets.token_hex(3)}"


def attachment(vk: Vk, file: dict[str, Any], owner: int) -> dict[str, Any]:
    """A file as the element of ``attachments``."""
    number, key = random.randrange(457_000_000, 458_000_000), secrets.token_hex(8)
    about: dict[str, Any] = {"id": number, "owner_id": owner, "date": int(vk.clock.now()), "access_key": key}
    url = address(vk, file)
    kind = file["kind"]
    if kind == "photo":
        width, height = file["width"] or 640, file["height"] or 480
        small = {"type": "m", "url": f"{url}?s=m", "width": max(1, width // 4), "height": max(1, height // 4)}
        sizes = [{"type": "z", "url": url, "width": width, "height": height}, small]
        return {
            "type": "photo",
            "photo": {**about, "album_id": -3, "has_tags": False, "text": "", "sizes": sizes},
        }
    if kind == "voice":
        voice = {**about, "duration": file["duration"] or 4, "waveform": [0, 3, 1], "link_ogg": url}
        return {"type": "audio_message", "audio_message": voice}
    if kind == "sticker":
        shown = {"url": url, "width": file["width"] or 512, "height": file["height"] or 512}
        sticker = {
            "inner_type": "base_sticker_new",
            "sticker_id": number % 90_000,
            "product_id": 1,
            "images": [shown],
        }
        return {"type": "sticker", "sticker": {**sticker, "images_with_background": []}}
    if kind == "video":  # VK tells communities no address of a video
        video = {**about, "title": file["name"], "duration": file["duration"] or 3, "image": []}
        return {"type": "video", "video": video}
    if kind == "audio":
        audio = {
            **about,
            "artist": "Sandbox",
            "title": file["name"],
            "duration": file["duration"] or 4,
            "url": url,
        }
        return {"type": "audio", "audio": audio}
    extension = file["name"].rpartition(".")[2].lower()
    doc = {**about, "title": file["name"], "size": file["size"], "ext": extension, "type": 1, "url": url}
    return {"type": "doc", "doc": doc}


def name_of(item: dict[str, Any]) -> str:
    """``photo1_2`` of an attachment."""
    node = item[item["type"]]
    return f"{'doc' if item['type'] == 'audio_message' else item['type']}{node['owner_id']}_{node['id']}"
