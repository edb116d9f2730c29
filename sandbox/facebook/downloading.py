"""``media/<key>/<name>`` and ``portraits/<page>/<client>.png``: bytes, for whoever has the address."""

import asyncio

from aiohttp import web

from sandbox import portraits
from sandbox.answers import cut, data, drip
from sandbox.facebook.provider import Facebook


async def download(facebook: Facebook, request: web.BaseRequest, path: str) -> web.StreamResponse:
    """The bytes, or 404 for an address that was never given. Faults name it as the method "download"."""
    kind, _, rest = path.partition("/")
    fault = facebook.faults.take("", "download", "") if facebook.faults.orders else None
    if fault is not None and fault.status is not None:
        return data({"error": "URL signature expired"}, fault.status)
    if kind == "portraits":
        return await _portrait(facebook, rest)
    about = facebook.media.get(rest.partition("/")[0])
    if about is None:
        return data({"error": "Bad URL hash"}, 404)
    blob = facebook.blobs.path(about["sha256"])
    if fault is not None and fault.drop:
        return cut(request)
    if fault is not None and fault.drip_ms:
        return await drip(request, await asyncio.to_thread(blob.read_bytes), fault.drip_ms)
    return web.FileResponse(blob, headers={"Content-Type": about["mime"]})


async def _portrait(facebook: Facebook, rest: str) -> web.StreamResponse:
    page_id, _, name = rest.partition("/")
    page = facebook.pages.get(page_id)
    chat = page.chats.get(name.removesuffix(".png")) if page else None
    if chat is None:
        return data({"error": "Bad URL hash"}, 404)
    person = chat.person
    seed = int(person.id) if person.id.isdigit() else len(person.name)
    image = await asyncio.to_thread(portraits.png, person.name, person.photo, 320, seed)
    return web.Response(body=image, content_type="image/png")
