"""The hot path: one API call from its address to its answer, through faults, rates and the log."""

import asyncio
import re
from typing import Any
from urllib.parse import unquote

from aiohttp import web

from sandbox import forms
from sandbox.answers import cut, drip, encoded, raw, wrong
from sandbox.faults import Fault
from sandbox.telegram import errors
from sandbox.telegram.bots import Bot
from sandbox.telegram.downloading import download
from sandbox.telegram.methods import METHODS, NAMES
from sandbox.telegram.provider import Telegram

UPLOAD_LIMIT = 50 * 1024 * 1024
TOKEN = re.compile(r"\d{3,20}:[A-Za-z0-9_-]{35}")


async def answer(telegram: Telegram, request: web.BaseRequest, path: str) -> web.StreamResponse:
    """Answer what came to ``/telegram/<path>``: a call of the API, or a file."""
    if path.startswith("file/bot"):
        return await download(telegram, request, unquote(path[8:]))
    return (
        await call(telegram, request, path) if path.startswith("bot") else wrong(f"there is no {path}", 404)
    )


async def call(telegram: Telegram, request: web.BaseRequest, path: str) -> web.StreamResponse:
    """Answer ``bot<TOKEN>/<METHOD>``; the token may be percent-encoded."""
    token, _, name = path[3:].partition("/")
    bot = telegram.tokens.get(token) or telegram.tokens.get(unquote(token))
    if bot is None or bot.revoked:
        await request.read()
        refused = errors.UNAUTHORIZED if TOKEN.fullmatch(unquote(token)) else errors.MALFORMED_TOKEN
        if bot is not None:
            telegram.calls.add(str(bot.id), name, {}, telegram.clock.now(), 401, refused.answer())
        return _answer(refused.answer(), 401)
    method = name.lower()
    try:
        fields, files = await forms.read(request, telegram.blobs, UPLOAD_LIMIT)
    except forms.TooLarge:
        return _refused(telegram, bot, name, {}, errors.TOO_LARGE)
    except forms.Malformed:
        return _refused(telegram, bot, name, {}, errors.bad("can't parse JSON object"))
    began = telegram.clock.now()
    bot_id, user = str(bot.id), str(fields.get("chat_id", ""))
    fault = telegram.faults.take(bot_id, method, user) if telegram.faults.orders else None
    if (
        fault is not None
        and (early := await _suffer(telegram, request, fault, bot, name, fields, began)) is not None
    ):
        return early
    if method in LIMITED and (wait := telegram.rates.take(bot_id, user)):
        return _refused(telegram, bot, name, fields, errors.too_many(wait), began)
    answer = await telegram.perform(bot, method, fields, files)
    status = 200 if answer["ok"] else answer["error_code"]
    dropped = fault.drop if fault else None
    shown = (
        {**fields, **{key: f"<{file.name}, {file.size} bytes>" for key, file in files.items()}}
        if files
        else fields
    )
    now = telegram.clock.now()
    telegram.calls.add(bot_id, NAMES.get(method, name), shown, now, status, answer, dropped, began)
    if fault is not None:
        if dropped:
            return cut(request)
        if fault.drip_ms:
            return await drip(request, encoded(answer), fault.drip_ms)
    return _answer(answer, status)


# what Telegram counts as sending; getUpdates and the like are free
LIMITED = {name for name in METHODS if name.startswith(("send", "edit"))} - {"sendchataction"}


async def _suffer(
    telegram: Telegram,
    request: web.BaseRequest,
    fault: Fault,
    bot: Bot,
    name: str,
    fields: dict[str, Any],
    began: float,
) -> web.StreamResponse | None:
    """Let a fault act before the call is processed; None when processing goes on."""
    if fault.delay_ms:
        await asyncio.sleep(fault.delay_ms / 1000)
    if fault.drop == "after" or (fault.drop is None and fault.status is None and fault.body is None):
        return None
    if name.lower() in LIMITED:
        telegram.rates.take(str(bot.id), str(fields.get("chat_id", "")))  # it came, so it counts
    if fault.drop == "before":
        telegram.calls.add(str(bot.id), name, fields, telegram.clock.now(), None, None, "before", began)
        return cut(request)
    status = fault.status or 200
    if fault.body is not None:
        now = telegram.clock.now()
        telegram.calls.add(str(bot.id), name, fields, now, status, fault.body, began=began)
        body = fault.body.encode()
        return await drip(request, body, fault.drip_ms, status) if fault.drip_ms else raw(body, status)
    wait = fault.retry_after or (1 if status == 429 else None)
    text = (fault.error or errors.BY_STATUS.get(status, "Internal Server Error")).replace(
        "{retry_after}", str(wait)
    )
    return _refused(telegram, bot, name, fields, errors.Refused(status, text, wait), began)


def _refused(
    telegram: Telegram,
    bot: Bot,
    name: str,
    fields: dict[str, Any],
    refused: errors.Refused,
    began: float | None = None,
) -> web.StreamResponse:
    """Log and answer an error."""
    answer = refused.answer()
    method, now = NAMES.get(name.lower(), name), telegram.clock.now()
    telegram.calls.add(str(bot.id), method, fields, now, refused.code, answer, began=began)
    return _answer(answer, refused.code)


def _answer(answer: dict[str, Any], status: int) -> web.Response:
    """JSON; a wait stands in the body and in Retry-After."""
    wait = answer.get("parameters", {}).get("retry_after") if status != 200 else None
    headers = {"Content-Type": "application/json"}
    if wait is not None:
        headers["Retry-After"] = str(wait)
    return web.Response(body=encoded(answer), status=status, headers=headers)
