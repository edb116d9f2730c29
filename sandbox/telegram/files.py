"""Files of a bot: ids and paths of the real shape, and how messages describe them."""

import secrets
from typing import Any

from sandbox import images
from sandbox.forms import Upload
from sandbox.synthetic import mime as mime_of
from sandbox.telegram.bots import Bot
from sandbox.telegram.models import StoredFile

# kind: beginning of file_id, of file_unique_id, folder of file_path
SHAPES = {
    "photo": ("AgACAgIAAxk", "AQAD", "photos"),
    "video": ("BAACAgIAAxk", "AgAD", "videos"),
    "animation": ("CgACAgIAAxk", "AgAD", "animations"),
    "document": ("BQACAgIAAxk", "AgAD", "documents"),
    "audio": ("CQACAgIAAxk", "AgAD", "music"),
    "voice": ("AwACAgIAAxk", "AgAD", "voice"),
    "video_note": ("DQACAgIAAxk", "AgAD", "video_notes"),
    "sticker": ("CAACAgIAAxk", "AgAD", "stickers"),
    "avatar": ("AgACAgIAAxU", "AQAD", "photos"),
}
ENDINGS = {
    "photo": ".jpg",
    "voice": ".oga",
    "sticker": ".webp",
    "video": ".mp4",
    "video_note": ".mp4",
    "avatar": ".png",
}


def store(
    bot: Bot, kind: str, upload: Upload, width: int = 0, height: int = 0, duration: int = 0
) -> StoredFile:
    """Make a file known to a bot; the same bytes sent twice get two ids, as at the provider."""
    file_start, unique_start, folder = SHAPES[kind]
    dot = upload.name.rfind(".")
    ending = ENDINGS.get(kind) or (
        upload.name[dot:].lower() if dot >= 0 and upload.name[dot:].isascii() else ""
    )
    if not width and (size := images.dimensions(upload.head)):
        width, height = size
    stored = StoredFile(
        file_id=file_start + secrets.token_urlsafe(42),
        unique_id=unique_start + upload.blob[:11],
        kind=kind,
        name=upload.name,
        mime=mime_of(upload.name) if upload.mime in ("", "application/octet-stream") else upload.mime,
        size=upload.size,
        blob=upload.blob,
        path=f"{folder}/file_{len(bot.files)}{ending}",
        width=width,
        height=height,
        duration=duration,
    )
    add(bot, stored)
    return stored


def add(bot: Bot, stored: StoredFile) -> None:
    """Put a file where it is looked for: by id, by path, and avatars by name."""
    bot.files[stored.file_id] = bot.paths[stored.path] = stored
    if stored.kind == "avatar":
        bot.avatars[stored.name] = stored


def size_of(stored: StoredFile) -> dict[str, Any]:
    """PhotoSize."""
    return {**_ids(stored), "width": stored.width or 640, "height": stored.height or 480}


def described(stored: StoredFile, thumb: StoredFile | None = None, emoji: str = "😀") -> dict[str, Any]:
    """The media field of a message (``{"document": {…}}``); a photo lists its sizes, the largest last."""
    kind = stored.kind
    if kind == "photo":
        return {"photo": [size_of(one) for one in (thumb, stored) if one]}
    about: dict[str, Any] = _ids(stored)
    if thumb:
        about["thumbnail"] = size_of(thumb)
    if kind in ("video", "animation"):
        about |= {"width": stored.width or 640, "height": stored.height or 360}
    if kind in ("video", "animation", "audio", "voice", "video_note"):
        about["duration"] = stored.duration or 1
    if kind == "video_note":
        about["length"] = stored.width or 240
    elif kind == "sticker":
        about |= {
            "type": "regular", "width": stored.width or 512, "height": stored.height or 512,
            "is_animated": False, "is_video": False, "emoji": emoji, "set_name": "sandbox_set",
        }  # fmt: skip
    else:
        about["mime_type"] = "audio/ogg" if kind == "voice" and "ogg" in stored.name else stored.mime
    if kind in ("video", "animation", "audio", "document") and stored.name:
        about["file_name"] = stored.name
    return {"animation": about, "document": about} if kind == "animation" else {kind: about}


def _ids(stored: StoredFile) -> dict[str, Any]:
    """What every file has."""
    return {"file_id": stored.file_id, "file_unique_id": stored.unique_id, "file_size": stored.size}
