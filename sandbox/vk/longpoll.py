"""``longpoll/<community>``: Bots Long Poll, ``act=a_check&key=&ts=&wait=``."""

import asyncio

from aiohttp import web

from sandbox.answers import data, wrong
from sandbox.vk.provider import Vk

MOST_WAIT = 90


async def ask(vk: Vk, request: web.BaseRequest, rest: str) -> web.StreamResponse:
    """Events after ``ts``, waiting up to ``wait`` seconds for one. ``failed`` 1: some are forgotten; 2: the key is old."""
    community = vk.bots.get(int(rest)) if rest.isdigit() else None
    if community is None:
        return wrong("no such community", 404)
    query = request.query
    if query.get("key") != community.poll_key or community.revoked or not community.polls:
        return data({"failed": 2})
    box = community.outbox
    mark = int(query["ts"]) if query.get("ts", "").isdigit() else 0
    if mark > box.mark:
        return data({"failed": 1, "ts": str(box.mark)})
    box.heard(mark)
    wait = min(int(query.get("wait", "25") or 0), MOST_WAIT)
    until = asyncio.get_running_loop().time() + wait
    while True:
        found = [event for event in box.history if event.mark > mark]
        left = until - asyncio.get_running_loop().time()
        if found or left <= 0:
            break
        box.news.clear()
        try:
            await asyncio.wait_for(box.news.wait(), left)
        except TimeoutError:
            continue
    last = found[-1].mark if found else box.mark
    return data({"ts": str(last), "updates": [event.body for event in found]})
