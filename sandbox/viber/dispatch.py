"""From an address under ``/viber`` to its answer: API calls through faults, rates and the log; files, portraits, stickers."""

import asyncio
import json
from typing import Any
from urllib.parse import unquote

from aiohttp import web

from sandbox import portraits
from sandbox.answers import cut, drip, encoded, raw, wrong
from sandbox.faults import Fault
from sandbox.stickers import drawn
from sandbox.viber.bots import Bot
from sandbox.viber.checking import REQUEST
from sandbox.viber.errors import Refused
from sandbox.viber.methods import LIMITED, METHODS
from sandbox.viber.provider import Viber


async def answer(viber: Viber, request: web.BaseRequest, path: str) -> web.StreamResponse:
    """Answer ``pa/<method>``, ``media/<blob>/<name>``, ``avatars/…``, ``icons/…`` or ``stickers/…``."""
    word, _, rest = path.partition("/")
    if word == "pa":
        viber.origin = f"http://{request.host}"
        return await _call(viber, request, rest)
    rest = unquote(rest)
    if word == "media":
        return _media(viber, rest)
    if word in ("avatars", "icons", "stickers") and rest.endswith(".png"):
        image = await asyncio.to_thread(_picture, viber, word, rest.removesuffix(".png"))
        if image is not None:
            return web.Response(body=image, content_type="image/webp" if word == "stickers" else "image/png")
    return wrong("there is no such thing", 404)


async def _call(viber: Viber, request: web.BaseRequest, method: str) -> web.StreamResponse:
    body = await request.content.read(-1) if request.can_read_body else b""
    try:
        fields: Any = json.loads(body or b"{}")  # whatever Content-Type says: viberbot says none
    except ValueError:
        fields = None
    token = request.headers.get("X-Viber-Auth-Token") or (
        fields.get("auth_token", "") if isinstance(fields, dict) else ""
    )
    bot = viber.tokens.get(str(token))
    if bot is None or bot.revoked:
        if bot is not None:
            viber.calls.add(bot.key, method, {}, viber.clock.now(), 200, Refused(2).answer())
        return _json(Refused(2).answer())
    if not isinstance(fields, dict) or (method in LIMITED and len(body) > REQUEST):
        return _refused(viber, bot, method, {}, Refused(3, "badData: the request is not valid"))
    fields.pop("auth_token", None)
    shown, began = _shown(bot, fields), viber.clock.now()
    user = str(shown.get("user_id", ""))
    fault = viber.faults.take(bot.key, method, user) if viber.faults.orders else None
    if fault is not None:
        early = await _suffer(viber, request, fault, bot, method, shown, began)
        if early is not None:
            return early
    if method in LIMITED and viber.rates.take(bot.key, user):
        return _refused(viber, bot, method, shown, Refused(12), began)
    try:
        run = METHODS.get(method)
        if run is None:
            return wrong(f"there is no {method}", 404)
        given = {"status": 0, "status_message": "ok", "chat_hostname": "SN-CHAT-05_"}
        given |= await run(viber, bot, fields)
    except Refused as refused:
        given = refused.answer()
    dropped = fault.drop if fault else None
    viber.calls.add(bot.key, method, shown, viber.clock.now(), 200, given, dropped, began)
    if dropped:
        return cut(request)
    if fault is not None and fault.drip_ms:
        return await drip(request, encoded(given), fault.drip_ms)
    return _json(given)


def _shown(bot: Bot, fields: dict[str, Any]) -> dict[str, Any]:
    """Fields for the log; ``user_id`` names the client as the sandbox does, so that faults and calls may be asked by it."""
    chat = bot.by_receiver.get(str(fields.get("receiver", fields.get("id", ""))))
    return {**fields, "user_id": chat.user.id} if chat else fields


async def _suffer(
    viber: Viber,
    request: web.BaseRequest,
    fault: Fault,
    bot: Bot,
    method: str,
    fields: dict[str, Any],
    began: float,
) -> web.StreamResponse | None:
    """Let a fault act before the call is processed; None when processing goes on.

    ``status`` below 100 is Viber's own (with HTTP 200, ``error`` its words), from 100 on it is HTTP's.
    """
    if fault.delay_ms:
        await asyncio.sleep(fault.delay_ms / 1000)
    if fault.drop == "after" or (fault.drop is None and fault.status is None and fault.body is None):
        return None
    if method in LIMITED:
        viber.rates.take(bot.key, str(fields.get("user_id", "")))  # it came, so it counts
    if fault.drop == "before":
        viber.calls.add(bot.key, method, fields, viber.clock.now(), None, None, "before", began)
        return cut(request)
    status = fault.status or 200
    if status < 100 and fault.body is None:
        return _refused(viber, bot, method, fields, Refused(status, fault.error or ""), began)
    body = fault.body if fault.body is not None else f"<html>{fault.error or status}</html>"
    viber.calls.add(bot.key, method, fields, viber.clock.now(), status, body, began=began)
    said = body.encode()
    return await drip(request, said, fault.drip_ms, status) if fault.drip_ms else raw(said, status)


def _refused(
    viber: Viber,
    bot: Bot,
    method: str,
    fields: dict[str, Any],
    refused: Refused,
    began: float | None = None,
) -> web.Response:
    viber.calls.add(bot.key, method, fields, viber.clock.now(), 200, refused.answer(), began=began)
    return _json(refused.answer())


def _json(given: dict[str, Any]) -> web.Response:
    return web.Response(body=encoded(given), content_type="application/json")


def _media(viber: Viber, rest: str) -> web.StreamResponse:
    """Bytes of a client's file, under an address that only the bot was told."""
    blob = rest.partition("/")[0]
    path = viber.blobs.path(blob)
    if not blob.isalnum() or not path.exists():
        return wrong("there is no such file", 404)
    return web.FileResponse(path, headers={"Content-Type": "application/octet-stream"})


def _picture(viber: Viber, word: str, name: str) -> bytes | None:
    if word == "stickers":
        return drawn(f"{int(name) % 997}") if name.isdigit() else None
    if word == "icons":
        bot = viber.bots.get(f"pa:{name}")
        return portraits.png(bot.name, "", 320, int(name) % 7919) if bot else None
    try:
        user = viber.users.get(bytes.fromhex(name).decode())
    except ValueError:
        return None
    if user is None or user.photo == "none":
        return None
    return portraits.png(user.name, user.photo, 320, user.number)
