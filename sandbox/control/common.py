"""Calls that belong to no provider: clock, mail, push, reset, live news, bytes of files."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from sandbox.control.asking import Asked


async def clock(asked: Asked) -> Any:
    """POST {scale?, ahead?}: run so many times faster, jump so many seconds ahead. DELETE: back to the wall clock."""
    time = asked.world.clock
    if asked.method == "POST":
        scale = asked.fields.get("scale")
        time.set(None if scale is None else float(scale), float(asked.fields.get("ahead", 0)))
    elif asked.method == "DELETE":
        time.reset()
    return time.state()


async def mail(asked: Asked) -> Any:
    """GET ?to=: mails, the oldest first. DELETE: forget all."""
    if asked.method == "DELETE":
        asked.world.mailbox.clear()
    return asked.world.mailbox.to(asked.fields.get("to"))


async def push(asked: Asked) -> Any:
    """GET ?id=: deliveries. POST {id, status}: answer that subscription so from now on."""
    if asked.method == "POST":
        asked.world.push.answers[str(asked.fields["id"])] = int(asked.fields["status"])
        return {
            "id": asked.fields["id"],
            "endpoint": f"http://{asked.request.host}/push/{asked.fields['id']}",
        }
    return asked.world.push.all(asked.fields.get("id"))


async def reset(asked: Asked) -> Any:
    """POST: empty."""
    if asked.method != "POST":
        raise ValueError("reset is a POST")
    asked.world.reset()
    return {"ok": True}


async def blob(asked: Asked) -> web.StreamResponse:
    """GET blob/<sha256>?type=: bytes of a file, for the page and for comparing."""
    name = asked.path.partition("/")[2]
    path = asked.world.blobs.path(name)
    if not name.isalnum() or not path.exists():
        raise LookupError("there is no such file")
    headers = {
        "Content-Type": asked.fields.get("type") or "application/octet-stream",
        "Cache-Control": "private, max-age=86400",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
    }
    return web.FileResponse(path, headers=headers)


async def events(asked: Asked) -> web.StreamResponse:
    """GET: server-sent events for the pages, until they leave."""
    live = asked.world.live
    answer = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
    await answer.prepare(asked.request)
    queue = live.open()
    try:
        await answer.write(b"retry: 1000\n\n")
        while True:
            try:
                line = await asyncio.wait_for(queue.get(), 15)
            except TimeoutError:
                line = b": still here\n\n"
            await answer.write(line)
    except ConnectionError:
        return answer
    finally:
        live.close(queue)


COMMON: dict[str, Callable[[Asked], Awaitable[Any]]] = {
    "clock": clock,
    "mail": mail,
    "push": push,
    "reset": reset,
    "blob": blob,
    "events": events,
}
