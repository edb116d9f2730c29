"""Viber's part of the control interface."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from sandbox import portraits
from sandbox.control.asking import Asked
from sandbox.viber import views
from sandbox.viber.acts import Acting, act
from sandbox.viber.bots import Bot
from sandbox.viber.models import User
from sandbox.viber.provider import Viber


async def bots(asked: Asked, viber: Viber) -> Any:
    """POST {name, username?, webhook?}: a new bot. POST <id>/revoke: its token stops working. POST <id>/reissue: a new one. GET: all."""
    bot_id, _, verb = asked.path.partition("/")
    if asked.method == "POST" and not bot_id:
        name = str(asked.fields["name"]).strip()
        if not name:
            raise ValueError("a bot needs a name")
        bot = viber.new_bot(name, str(asked.fields.get("username") or ""))
        bot.webhook.url = str(asked.fields.get("webhook") or "")
        return views.bot(bot)
    if asked.method == "POST" and verb == "revoke":
        bot = bot_of(viber, bot_id)
        viber.revoke(bot)
        return views.bot(bot)
    if asked.method == "POST" and verb == "reissue":
        return views.bot(viber.reissue(bot_of(viber, bot_id)))
    return [views.bot(bot) for bot in viber.bots.values()]


async def say(asked: Asked, viber: Viber) -> Any:
    """A client acts: {bot, user: {id, name, …}, one or more acts, caption?, count?, wait?}.

    ``count`` repeats the acts. ``wait`` (seconds) holds the answer until the bot has taken all that was pending.
    Answers {"event", "events", "message_id", "message_ids"}; an event 0 means that the bot is told nothing.
    """
    viber.origin = viber.origin or f"http://{asked.request.host}"
    order = asked.fields
    bot = bot_of(viber, order["bot"])
    acting = Acting(viber, bot, bot.chat(user_of(viber, order["user"])), order)
    for number in range(int(order.get("count") or 1)):
        act(acting, order)
        if number % 100 == 99:
            await asyncio.sleep(0)
    if order.get("wait"):
        try:
            await asyncio.wait_for(bot.outbox.empty.wait(), float(order["wait"]))
        except TimeoutError:
            raise ValueError(f"the bot has not taken all events in {order['wait']} s") from None
    said: dict[str, Any] = {"event": acting.events[-1] if acting.events else 0, "events": acting.events}
    if acting.messages:
        said |= {"message_id": acting.messages[-1], "message_ids": acting.messages}
    return said


async def received(asked: Asked, viber: Viber) -> Any:
    """GET ?bot=&user=[&all=1]: what came from the bot, in order; with ``all`` the client's own messages too."""
    bot = bot_of(viber, asked.fields["bot"])
    chat = bot.chats.get(str(asked.fields["user"]))
    return views.conversation(bot, chat, asked.fields.get("all") in ("1", "true", True)) if chat else []


async def chat(asked: Asked, viber: Viber) -> Any:
    """GET ?bot=&user=: standing and keyboard."""
    bot = bot_of(viber, asked.fields["bot"])
    return views.chat(bot, bot.chat(user_of(viber, asked.fields["user"])))


async def clients(asked: Asked, viber: Viber) -> Any:
    """GET ?bot=: its clients, the last to write or be written to first. POST {bot, name, started?, …}: a new one.

    ``started``: subscribed already.
    """
    bot = bot_of(viber, asked.fields["bot"])
    if asked.method == "POST":
        about = {name: value for name, value in asked.fields.items() if name != "bot"}
        user = user_of(viber, {"id": random.randrange(100_000_000, 8_000_000_000), **about})
        chat = bot.chat(user)
        chat.subscribed = chat.subscribed or bool(asked.fields.get("started"))
        viber.keep_chat(bot, chat)
        return views.client(bot, chat)
    return sorted((views.client(bot, chat) for chat in bot.chats.values()), key=lambda one: -one["at"])


async def avatar(asked: Asked, viber: Viber) -> web.Response:
    """GET avatar?user=: the client's picture as PNG, for the page."""
    user = viber.users.get(str(asked.fields["user"]))
    if user is None:
        raise LookupError("there is no such client")
    image = await asyncio.to_thread(portraits.png, user.name, user.photo, 160, user.number)
    return web.Response(
        body=image, content_type="image/png", headers={"Cache-Control": "private, max-age=3600"}
    )


async def pending(asked: Asked, viber: Viber) -> Any:
    """GET ?bot=: events that the bot has not taken, and files of its messages that are still to be fetched."""
    bot = bot_of(viber, asked.fields["bot"])
    files = [
        {"event": "fetching", "message_token": token} for token, of in viber.fetching.items() if of == bot.id
    ]
    return [event.body for event in bot.outbox.pending.values()] + files


def bot_of(viber: Viber, given: Any) -> Bot:
    """A bot by id, uri or token; raises LookupError."""
    given = str(given)
    for bot in viber.bots.values():
        if given in (bot.key, bot.id, bot.uri, bot.token):
            return bot
    raise LookupError(f"there is no bot {given[:30]}")


def user_of(viber: Viber, given: Any) -> User:
    """The client meant by {id, name?, first_name?, last_name?, language?, country?, photo?} or a bare id."""
    about = dict(given) if isinstance(given, dict) else {"id": given}
    user_id = str(about.pop("id"))
    names = [str(about[name]) for name in ("first_name", "last_name") if about.get(name)]
    about["name"] = str(about.get("name") or " ".join(names)).strip()
    about["language"] = about.get("language") or about.get("language_code") or ""
    about = {name: value for name, value in about.items() if name in User.__slots__ and value}
    user = viber.users.get(user_id)
    if user is None:
        user = viber.users[user_id] = User(user_id, **{"name": f"Client {user_id[-4:]}", **about})
        viber.keep_user(user)
    elif any(getattr(user, name) != value for name, value in about.items()):
        for name, value in about.items():
            setattr(user, name, value)
        viber.keep_user(user)
    return user


CALLS: dict[str, Callable[[Asked, Viber], Awaitable[Any]]] = {
    "bots": bots,
    "say": say,
    "received": received,
    "chat": chat,
    "clients": clients,
    "avatar": avatar,
    "pending": pending,
}
