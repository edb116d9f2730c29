"""Facebook's part of the control interface; "bots" are pages here."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from sandbox import portraits
from sandbox.control.asking import Asked
from sandbox.control.rates import rate_calls
from sandbox.facebook import views
from sandbox.facebook.acts import Acting, act
from sandbox.facebook.models import Page, Person
from sandbox.facebook.provider import Facebook

ROLES = ("admin", "editor", "none")


async def bots(asked: Asked, facebook: Facebook) -> Any:
    """POST {name, username?, role?}: a new page. POST <id>/revoke, /reissue: its token. POST <id>/standing {restricted?,
    scopes?, role?, others?, subscribed?}: how it stands. GET: all."""
    page_id, _, verb = asked.path.partition("/")
    if asked.method != "POST":
        return [views.page(facebook, page) for page in facebook.pages.values()]
    if not page_id:
        name = str(asked.fields["name"]).strip()
        if not name:
            raise ValueError("a page needs a name")
        role = str(asked.fields.get("role") or "admin")
        if role not in ROLES:
            raise ValueError(f"role is one of {', '.join(ROLES)}")
        return views.page(facebook, facebook.new_page(name, str(asked.fields.get("username") or ""), role))
    page = page_of(facebook, page_id)
    if verb == "revoke":
        page.revoked = True
    elif verb == "reissue":
        facebook.reissue(page)
    elif verb == "standing":
        for field in ("restricted", "scopes", "role", "others", "subscribed"):
            if field in asked.fields:
                setattr(page, field, asked.fields[field])
    else:
        raise LookupError(f"there is no {verb}")
    facebook.keep_page(page)
    return views.page(facebook, page)


async def app(asked: Asked, facebook: Facebook) -> Any:
    """GET: the app, its secret with it. POST {id?, secret?, name?, callback?, human_agent?, reviewed?, proof?}: change it."""
    if asked.method == "POST":
        if unknown := set(asked.fields) - set(facebook.app.__slots__):
            raise ValueError(f"unknown fields: {', '.join(sorted(unknown))}")
        for name, value in asked.fields.items():
            setattr(facebook.app, name, value)
        facebook.keep_app()
        if "callback" in asked.fields:
            facebook.outbox.stop()
            facebook.start()
    return facebook.app.dump()


async def say(asked: Asked, facebook: Facebook) -> Any:
    """A client acts: {bot, user: {id, name, …}, one or more acts, reply_to?, count?, wait?}.

    ``wait`` (seconds) holds the answer until the webhook has taken all that was pending.
    Answers {"event", "events", "message_id", "message_ids"}; an event 0 means that the page is told nothing.
    """
    order = asked.fields
    page = page_of(facebook, order["bot"])
    acting = Acting(facebook, page, facebook.chat(page, person_of(facebook, page, order["user"])), order)
    for number in range(int(order.get("count") or 1)):
        act(acting, order)
        if number % 100 == 99:
            await asyncio.sleep(0)
    if order.get("wait"):
        try:
            await asyncio.wait_for(facebook.outbox.empty.wait(), float(order["wait"]))
        except TimeoutError:
            raise ValueError(f"the webhook has not taken all events in {order['wait']} s") from None
    said: dict[str, Any] = {"event": acting.events[-1] if acting.events else 0, "events": acting.events}
    if acting.messages:
        said |= {"message_id": acting.messages[-1], "message_ids": acting.messages}
    return said


async def received(asked: Asked, facebook: Facebook) -> Any:
    """GET ?bot=&user=[&all=1]: what came from the page, in order; with ``all`` the client's own messages too."""
    chat = page_of(facebook, asked.fields["bot"]).chats.get(str(asked.fields["user"]))
    return views.conversation(facebook, chat, asked.fields.get("all") in ("1", "true", True)) if chat else []


async def chat(asked: Asked, facebook: Facebook) -> Any:
    """GET ?bot=&user=: standing of a conversation."""
    page = page_of(facebook, asked.fields["bot"])
    return views.chat(facebook, facebook.chat(page, person_of(facebook, page, asked.fields["user"])))


async def clients(asked: Asked, facebook: Facebook) -> Any:
    """GET ?bot=: its clients, the last first. POST {bot, name, started?, …}: a new one; ``started``: who wrote just now."""
    page = page_of(facebook, asked.fields["bot"])
    if asked.method == "POST":
        about = {name: value for name, value in asked.fields.items() if name != "bot"}
        person = person_of(facebook, page, {"id": random.randrange(10**15, 9 * 10**15), **about})
        chat = facebook.chat(page, person)
        if asked.fields.get("started") and not chat.acted:
            chat.acted = facebook.clock.now()
            facebook.keep_chat(page, chat)
        return views.client(chat)
    return sorted((views.client(chat) for chat in page.chats.values()), key=lambda one: -one["at"])


async def avatar(asked: Asked, facebook: Facebook) -> web.Response:
    """GET avatar?user=[&bot=]: the client's picture as PNG, for the page."""
    wanted = str(asked.fields["user"])
    for page in facebook.pages.values():
        if wanted in page.chats:
            person = page.chats[wanted].person
            seed = int(person.id) if person.id.isdigit() else 0
            image = await asyncio.to_thread(portraits.png, person.name, person.photo, 160, seed)
            headers = {"Cache-Control": "private, max-age=3600"}
            return web.Response(body=image, content_type="image/png", headers=headers)
    raise LookupError("there is no such client")


async def pending(asked: Asked, facebook: Facebook) -> Any:
    """GET ?bot=: events that the webhook has not taken."""
    wanted = page_of(facebook, asked.fields["bot"]).id
    found: list[Any] = list(facebook.outbox.pending.values())
    return [event.body for event in found if event.queue[0] == wanted]


async def media_rate(asked: Asked, facebook: Facebook) -> Any:
    """As ``rate``, of sound and video."""
    asked_of = type("Media", (), {"rates": facebook.media_rates})
    return await rate_calls(asked, asked_of)


def page_of(facebook: Facebook, given: Any) -> Page:
    """A page by id, username or token; raises LookupError."""
    given = str(given)
    for page in facebook.pages.values():
        if given in (page.id, page.username, page.token):
            return page
    raise LookupError(f"there is no page {given[:20]}")


def person_of(facebook: Facebook, page: Page, given: Any) -> Person:
    """The client meant by {id, name?, first_name?, last_name?, photo?} or a bare id: a page-scoped id."""
    about = dict(given) if isinstance(given, dict) else {"id": given}
    person_id = str(about.pop("id"))
    if "name" in about:
        first, _, last = str(about.pop("name")).strip().partition(" ")
        about = {"first_name": first, "last_name": last, **about}
    about = {name: value for name, value in about.items() if name in Person.__slots__}
    chat = page.chats.get(person_id)
    if chat is None:
        return Person(person_id, **{"first_name": f"Client {person_id[-4:]}", **about})
    for name, value in about.items():
        setattr(chat.person, name, value)
    if about:
        facebook.keep_chat(page, chat)
    return chat.person


CALLS: dict[str, Callable[[Asked, Facebook], Awaitable[Any]]] = {
    "app": app,
    "bots": bots,
    "say": say,
    "received": received,
    "chat": chat,
    "clients": clients,
    "avatar": avatar,
    "pending": pending,
    "media_rate": media_rate,
}
