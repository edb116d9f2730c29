"""Telegram's part of the control interface."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from sandbox import portraits
from sandbox.control.asking import Asked
from sandbox.telegram import views
from sandbox.telegram.acts import act
from sandbox.telegram.acts.acting import Acting
from sandbox.telegram.bots import Bot
from sandbox.telegram.models import User
from sandbox.telegram.provider import Telegram


async def bots(asked: Asked, telegram: Telegram) -> Any:
    """POST {name, username?}: a new bot. POST <id>/revoke: its token stops working. POST <id>/reissue: a new one. GET: all."""
    bot_id, _, verb = asked.path.partition("/")
    if asked.method == "POST" and not bot_id:
        name = str(asked.fields["name"]).strip()
        if not name:
            raise ValueError("a bot needs a name")
        return views.bot(telegram.new_bot(name, str(asked.fields.get("username") or "")))
    if asked.method == "POST" and verb == "revoke":
        bot = bot_of(telegram, bot_id)
        bot.revoked = True
        bot.outbox.stop()
        telegram.keep_bot(bot)
        return views.bot(bot)
    if asked.method == "POST" and verb == "reissue":
        return views.bot(telegram.reissue(bot_of(telegram, bot_id)))
    return [views.bot(bot) for bot in telegram.bots.values()]


async def say(asked: Asked, telegram: Telegram) -> Any:
    """A client acts: {bot, user: {id, name, …}, one or more acts, caption?, reply_to?, count?, wait?}.

    ``count`` repeats the acts. ``wait`` (seconds) holds the answer until the bot has taken all that was pending.
    Answers {"event", "events", "message_id", "message_ids"}; an event 0 means that the bot is told nothing.
    """
    order = asked.fields
    bot = bot_of(telegram, order["bot"])
    acting = Acting(telegram, bot, telegram.chat(bot, user_of(telegram, order["user"])), order)
    for number in range(int(order.get("count") or 1)):
        act(acting, order)
        if number % 100 == 99:
            await asyncio.sleep(0)
    if order.get("wait"):
        try:
            await asyncio.wait_for(bot.outbox.empty.wait(), float(order["wait"]))
        except TimeoutError:
            raise ValueError(f"the bot has not taken all updates in {order['wait']} s") from None
    said = {"event": acting.events[-1], "events": acting.events}
    if acting.messages:
        said |= {"message_id": acting.messages[-1], "message_ids": acting.messages}
    return said


async def received(asked: Asked, telegram: Telegram) -> Any:
    """GET ?bot=&user=[&all=1]: what came from the bot, in order; with ``all`` the client's own messages too."""
    bot = bot_of(telegram, asked.fields["bot"])
    chat = bot.chats.get(int(asked.fields["user"]))
    return views.conversation(bot, chat, asked.fields.get("all") in ("1", "true", True)) if chat else []


async def chat(asked: Asked, telegram: Telegram) -> Any:
    """GET ?bot=&user=: standing, keyboard, answers to presses."""
    bot = bot_of(telegram, asked.fields["bot"])
    return views.chat(telegram, bot, telegram.chat(bot, user_of(telegram, asked.fields["user"])))


async def clients(asked: Asked, telegram: Telegram) -> Any:
    """GET ?bot=: its clients, the last to write or be written to first. POST {bot, name, started?, …}: a new one.

    ``started`` lets the bot write first, as to somebody who pressed Start long ago.
    """
    bot = bot_of(telegram, asked.fields["bot"])
    if asked.method == "POST":
        about = {name: value for name, value in asked.fields.items() if name != "bot"}
        user = user_of(telegram, {"id": random.randrange(100_000_000, 8_000_000_000), **about})
        chat = telegram.chat(bot, user)
        if asked.fields.get("started") and not chat.started:
            chat.started = True
            telegram.keep_chat(bot, chat)
        return views.client(bot, chat)
    return sorted((views.client(bot, chat) for chat in bot.chats.values()), key=lambda one: -one["at"])


async def avatar(asked: Asked, telegram: Telegram) -> web.Response:
    """GET avatar?user=: the client's picture as PNG, for the page."""
    user = telegram.users.get(int(asked.fields["user"]))
    if user is None:
        raise LookupError("there is no such client")
    image = await asyncio.to_thread(portraits.png, user.name, user.photo, 160, user.id)
    return web.Response(
        body=image, content_type="image/png", headers={"Cache-Control": "private, max-age=3600"}
    )


async def pending(asked: Asked, telegram: Telegram) -> Any:
    """GET ?bot=: updates that the bot has not taken."""
    return [update.body for update in bot_of(telegram, asked.fields["bot"]).outbox.pending.values()]


def bot_of(telegram: Telegram, given: Any) -> Bot:
    """A bot by id, username or token; raises LookupError."""
    given = str(given)
    for bot in telegram.bots.values():
        if given in (str(bot.id), bot.username, bot.token):
            return bot
    raise LookupError(f"there is no bot {given.split(':')[0]}")


def user_of(telegram: Telegram, given: Any) -> User:
    """The client meant by {id, name?, first_name?, last_name?, username?, language_code?, photo?} or a bare id."""
    about = dict(given) if isinstance(given, dict) else {"id": given}
    user_id = int(about.pop("id"))
    if "name" in about:
        first, _, last = str(about.pop("name")).strip().partition(" ")
        about = {"first_name": first, "last_name": last, **about}
    about = {name: value for name, value in about.items() if name in User.__slots__}
    user = telegram.users.get(user_id)
    if user is None:
        user = telegram.users[user_id] = User(user_id, **{"first_name": f"Client {user_id % 10000}", **about})
        telegram.keep_user(user)
    elif any(getattr(user, name) != value for name, value in about.items()):
        for name, value in about.items():
            setattr(user, name, value)
        telegram.keep_user(user)
    return user


CALLS: dict[str, Callable[[Asked, Telegram], Awaitable[Any]]] = {
    "bots": bots,
    "say": say,
    "received": received,
    "chat": chat,
    "clients": clients,
    "avatar": avatar,
    "pending": pending,
}
