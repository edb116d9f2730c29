"""Pages, clients and conversations as the control interface shows them: in the words that all providers share."""

from typing import Any

from sandbox.facebook.models import Chat, Message, Page
from sandbox.facebook.provider import Facebook

TYPING = 20.0


def page(facebook: Facebook, page: Page) -> dict[str, Any]:
    """A page with its token."""
    return {
        "id": page.id,
        "token": page.token,
        "name": page.name,
        "username": page.username,
        "revoked": page.revoked,
        "webhook": facebook.app.callback if page.subscribed else "",
        "pending": sum(event.queue[0] == page.id for event in facebook.outbox.pending.values()),
        "last_error": "",
        "role": page.role,
        "restricted": page.restricted,
        "scopes": page.scopes,
        "get_started": page.get_started,
    }


def client(chat: Chat) -> dict[str, Any]:
    """A client in the list: name, standing, the last message."""
    last = next((one for one in reversed(chat.messages.values()) if not one.deleted), None)
    person = chat.person
    return {
        "id": person.id,
        "name": person.name,
        "username": "",
        "photo": person.photo,
        "started": bool(chat.acted),
        "blocked": chat.blocked,
        "deactivated": person.deactivated,
        "at": last.time if last else 0,
        "last": message(chat, last) if last else None,
        "count": len(chat.messages),
        "from_bot": sum(one.by != "client" for one in chat.messages.values())
        if len(chat.messages) < 2000
        else 0,
    }


def chat(facebook: Facebook, chat: Chat) -> dict[str, Any]:
    """Standing of a conversation."""
    typing = facebook.clock.now() - chat.typing < TYPING
    return {
        **client(chat),
        "keyboard": None,
        "typing": "typing" if typing else "",
        "toasts": [],
        "waiting": [],
        "acted": chat.acted,
        "read": chat.read,
        "offline": chat.offline,
    }


def conversation(facebook: Facebook, chat: Chat, everything: bool) -> list[dict[str, Any]]:
    """Messages in order; only the page's unless ``everything``, which also tells what the webhook has taken."""
    shown = [message(chat, one) for one in chat.messages.values() if everything or one.by != "client"]
    if not everything:
        return shown
    waiting = set()
    for event in facebook.outbox.pending.values():
        for entry in event.body.get("entry", ()):
            for item in entry.get("messaging", ()):
                waiting.add((item.get("message") or item.get("postback") or {}).get("mid"))
    return [{**one, "taken": one["message_id"] not in waiting} for one in shown]


def message(chat: Chat, one: Message) -> dict[str, Any]:
    """One message; quick replies are a last row of buttons. ``delivered`` and ``seen``: what the page has been told of it."""
    rows = [[_button(button)] for button in one.buttons]
    if one.quick_replies:
        rows.append([_button(button) for button in one.quick_replies])
    return {
        "message_id": one.mid,
        "from": "client" if one.by == "client" else "bot",
        "by": one.by,
        "time": one.time,
        "kind": one.kind,
        "text": one.text,
        "entities": [],
        "media": one.media,
        "emoji": one.emoji,
        "location": one.location,
        "venue": None,
        "contact": None,
        "buttons": rows,
        "pressed": one.pressed,
        "album": None,
        "reply_to": one.reply_to,
        "edited": one.edited,
        "edits": one.edits,
        "deleted": one.deleted,
        "tag": one.tag,
        "delivered": one.by != "client" and (not chat.offline or one.time <= chat.read),
        "seen": one.by != "client" and one.time <= chat.read,
    }


def _button(button: dict[str, Any]) -> dict[str, Any]:
    title = button.get("title") or ("☎" if button.get("content_type") == "user_phone_number" else "")
    return {
        "text": title,
        "data": button.get("payload") or button.get("content_type"),
        "url": button.get("url"),
    }
