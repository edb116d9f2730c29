"""Bots, clients and conversations as the control interface shows them."""

from typing import Any

from sandbox.telegram.bots import Bot
from sandbox.telegram.models import Chat, Message, StoredFile
from sandbox.telegram.provider import Telegram

TYPING = 5.0


def bot(bot: Bot) -> dict[str, Any]:
    """A bot with its token."""
    hook = bot.webhook
    return {
        "id": bot.id,
        "token": bot.token,
        "name": bot.name,
        "username": bot.username,
        "revoked": bot.revoked,
        "webhook": hook.url,
        "pending": len(bot.outbox.pending),
        "last_error": hook.last_error_message,
    }


def client(bot: Bot, chat: Chat) -> dict[str, Any]:
    """A client in the list: names, standing, the last message."""
    last = next((one for one in reversed(chat.messages.values()) if not one.deleted), None)
    user = chat.user
    return {
        "id": user.id,
        "name": user.name,
        "username": user.username,
        "photo": user.photo,
        "started": chat.started,
        "blocked": chat.blocked,
        "deactivated": user.deactivated,
        "at": last.time if last else 0,
        "last": message(bot, last) if last else None,
        "count": len(chat.messages),
        "from_bot": sum(one.by == "bot" for one in chat.messages.values())
        if len(chat.messages) < 2000
        else 0,
    }


def chat(telegram: Telegram, bot: Bot, chat: Chat) -> dict[str, Any]:
    """Standing of a chat: keyboard, typing, toasts (the last 20)."""
    action, since = chat.typing
    return {
        **client(bot, chat),
        "keyboard": chat.keyboard,
        "typing": action if telegram.clock.now() - since < TYPING else "",
        "toasts": chat.toasts[-20:],
        "waiting": [one["message"] for one in bot.presses.values() if one["user"] == chat.user.id],
    }


def conversation(bot: Bot, chat: Chat, everything: bool) -> list[dict[str, Any]]:
    """Messages in order; only the bot's unless ``everything``, which also tells what the bot has taken."""
    shown = [message(bot, one) for one in chat.messages.values() if everything or one.by == "bot"]
    waiting = {
        one.body.get("message", {}).get("message_id") for one in bot.outbox.waiting(("chat", chat.user.id))
    }
    return [{**one, "taken": one["message_id"] not in waiting} for one in shown] if everything else shown


def message(bot: Bot, one: Message) -> dict[str, Any]:
    """One message. ``text`` is the caption where there is a file; ``media`` is empty where there is none."""
    api = one.api
    markup = api.get("reply_markup", {}).get("inline_keyboard", [])
    return {
        "message_id": one.id,
        "from": one.by,
        "time": one.time,
        "kind": one.kind,
        "text": api.get("text", api.get("caption", "")),
        "entities": api.get("entities", api.get("caption_entities", [])),
        "media": [media(bot.files[file_id]) for file_id in one.files if file_id in bot.files],
        "emoji": api.get("sticker", {}).get("emoji"),
        "location": api.get("location"),
        "venue": {name: api["venue"][name] for name in ("title", "address")} if "venue" in api else None,
        "contact": api.get("contact"),
        "buttons": [[_button(button) for button in row] for row in markup],
        "pressed": one.pressed,
        "album": api.get("media_group_id"),
        "reply_to": api.get("reply_to_message", {}).get("message_id"),
        "edited": one.edited,
        "edits": one.edits,
        "deleted": one.deleted,
    }


def media(stored: StoredFile) -> dict[str, Any]:
    """A file: what it is and where its bytes are."""
    return {
        "kind": stored.kind,
        "name": stored.name,
        "mime": stored.mime,
        "size": stored.size,
        "sha256": stored.blob,
        "width": stored.width,
        "height": stored.height,
        "duration": stored.duration,
        "url": f"/_control/blob/{stored.blob}",
    }


def _button(button: dict[str, Any]) -> dict[str, Any]:
    """Text and what it does: ``data`` or ``url``."""
    return {"text": button["text"], "data": button.get("callback_data"), "url": button.get("url")}
