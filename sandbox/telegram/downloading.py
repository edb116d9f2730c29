"""``/telegram/file/bot<TOKEN>/<path>``: bytes of a file."""

import asyncio
from pathlib import Path

from aiohttp import web

from sandbox.answers import cut, data, drip
from sandbox.faults import Fault
from sandbox.telegram.methods.files import DOWNLOAD
from sandbox.telegram.provider import Telegram


async def download(telegram: Telegram, request: web.BaseRequest, path: str) -> web.StreamResponse:
    """Answer with the file, 401 for a bad token, 404 for a path that no getFile told.

    Faults name it as the method "download".
    """
    token, _, wanted = path.partition("/")
    bot = telegram.tokens.get(token)
    if bot is None or bot.revoked:
        return data({"ok": False, "error_code": 401, "description": "Unauthorized"}, 401)
    stored = bot.paths.get(wanted)
    if stored is None or stored.size > DOWNLOAD:
        return data({"ok": False, "error_code": 404, "description": "Not Found"}, 404)
    blob = telegram.blobs.path(stored.blob)
    fault = telegram.faults.take(str(bot.id), "download", "") if telegram.faults.orders else None
    if fault is not None:
        return await _suffer(request, blob, fault)
    return web.FileResponse(blob, headers={"Content-Type": "application/octet-stream"})


async def _suffer(request: web.BaseRequest, blob: Path, fault: Fault) -> web.StreamResponse:
    """``drop`` "before": no answer; "after": a half of the bytes, then a reset. A body stands for the file's own."""
    if fault.delay_ms:
        await asyncio.sleep(fault.delay_ms / 1000)
    if fault.drop == "before":
        return cut(request)
    if fault.status is not None:
        return data({"ok": False, "error_code": fault.status, "description": fault.error or ""}, fault.status)
    body = fault.body.encode() if fault.body is not None else await asyncio.to_thread(blob.read_bytes)
    if fault.drop == "after":
        answer = web.StreamResponse()
        answer.content_length = len(body)
        await answer.prepare(request)
        await answer.write(body[: len(body) // 2])
        await asyncio.sleep(0.05)  # let the half leave before the reset
        return cut(request)
    return await drip(request, body, fault.drip_ms)
