"""Callback servers of a community (PROTOCOLS §3.1)."""

from typing import Any

from sandbox.vk.calling import Call
from sandbox.vk.errors import Refused, invalid, missing
from sandbox.vk.models import Server
from sandbox.vk.outbox import EVENTS

MOST, TITLE, SECRET = 10, 14, 50


async def get_confirmation_code(call: Call) -> dict[str, str]:
    """What a new server has to answer."""
    return {"code": call.own_group().code}


async def add(call: Call) -> dict[str, int]:
    """A new server; VK asks it for the code at once. It hears no events until they are set."""
    community = call.own_group()
    url, title, secret = call.text("url"), call.text("title"), call.text("secret_key")
    if not url or not title:
        raise missing("url" if not url else "title")
    if not url.startswith(("http://", "https://")):
        raise invalid("url is invalid")
    if len(title) > TITLE:
        raise invalid(f"title should be less or equal to {TITLE} letters")
    if len(secret) > SECRET or not all(char.isalnum() and char.isascii() for char in secret):
        raise invalid(f"secret_key has to be at most {SECRET} Latin letters and digits")
    if len(community.servers) >= MOST:
        raise Refused(2000)
    server = Server(community.next_server, url, title, secret)
    server.events = dict.fromkeys(EVENTS, 0)
    community.next_server += 1
    community.servers[server.id] = server
    call.vk.confirm(community, server)
    call.vk.keep_community(community)
    return {"server_id": server.id}


async def delete(call: Call) -> int:
    """Remove a server, and what it had still to get."""
    community, server = call.own_group(), _server(call)
    del community.servers[server.id]
    community.outbox.forget(server.id)
    call.vk.keep_community(community)
    return 1


async def get_all(call: Call) -> dict[str, Any]:
    """All servers."""
    items = [
        {
            "id": one.id,
            "title": one.title,
            "creator_id": 101,
            "url": one.url,
            "secret_key": one.secret_key,
            "status": one.status,
        }
        for one in call.own_group().servers.values()
    ]
    return {"count": len(items), "items": items}


async def set_settings(call: Call) -> int:
    """Which events a server hears."""
    community, server = call.own_group(), _server(call)
    for name in EVENTS:
        if name in call.fields:
            server.events[name] = int(bool(call.integer(name)))
    call.vk.keep_community(community)
    return 1


async def get_settings(call: Call) -> dict[str, Any]:
    """Which events a server hears now."""
    call.own_group()
    return {"api_version": "5.199", "events": dict(_server(call).events)}


def _server(call: Call) -> Server:
    server = call.community.servers.get(call.integer("server_id"))
    if server is None:
        raise invalid("server_id is invalid")
    return server
