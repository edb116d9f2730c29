"""Bots Long Poll: where to ask, and its settings."""

from typing import Any

from sandbox.vk.calling import Call
from sandbox.vk.errors import Refused
from sandbox.vk.outbox import EVENTS


async def set_settings(call: Call) -> int:
    """Switch Long Poll on or off, and its events."""
    community = call.own_group()
    community.polls = bool(call.integer("enabled", int(community.polls)))
    for name in EVENTS:
        if name in call.fields:
            community.poll_events[name] = int(bool(call.integer(name)))
    call.vk.keep_community(community)
    return 1


async def get_server(call: Call) -> dict[str, Any]:
    """Where to ask for events that come from now on."""
    community = call.own_group()
    if not community.polls:
        raise Refused(100, "One of the parameters specified was missing or invalid: longpoll is not enabled")
    place = f"{call.vk.root}/longpoll/{community.id}"
    return {"key": community.poll_key, "server": place, "ts": str(community.outbox.mark)}
