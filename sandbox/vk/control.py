"""VK's part of the control interface."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from sandbox import portraits
from sandbox.control.asking import Asked
from sandbox.vk import views
from sandbox.vk.acts import act
from sandbox.vk.acts.acting import Acting
from sandbox.vk.models import RIGHTS, Community, User
from sandbox.vk.provider import Vk


async def bots(asked: Asked, vk: Vk) -> Any:
    """POST {name, username?}: a new community. POST <id>/revoke, <id>/reissue: its tokens. GET: all.

    POST <id>/settings {messages?, bots?, rights?, deactivated?, roles: {person: level}?}: what its administrators set;
    ``rights`` are those of its token.
    """
    vk.host = vk.host or asked.request.host
    bot_id, _, verb = asked.path.partition("/")
    if asked.method != "POST":
        return [views.bot(bot) for bot in vk.bots.values()]
    if not bot_id:
        name = str(asked.fields["name"]).strip()
        if not name:
            raise ValueError("a community needs a name")
        return views.bot(vk.new_bot(name, str(asked.fields.get("username") or "")))
    bot = bot_of(vk, bot_id)
    if verb == "revoke":
        vk.revoke(bot)
    elif verb == "reissue":
        vk.reissue(bot)
    elif verb == "settings":
        _set(vk, bot, asked.fields)
    else:
        raise LookupError(f"there is no bots/{asked.path}")
    return views.bot(bot)


def _set(vk: Vk, bot: Community, given: dict[str, Any]) -> None:
    for name in ("messages", "bots"):
        if name in given:
            setattr(bot, name, bool(given[name]))
    if "rights" in given:
        bot.tokens[bot.token] = [right for right in RIGHTS if right in given["rights"]]
    if "deactivated" in given:
        bot.deactivated = str(given["deactivated"] or "")
    roles: dict[str, int] = given.get("roles") or {}
    for person, level in roles.items():
        user_of(vk, {"id": person})
        bot.roles[int(person)] = int(level)
    vk.keep_community(bot)


async def say(asked: Asked, vk: Vk) -> Any:
    """A client acts: {bot, user: {id, name, …}, one or more acts, caption?, reply_to?, ref?, count?, wait?}.

    ``count`` repeats the acts. ``wait`` (seconds) holds the answer until all that was pending was taken.
    Answers {"event", "events", "message_id", "message_ids"}; an event "" means that the community is told nothing.
    """
    vk.host = vk.host or asked.request.host
    order = asked.fields
    bot = bot_of(vk, order["bot"])
    acting = Acting(vk, bot, vk.chat(bot, user_of(vk, order["user"])), order)
    for number in range(int(order.get("count") or 1)):
        act(acting, order)
        if number % 100 == 99:
            await asyncio.sleep(0)
    if order.get("wait"):
        try:
            await asyncio.wait_for(bot.outbox.empty.wait(), float(order["wait"]))
        except TimeoutError:
            raise ValueError(f"not all events were taken in {order['wait']} s") from None
    said: dict[str, Any] = {"event": acting.events[-1], "events": acting.events}
    if acting.messages:
        said |= {"message_id": acting.messages[-1], "message_ids": acting.messages}
    return said


async def received(asked: Asked, vk: Vk) -> Any:
    """GET ?bot=&user=[&all=1]: what came from the community, in order; with ``all`` the client's own messages too."""
    bot = bot_of(vk, asked.fields["bot"])
    chat = bot.chats.get(int(asked.fields["user"]))
    return views.conversation(bot, chat, asked.fields.get("all") in ("1", "true", True)) if chat else []


async def chat(asked: Asked, vk: Vk) -> Any:
    """GET ?bot=&user=: standing, keyboard, answers to presses."""
    bot = bot_of(vk, asked.fields["bot"])
    return views.chat(vk, bot, vk.chat(bot, user_of(vk, asked.fields["user"])))


async def clients(asked: Asked, vk: Vk) -> Any:
    """GET ?bot=: its clients, the last to write or be written to first. POST {bot, name, started?, …}: a new one."""
    bot = bot_of(vk, asked.fields["bot"])
    if asked.method == "POST":
        about = {name: value for name, value in asked.fields.items() if name != "bot"}
        user = user_of(vk, {"id": random.randrange(1_000_000, 800_000_000), **about})
        chat = vk.chat(bot, user)
        if asked.fields.get("started") and not chat.started:
            chat.started = True
            vk.keep_chat(bot, chat)
        return views.client(bot, chat)
    return sorted((views.client(bot, chat) for chat in bot.chats.values()), key=lambda one: -one["at"])


async def avatar(asked: Asked, vk: Vk) -> web.Response:
    """GET avatar?user=: the client's picture as PNG, for the page."""
    user = vk.users.get(int(asked.fields["user"]))
    if user is None:
        raise LookupError("there is no such client")
    image = await asyncio.to_thread(portraits.png, user.name, user.photo, 160, user.id)
    headers = {"Cache-Control": "private, max-age=3600"}
    return web.Response(body=image, content_type="image/png", headers=headers)


async def calls(asked: Asked, vk: Vk) -> Any:
    """GET ?bot=[&method=&user=&after=n&count=1]: API calls in order; ``count`` tells only how many. DELETE: forget."""
    fields = asked.fields
    if asked.method == "DELETE":
        vk.calls.clear()
        return []
    found = vk.calls.of(str(fields.get("bot", "")), fields.get("method"), None, int(fields.get("after", 0)))
    if user := fields.get("user"):
        names = ("peer_ids", "peer_id", "user_id", "user_ids")
        found = [one for one in found if str(user) in [str(one["fields"].get(name)) for name in names]]
    return {"count": len(found)} if fields.get("count") else found


async def pending(asked: Asked, vk: Vk) -> Any:
    """GET ?bot=: events that were not taken."""
    return bot_of(vk, asked.fields["bot"]).outbox.waiting()


def bot_of(vk: Vk, given: Any) -> Community:
    """A community by id, screen name or token; raises LookupError."""
    given = str(given)
    for bot in vk.bots.values():
        if given in (str(bot.id), bot.username, bot.token):
            return bot
    raise LookupError("there is no such community")


def user_of(vk: Vk, given: Any) -> User:
    """The person meant by {id, name?, first_name?, last_name?, username?, photo?} or a bare id."""
    about = dict(given) if isinstance(given, dict) else {"id": given}
    user_id = int(about.pop("id"))
    if "name" in about:
        first, _, last = str(about.pop("name")).strip().partition(" ")
        about = {"first_name": first, "last_name": last, **about}
    about = {name: value for name, value in about.items() if name in User.__slots__}
    user = vk.users.get(user_id)
    if user is None:
        user = vk.users[user_id] = User(user_id, **{"first_name": f"Client {user_id % 10000}", **about})
        vk.keep_user(user)
    elif any(getattr(user, name) != value for name, value in about.items()):
        for name, value in about.items():
            setattr(user, name, value)
        vk.keep_user(user)
    return user


CALLS: dict[str, Callable[[Asked, Vk], Awaitable[Any]]] = {
    "bots": bots,
    "say": say,
    "received": received,
    "chat": chat,
    "clients": clients,
    "avatar": avatar,
    "calls": calls,
    "pending": pending,
}
