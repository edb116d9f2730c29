"""Whose token it is, and where the community's events go (PROTOCOLS §3.1)."""

import asyncio
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from channels_hub.messengers.errors import BadCredentials, ChannelStopped, Rejected, Retry
from channels_hub.messengers.vk.library import ask
from channels_hub.messengers.vk.traits import TRAITS
from channels_hub.messengers.vk.verifying import secret_key
from channels_hub.messengers.vocabulary import Account

TITLE = "Wepster"  # at most 14 letters
RIGHTS = ("messages", "manage", "photos", "docs")
LOOKS, PAUSE = 12, 0.4
Node = dict[str, Any]


async def identify(token: str, base: str) -> Account:
    """The community of a token that may do all we need. Raises errors.*.

    BadCredentials: revoked, or a person's token. ChannelStopped: "permission" names the missing rights, "off" when the
    community's messages are switched off, "blocked" when VK blocked it. VK takes several services at once, so there is
    no webhook to lose.
    """
    answer = await ask(token, base, "groups.getById", fields="photo_200")
    group = _first(answer, "groups")
    if group is None:
        raise BadCredentials("the token is not a community's")
    if group.get("deactivated"):
        raise ChannelStopped(f"the community is {group['deactivated']}", "blocked")
    granted = await ask(token, base, "groups.getTokenPermissions")
    names = {one.get("name") for one in _list(granted, "permissions")}
    missing = [right for right in RIGHTS if right not in names]
    if missing:
        raise ChannelStopped(", ".join(missing), "permission")
    await ask(token, base, "messages.getConversations", count=1)  # refused while messages are off
    number = group["id"]
    return Account(
        id=str(number),
        name=str(group.get("name") or number),
        username=group.get("screen_name") or f"club{number}",
    )


async def health(token: str, base: str, account: str, extra: Mapping[str, Any]) -> Account:
    """As `identify`, with our own server's address as the webhook: "" when it is gone, broken or hears no messages.

    `extra` holds the server's number since `hook`; without one (Long Poll) there is no webhook.
    """
    found = await identify(token, base)
    server = extra.get("server")
    if server is None:
        return found
    ours = next((one for one in await _servers(token, base, account) if one.get("id") == server), None)
    if ours is None or ours.get("status") == "failed":
        return found
    settings = await ask(token, base, "groups.getCallbackSettings", group_id=account, server_id=server)
    events = settings.get("events") if isinstance(settings, dict) else None
    heard = isinstance(events, dict) and bool(events.get("message_new"))
    return Account(found.id, found.name, found.username, str(ours.get("url") or "") if heard else "")


async def foresee(token: str, base: str, account: str) -> dict[str, Any]:
    """What VK will want to hear before it sends events: {"confirmation": code}; it changes, so ask right before `hook`."""
    answer = await ask(token, base, "groups.getCallbackConfirmationCode", group_id=account)
    return {"confirmation": str(answer["code"])}


async def hook(token: str, base: str, url: str, secret: str) -> dict[str, Any]:
    """Add a Callback server at `url` that bears `secret`; returns {"server": number}. Raises errors.*.

    The token is looked at as by `identify`, so messages that are off are told here, too. VK asks the server for the
    confirmation code at once: it must be there already. Servers that this installation left
    behind are removed; those of other services stay.
    """
    group = (await identify(token, base)).id
    ours = url.rpartition("/")[0] + "/"
    for server in await _servers(token, base, group):
        if str(server.get("url", "")).startswith(ours):
            await _remove(token, base, group, server)
    added = await ask(
        token,
        base,
        "groups.addCallbackServer",
        group_id=group,
        url=url,
        title=TITLE,
        secret_key=secret_key(secret),
    )
    number = int(added["server_id"])
    wanted = dict.fromkeys(TRAITS.events, 1)
    await ask(
        token,
        base,
        "groups.setCallbackSettings",
        group_id=group,
        server_id=number,
        api_version="5.199",
        message_typing_state=0,
        **wanted,
    )
    await _confirmed(token, base, group, number)
    return {"server": number}


async def unhook(token: str, base: str, url: str) -> bool:
    """Remove the server that sends to `url` and no other. Was there one? Raises errors.*."""
    group = await _own(token, base)
    found = [one for one in await _servers(token, base, group) if one.get("url") == url]
    for server in found:
        await _remove(token, base, group, server)
    return bool(found)


async def _confirmed(token: str, base: str, group: str, number: int) -> None:
    """Wait until VK has its code; raises Rejected when it heard another answer, Retry when it has not asked in time."""
    for _ in range(LOOKS):
        server = next((one for one in await _servers(token, base, group) if one.get("id") == number), {})
        if server.get("status") == "ok":
            return
        if server.get("status") == "failed":
            raise Rejected(
                f"VK did not hear the confirmation code at {urlsplit(str(server.get('url'))).netloc}"
            )
        await asyncio.sleep(PAUSE)
    raise Retry("VK has not asked for the confirmation code yet")


async def _own(token: str, base: str) -> str:
    group = _first(await ask(token, base, "groups.getById"), "groups")
    if group is None:
        raise BadCredentials("the token is not a community's")
    return str(group["id"])


async def _servers(token: str, base: str, group: str) -> list[Node]:
    return _list(await ask(token, base, "groups.getCallbackServers", group_id=group), "items")


async def _remove(token: str, base: str, group: str, server: Node) -> None:
    await ask(token, base, "groups.deleteCallbackServer", group_id=group, server_id=server.get("id"))


def _list(answer: Any, key: str) -> list[Node]:
    found = answer.get(key) if isinstance(answer, dict) else None
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _first(answer: Any, key: str) -> Node | None:
    found = _list(answer, key)
    return found[0] if found and isinstance(found[0].get("id"), int) else None
