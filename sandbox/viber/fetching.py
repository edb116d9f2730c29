"""Viber comes for a bot's file by its address: only this machine's are reached."""

from typing import TYPE_CHECKING

import aiohttp

from sandbox.images import dimensions
from sandbox.synthetic import mime as mime_of
from sandbox.telegram.webhook_url import is_loopback
from sandbox.viber.models import Message

if TYPE_CHECKING:
    from sandbox.viber.provider import Viber

MB = 1024 * 1024
LIMITS = {"picture": 3 * MB, "video": 26 * MB, "file": 50 * MB}  # a picture's is Android's, the higher one
PAUSES = (2.0, 10.0, 60.0)
PASSING = ("media is unreachable", "media answered HTTP 5")
TIMEOUT = aiohttp.ClientTimeout(total=60, connect=5)


async def fetch(viber: "Viber", message: Message) -> bool:
    """Bring the file of a message; False with its ``trouble`` when it is not to be had or not what it should be.

    An address that does not answer is asked again: a device does so too when the person opens the chat.
    """
    media = message.media[0]
    for pause in (*PAUSES, 0):
        media.trouble = ""
        if await _fetch(viber, message):
            return True
        if not media.trouble.startswith(PASSING) or not is_loopback(str(message.api["media"])):
            break
        await viber.clock.sleep(pause)
    return False


async def _fetch(viber: "Viber", message: Message) -> bool:
    media, url = message.media[0], str(message.api["media"])
    limit = LIMITS[media.kind]
    if not is_loopback(url):
        media.trouble = "media is unreachable"
        return False
    incoming = viber.blobs.incoming()
    try:
        async with viber.http.get(url, timeout=TIMEOUT) as answer:
            if answer.status != 200:
                media.trouble = f"media answered HTTP {answer.status}"
            elif media.kind == "picture" and not answer.content_type.startswith("image/"):
                media.trouble = "media is not a picture"
            else:
                async for piece in answer.content.iter_chunked(65536):
                    incoming.write(piece)
                    if incoming.size > limit:
                        media.trouble = "media is too large"
                        break
            media.mime = answer.content_type or mime_of(media.name)
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        media.trouble = f"media is unreachable: {type(error).__name__}"
    if media.trouble:
        incoming.drop()
        return False
    media.size, size = incoming.size, dimensions(incoming.head)
    media.width, media.height = size or (0, 0)
    media.blob = incoming.done()
    return True
