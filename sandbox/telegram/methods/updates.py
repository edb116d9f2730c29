"""getUpdates: long polling, only while no webhook is set."""

import asyncio
import json
from typing import Any

from sandbox.telegram.calling import Call
from sandbox.telegram.errors import OTHER_GET_UPDATES, WEBHOOK_ACTIVE

_waiting: dict[int, object] = {}


async def get_updates(call: Call) -> list[dict[str, Any]]:
    """Updates from ``offset`` on (which confirms the earlier ones), waiting up to ``timeout`` (≤ 50) seconds for one.

    A later call of the same bot ends an earlier one with 409.
    """
    bot, outbox = call.bot, call.bot.outbox
    if bot.webhook.url:
        raise WEBHOOK_ACTIVE
    if (allowed := call.structure("allowed_updates")) is not None and isinstance(allowed, list):
        bot.webhook.allowed = allowed
    me = _waiting[bot.id] = object()
    outbox.news.set()
    outbox.expire()
    offset = call.integer("offset")
    if offset < 0:
        offset = next(iter(list(outbox.pending)[offset:]), 0)
    for update in [one for one in outbox.pending.values() if one.id < offset]:
        outbox.forget(update)
    until = asyncio.get_running_loop().time() + min(max(call.integer("timeout"), 0), 50)
    while not outbox.pending and (left := until - asyncio.get_running_loop().time()) > 0:
        outbox.news.clear()
        try:
            await asyncio.wait_for(outbox.news.wait(), left)
        except TimeoutError:
            break
        if _waiting.get(bot.id) is not me:
            raise OTHER_GET_UPDATES
        if bot.webhook.url:
            raise WEBHOOK_ACTIVE
    limit = min(max(call.integer("limit", 100), 1), 100)
    return json.loads(json.dumps([one.body for one in list(outbox.pending.values())[:limit]]))
