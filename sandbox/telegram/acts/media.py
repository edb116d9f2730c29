"""Files that a client sends."""

import random
from collections.abc import Callable
from typing import Any

from sandbox import synthetic
from sandbox.forms import Upload, upload
from sandbox.telegram.acts.acting import Acting
from sandbox.telegram.files import described, store
from sandbox.telegram.models import StoredFile
from sandbox.telegram.texts import caption_fields

NAMES = {"photo": "photo.jpg", "voice": "voice.ogg", "sticker": "sticker.webp", "video": "video.mp4"}
SAMPLED = {"voice": {"sample": "voice.ogg", "duration": 4}, "video": {"sample": "video.mp4", "duration": 3}}
THUMB = 320


def sender(kind: str) -> Callable[[Acting, Any], None]:
    """The act that sends a file of a kind: ``{name, base64}`` or ``{name, size}``, ``caption`` beside it.

    ``true`` sends the sandbox's own voice or video.
    """

    def send(acting: Acting, given: dict[str, Any]) -> None:
        stored = _stored(acting, kind, given)
        _write(acting, stored, caption_fields(acting.order.get("caption") or ""))

    return send


def album(acting: Acting, given: list[dict[str, Any]]) -> None:
    """Several pictures at once: several updates with one media_group_id, the caption at the first."""
    group = {"media_group_id": str(random.randrange(10**16, 10**17))}
    for number, one in enumerate(given):
        caption = caption_fields(acting.order.get("caption") or "") if number == 0 else {}
        _write(acting, _stored(acting, "photo", one), {**group, **caption})


def sticker(acting: Acting, given: Any) -> None:
    """A sticker: an emoji or true for a drawn one, or a file."""
    emoji = given if isinstance(given, str) else "😀"
    if isinstance(given, dict):
        emoji = given.get("emoji", emoji)
        stored = _stored(acting, "sticker", given)
    else:
        from sandbox.stickers import drawn

        stored = _keep(
            acting, "sticker", upload("sticker.webp", "image/webp", acting.telegram.blobs.keep(drawn(emoji)))
        )
    acting.write(described(stored, emoji=emoji), "sticker", [stored.file_id])


def _stored(acting: Acting, kind: str, given: Any) -> StoredFile:
    """Keep a file of a request under the bot's ids."""
    if given is True:
        given = SAMPLED[kind]
    about = {"name": NAMES.get(kind, "file.bin"), **given}
    incoming = acting.telegram.blobs.keep(synthetic.pieces(about))
    mime = given.get("mime") or synthetic.mime(about["name"])
    return _keep(acting, kind, upload(about["name"], mime, incoming), int(given.get("duration") or 0))


def _keep(acting: Acting, kind: str, file: Upload, duration: int = 0) -> StoredFile:
    """Give a file its ids."""
    stored = store(
        acting.bot, kind, file, duration=duration or (3 if kind in ("voice", "video", "audio") else 0)
    )
    acting.telegram.keep_file(acting.bot, stored)
    return stored


def _write(acting: Acting, stored: StoredFile, more: dict[str, Any]) -> None:
    """Write the message; pictures bring their small size along."""
    thumb = _thumb(acting, stored) if stored.kind == "photo" and stored.width else None
    acting.write({**more, **described(stored, thumb)}, stored.kind, [stored.file_id])


def _thumb(acting: Acting, stored: StoredFile) -> StoredFile | None:
    """The picture in small, None when it cannot be read or is small already."""
    if max(stored.width, stored.height) <= THUMB or max(stored.width, stored.height) > 8000:
        return None
    import io

    from PIL import Image

    try:
        image = Image.open(acting.telegram.blobs.path(stored.blob)).convert("RGB")
        image.thumbnail((THUMB, THUMB))
        out = io.BytesIO()
        image.save(out, "JPEG", quality=80)
    except (OSError, ValueError):
        return None
    return _keep(
        acting, "photo", upload("thumb.jpg", "image/jpeg", acting.telegram.blobs.keep(out.getvalue()))
    )
