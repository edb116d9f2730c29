"""Where a file that a bot sends comes from: an upload, a file_id it knows, or an address on this machine."""

from typing import Any

import aiohttp

from sandbox.forms import Upload, upload
from sandbox.synthetic import mime as mime_of
from sandbox.telegram.calling import Call
from sandbox.telegram.errors import bad
from sandbox.telegram.files import store
from sandbox.telegram.models import StoredFile
from sandbox.telegram.webhook_url import is_loopback

BY_URL = {"photo": 5 * 1024 * 1024}
BY_URL_OTHER = 20 * 1024 * 1024
KIND_OF_PAGE = {"photo": "image/", "video": "video/"}


async def file_of(call: Call, given: Any, kind: str, field: str) -> StoredFile:
    """The file meant by a field: multipart part of that name, ``attach://part``, file_id or http(s) address.

    Raises Refused in the provider's words.
    """
    value = given if isinstance(given, str) else ""
    if value.startswith("attach://"):
        found = call.files.get(value.removeprefix("attach://"))
    else:
        found = call.files.get(field)
    if found is None and value in call.bot.files:
        stored = call.bot.files[value]
        if stored.kind != kind and {stored.kind, kind} & {"photo", "sticker"}:
            raise bad(f"can't use file of type {stored.kind.capitalize()} as {kind.capitalize()}")
        return stored
    if found is None and value.startswith(("http://", "https://")):
        found = await _fetched(call, value, kind)
    if found is None:
        raise bad(
            "wrong file identifier/HTTP URL specified" if value else f"there is no {kind} in the request"
        )
    if found.size == 0:
        raise bad("file must be non-empty")
    stored = store(call.bot, kind, found, duration=call.integer("duration"))
    if kind == "photo":
        photo_checked(stored.width, stored.height, stored.size)
    call.telegram.keep_file(call.bot, stored)
    return stored


async def _fetched(call: Call, url: str, kind: str) -> Upload:
    """Download from this machine; everything outside counts as unreachable."""
    if not is_loopback(url):
        raise bad("failed to get HTTP URL content")
    limit = BY_URL.get(kind, BY_URL_OTHER)
    try:
        async with call.telegram.http.get(url, timeout=aiohttp.ClientTimeout(total=20)) as answer:
            if answer.status != 200:
                raise bad("failed to get HTTP URL content")
            if not answer.content_type.startswith(KIND_OF_PAGE.get(kind, "")):
                raise bad("wrong type of the web page content")
            incoming = call.telegram.blobs.incoming()
            async for piece in answer.content.iter_chunked(65536):
                incoming.write(piece)
                if incoming.size > limit:
                    incoming.drop()
                    raise bad("failed to get HTTP URL content")
    except (aiohttp.ClientError, TimeoutError):
        raise bad("failed to get HTTP URL content") from None
    name = url.split("?", maxsplit=1)[0].rsplit("/", 1)[-1] or "file"
    return upload(name, answer.content_type or mime_of(name), incoming)


def photo_checked(width: int, height: int, size: int) -> None:
    """Raise Refused for a picture that Telegram would not take as a photo."""
    if size > 10 * 1024 * 1024:
        raise bad(f"file of size {size} bytes is too big for a photo; the maximum size is 10485760 bytes")
    if not width or not height:
        raise bad("IMAGE_PROCESS_FAILED")
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise bad("PHOTO_INVALID_DIMENSIONS")
