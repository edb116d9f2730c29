"""The hot path: one request to ``/vk`` from its address to its answer, through faults, rates and the log."""

import asyncio
from typing import Any
from urllib.parse import unquote

from aiohttp import web

from sandbox import forms, portraits
from sandbox.answers import cut, data, drip, encoded, raw, wrong
from sandbox.faults import Fault
from sandbox.vk import longpoll, oauth, uploading
from sandbox.vk.calling import Call
from sandbox.vk.errors import Refused
from sandbox.vk.methods import METHODS, NAMES
from sandbox.vk.models import Community, User
from sandbox.vk.provider import Vk

FORM_LIMIT = 10 * 1024 * 1024


async def answer(vk: Vk, request: web.BaseRequest, path: str) -> web.StreamResponse:
    """Answer ``method/<name>``, ``authorize``, ``access_token``, ``upload/…``, ``longpoll/…``, ``file/…``, ``portrait/…``."""
    vk.host = request.host
    word, _, rest = path.lstrip("/").partition("/")
    if word == "oauth":
        word, _, rest = rest.partition("/")
    if word == "method":
        return await _method(vk, request, rest)
    if word in OTHERS:
        return await OTHERS[word](vk, request, unquote(rest))
    return wrong(f"VK has no {word}", 404)


async def _method(vk: Vk, request: web.BaseRequest, name: str) -> web.StreamResponse:
    try:
        fields, _ = await forms.read(request, vk.blobs, FORM_LIMIT)
    except (forms.TooLarge, forms.Malformed):
        return data(Refused(100).answer(name, {}))
    began = vk.clock.now()
    token = str(fields.get("access_token", ""))
    community, person = vk.tokens.get(token), vk.users.get(vk.people.get(token, 0))
    bot = str(community.id if community else "")
    method, user = name.lower(), _user(fields)
    fault = vk.faults.take(bot, method, user) if vk.faults.orders else None
    if fault is not None and (early := await _suffer(vk, request, fault, bot, name, fields, began)):
        return early
    told = await _perform(vk, community, person, token, method, name, fields, user)
    dropped = fault.drop if fault else None
    _note(vk, bot, name, fields, 200, told, began, dropped)
    if fault is not None:
        if dropped:
            return cut(request)
        if fault.drip_ms:
            return await drip(request, encoded(told), fault.drip_ms)
    return data(told)


async def _perform(
    vk: Vk,
    community: Community | None,
    person: User | None,
    token: str,
    method: str,
    name: str,
    fields: dict[str, Any],
    user: str,
) -> dict[str, Any]:
    """Run a method and return the answer's JSON, refusals included."""
    try:
        if community is None and person is None:
            raise Refused(5)
        if community is not None and vk.rates.take(str(community.id), user):
            raise Refused(6)
        run = METHODS.get(method)
        if run is None:
            raise Refused(3)
        if not fields.get("v"):
            raise Refused(8, "Invalid request: v is a required parameter")
        return {"response": await run(Call(vk, community, person, token, dict(fields)))}
    except Refused as refused:
        return refused.answer(name, fields)


async def _suffer(
    vk: Vk,
    request: web.BaseRequest,
    fault: Fault,
    bot: str,
    name: str,
    fields: dict[str, Any],
    began: float,
) -> web.StreamResponse | None:
    """Let a fault act before the call is processed; None when processing goes on. ``error`` is VK's code, or its words."""
    if fault.delay_ms:
        await asyncio.sleep(fault.delay_ms / 1000)
    if fault.drop == "before":
        _note(vk, bot, name, fields, None, None, began, "before")
        return cut(request)
    if fault.body is not None:
        status = fault.status or 200
        _note(vk, bot, name, fields, status, fault.body, began)
        body = fault.body.encode()
        return await drip(request, body, fault.drip_ms, status) if fault.drip_ms else raw(body, status)
    if fault.error is not None:
        code, _, words = fault.error.partition(":")
        refused = Refused(int(code), words.strip()) if code.isdigit() else Refused(100, fault.error)
        told = refused.answer(name, fields)
        _note(vk, bot, name, fields, 200, told, began)
        return data(told)
    if fault.status is not None and fault.drop is None:
        page = f"<html><h1>{fault.status}</h1></html>"
        _note(vk, bot, name, fields, fault.status, page, began)
        return raw(page.encode(), fault.status)
    return None


def _note(
    vk: Vk,
    bot: str,
    name: str,
    fields: dict[str, Any],
    status: int | None,
    told: Any,
    began: float,
    dropped: str | None = None,
) -> None:
    """Log a call; the chat stands under ``user_id``, where the log looks for it."""
    shown = {key: value for key, value in fields.items() if key != "access_token"}
    method = NAMES.get(name.lower(), name)
    vk.calls.add(bot, method, shown, vk.clock.now(), status, told, dropped, began)


def _user(fields: dict[str, Any]) -> str:
    for name in ("peer_ids", "peer_id", "user_id"):
        if fields.get(name):
            return str(fields[name])
    return ""


async def _file(vk: Vk, request: web.BaseRequest, rest: str) -> web.StreamResponse:
    """Bytes of a file that a message told. Faults name it as the method "download"."""
    name = rest.partition("/")[0]
    path = vk.blobs.path(name)
    if not name.isalnum() or not path.exists():
        return wrong("no such file", 404)
    fault = vk.faults.take("", "download", "") if vk.faults.orders else None
    if fault is not None:
        if fault.delay_ms:
            await asyncio.sleep(fault.delay_ms / 1000)
        if fault.drop:
            return cut(request)
        if fault.status:
            return wrong(fault.error or "", fault.status)
    return web.FileResponse(path, headers={"Content-Type": "application/octet-stream"})


async def _portrait(vk: Vk, request: web.BaseRequest, rest: str) -> web.StreamResponse:
    """A person's picture, or a community's (-id)."""
    number = int(rest) if rest.lstrip("-").isdigit() else 0
    user, community = vk.users.get(number), vk.bots.get(-number)
    if user is None and community is None:
        return wrong("nobody", 404)
    name = user.name if user else community.name if community else ""
    photo = user.photo if user else ""
    image = await asyncio.to_thread(portraits.png, name, photo, 200, abs(number))
    return web.Response(body=image, content_type="image/png")


OTHERS = {
    "authorize": oauth.authorize,
    "access_token": oauth.access_token,
    "upload": uploading.upload,
    "longpoll": longpoll.ask,
    "file": _file,
    "portrait": _portrait,
}
