"""Bots, clients and conversations as the control interface shows them. Tokens are text: JavaScript would round them."""

import html
from typing import Any

from sandbox.viber.bots import Bot
from sandbox.viber.models import Chat, Media, Message

KINDS = {"picture": "photo", "file": "document"}


def bot(bot: Bot) -> dict[str, Any]:
    """A bot with its token."""
    return {
        "id": int(bot.key),
        "account": bot.id,
        "token": bot.token,
        "name": bot.name,
        "username": bot.uri,
        "revoked": bot.revoked,
        "webhook": bot.webhook.url,
        "pending": len(bot.outbox.pending),
        "last_error": bot.webhook.last_error,
    }


def client(bot: Bot, chat: Chat) -> dict[str, Any]:
    """A client in the list: names, standing, the last message; ``receiver`` is the id that the bot knows."""
    last = next(reversed(chat.messages.values()), None)
    user = chat.user
    return {
        "id": user.shown,
        "receiver": user.known_as(bot.id),
        "name": user.name,
        "username": "",
        "photo": user.photo,
        "started": chat.subscribed,
        "blocked": chat.blocked,
        "offline": chat.offline,
        "deactivated": user.deactivated,
        "at": last.time if last else 0,
        "last": message(last) if last else None,
        "count": len(chat.messages),
        "from_bot": sum(one.by == "bot" for one in chat.messages.values()),
    }


def chat(bot: Bot, chat: Chat) -> dict[str, Any]:
    """Standing of a chat with its keyboard."""
    about: dict[str, Any] = {"keyboard": None, "typing": "", "toasts": [], "waiting": []}
    return {**client(bot, chat), **about, "buttons": buttons(chat.keyboard)}


def conversation(bot: Bot, chat: Chat, everything: bool) -> list[dict[str, Any]]:
    """Messages in order; only the bot's unless ``everything``, which also tells what the bot has taken."""
    shown = [message(one) for one in chat.messages.values() if everything or one.by == "bot"]
    waiting = {str(event.body.get("message_token")) for event in bot.outbox.pending.values()}
    return [{**one, "taken": one["message_id"] not in waiting} for one in shown] if everything else shown


def message(one: Message) -> dict[str, Any]:
    """One message. ``text`` is the caption where there is a file; ``delivered`` and ``seen`` are times or None."""
    api = one.api
    kind = str(api.get("type"))
    return {
        "message_id": str(one.token),
        "from": one.by,
        "time": one.time,
        "kind": KINDS.get(kind, kind),
        "text": str(api.get("media", "") if kind == "url" else api.get("text", "")),
        "entities": [],
        "media": [media(file) for file in one.media],
        "sticker": str(api["sticker_id"]) if "sticker_id" in api else None,
        "picture": f"/viber/stickers/{api['sticker_id']}.png" if "sticker_id" in api else None,
        "location": _place(api),
        "contact": _contact(api),
        "buttons": buttons(api.get("keyboard")),
        "delivered": one.delivered,
        "seen": one.seen,
        "welcome": one.welcome,
        "venue": None,
        "pressed": None,
        "album": None,
        "reply_to": None,
        "edited": None,
        "edits": [],
        "deleted": None,
    }


def media(file: Media) -> dict[str, Any]:
    """A file: what it is and where its bytes are (``sha256`` is "" until they came)."""
    return {
        "kind": KINDS.get(file.kind, file.kind),
        "name": file.name,
        "mime": file.mime,
        "size": file.size,
        "sha256": file.blob,
        "width": file.width,
        "height": file.height,
        "duration": file.duration,
        "trouble": file.trouble,
        "url": f"/_control/blob/{file.blob}" if file.blob else "",
    }


def buttons(keyboard: Any) -> list[list[dict[str, Any]]]:
    """Rows of buttons: text, and what it does: ``data``, ``url`` or ``ask`` ("phone", "location")."""
    given = (keyboard or {}).get("Buttons", []) if isinstance(keyboard, dict) else []
    rows: list[list[dict[str, Any]]] = []
    used = 6
    for one in given:
        wide = int(one.get("Columns", 6))
        if used + wide > 6:
            rows.append([])
            used = 0
        used += wide
        rows[-1].append(_button(one))
    return rows


def _button(one: dict[str, Any]) -> dict[str, Any]:
    action, body = one.get("ActionType", "reply"), str(one["ActionBody"])
    return {
        "text": html.unescape(str(one.get("Text", ""))),
        "data": body if action == "reply" else None,
        "url": body if action == "open-url" else None,
        "ask": {"share-phone": "phone", "location-picker": "location"}.get(action),
    }


def _place(api: dict[str, Any]) -> dict[str, float] | None:
    place = api.get("location")
    return {"latitude": float(place["lat"]), "longitude": float(place["lon"])} if place else None


def _contact(api: dict[str, Any]) -> dict[str, Any] | None:
    about = api.get("contact")
    return {"first_name": about["name"], "phone_number": str(about["phone_number"])} if about else None
