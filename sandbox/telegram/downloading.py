"""``/telegram/file/bot<TOKEN>/<path>``: bytes of a file."""

from aiohttp import web

from sandbox.answers import data
from sandbox.telegram.methods.files import DOWNLOAD
from sandbox.telegram.provider import Telegram


async def download(telegram: Telegram, request: web.BaseRequest, path: str) -> web.StreamResponse:
    """Answer with the file, 401 for a bad token, 404 for a path that no getFile told."""
    token, _, wanted = path.partition("/")
    bot = telegram.tokens.get(token)
    if bot is None or bot.revoked:
        return data({"ok": False, "error_code": 401, "description": "Unauthorized"}, 401)
    stored = bot.paths.get(wanted)
    if stored is None or stored.size > DOWNLOAD:
        return data({"ok": False, "error_code": 404, "description": "Not Found"}, 404)
    return web.FileResponse(
        telegram.blobs.path(stored.blob), headers={"Content-Type": "application/octet-stream"}
    )
