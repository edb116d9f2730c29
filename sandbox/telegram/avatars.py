"""Profile photos as files of a bot, drawn when first asked for."""

import asyncio

from sandbox import portraits
from sandbox.forms import upload
from sandbox.telegram.bots import Bot
from sandbox.telegram.files import store
from sandbox.telegram.models import StoredFile, User
from sandbox.telegram.provider import Telegram

SIZES = (160, 320)


async def photos(telegram: Telegram, bot: Bot, user: User) -> list[StoredFile]:
    """The client's photo in two sizes, the larger last; nothing for ``photo`` "none". Drawn off the loop."""
    if user.photo == "none":
        return []
    names = {size: f"avatar-{user.id}-{user.photo}-{user.name}-{size}.png" for size in SIZES}
    for size, name in names.items():
        if name not in bot.avatars:
            image = await asyncio.to_thread(portraits.png, user.name, user.photo, size, user.id)
            file = upload(name, "image/png", telegram.blobs.keep(image))
            telegram.keep_file(bot, store(bot, "avatar", file, size, size))
    return [bot.avatars[name] for name in names.values()]
