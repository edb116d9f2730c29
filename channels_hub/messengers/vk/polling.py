"""Events by asking, for a service that VK cannot reach: Bots Long Poll (CHN-3, CHN-5)."""

from typing import Any
from urllib.parse import urlencode

from channels_hub.messengers.errors import Rejected, Retry
from channels_hub.messengers.exchanging import ANSWER, exchange
from channels_hub.messengers.vk.client import VERSION, Client
from channels_hub.messengers.vk.judging import page, parsed
from channels_hub.messengers.vk.splitting import part
from channels_hub.messengers.vk.traits import TRAITS
from channels_hub.messengers.vocabulary import Parts

WAIT = 0
KEY_EXPIRED, LOST = 2, 3


async def updates(client: Client, token: str, base: str, after: str, wait: int = WAIT) -> Parts:
    """The events after the mark `after` ("" at first), oldest first, as callbacks would bring them. Raises errors.*.

    VK holds the question for `wait` seconds. What it has forgotten meanwhile (hours of absence) is lost: it says so, and
    the asking goes on from now.
    """
    found = Parts()
    if token not in client.listening or not after:
        after = await _listen(client, token, base, after)
    server, key = client.listening[token]
    query = urlencode({"act": "a_check", "key": key, "ts": after, "wait": wait})
    told = await exchange(client.session, "GET", f"{server}?{query}", seconds=ANSWER + wait)
    answer = parsed(told.body)
    if told.status != 200 or answer is None:
        raise page(told.status) if told.status != 200 else Retry("Long Poll's answer makes no sense")
    failed = answer.get("failed")
    if failed in (KEY_EXPIRED, LOST):
        del client.listening[token]
        found.after = after if failed == KEY_EXPIRED else ""
        return found
    found.after = str(answer.get("ts", after))[:64]
    events = answer.get("updates")
    found += [part(event) for event in events if isinstance(event, dict)] if isinstance(events, list) else []
    return found


async def _listen(client: Client, token: str, base: str, after: str) -> str:
    """Learn where to ask; returns the mark to ask from. The first time, switch Long Poll and its events on."""
    answer: Any = await client.ask(token, base, "groups.getById")
    group = answer["groups"][0]["id"]
    if not after:
        events = dict.fromkeys(TRAITS.events, 1)
        await client.ask(
            token,
            base,
            "groups.setLongPollSettings",
            group_id=group,
            enabled=1,
            api_version=VERSION,
            **events,
        )
    place = await client.ask(token, base, "groups.getLongPollServer", group_id=group)
    try:
        client.listening[token] = (str(place["server"]), str(place["key"]))
        return after or str(place["ts"])
    except (KeyError, TypeError):
        raise Rejected("Long Poll's address makes no sense") from None
