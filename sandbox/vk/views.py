"""Communities, clients and conversations as the control interface shows them."""

from typing import Any

from sandbox.vk.models import Chat, Community, Message
from sandbox.vk.provider import Vk

TYPING = 10.0


def bot(community: Community) -> dict[str, Any]:
    """A community with its token; ``webhook`` is its last server's address."""
    servers = list(community.servers.values())
    last = servers[-1] if servers else None
    return {
        "id": community.id,
        "token": community.token,
        "name": community.name,
        "username": community.username,
        "revoked": community.revoked,
        "webhook": last.url if last else "",
        "pending": len(community.outbox.waiting()),
        "last_error": last.last_error if last else "",
        "servers": [
            {
                "id": one.id,
                "url": one.url,
                "title": one.title,
                "status": one.status,
                "secret": one.secret_key,
                "failures": one.failures,
            }
            for one in servers
        ],
        "messages": community.messages,
        "roles": community.roles,
    }


def client(community: Community, chat: Chat) -> dict[str, Any]:
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
        "last": message(community, last) if last else None,
        "count": len(chat.messages),
        "from_bot": sum(one.by == "bot" for one in chat.messages.values())
        if len(chat.messages) < 2000
        else 0,
    }


def chat(vk: Vk, community: Community, chat: Chat) -> dict[str, Any]:
    """Standing of a chat: keyboard, typing, toasts (the last 20)."""
    action, since = chat.typing
    rows = (chat.keyboard or {}).get("buttons", [])
    keys = [[_key(button["action"]) for button in row] for row in rows]
    return {
        **client(community, chat),
        "keyboard": {"keyboard": keys} if keys else None,
        "typing": action if vk.clock.now() - since < TYPING else "",
        "toasts": chat.toasts[-20:],
        "waiting": [one["message"] for one in community.presses.values() if one["user"] == chat.user.id],
    }


def conversation(community: Community, chat: Chat, everything: bool) -> list[dict[str, Any]]:
    """Messages in order; only the community's unless ``everything``, which also tells what the community has taken."""
    shown = [message(community, one) for one in chat.messages.values() if everything or one.by == "bot"]
    if not everything:
        return shown
    waiting = {
        body["object"].get("message", {}).get("conversation_message_id")
        for body in community.outbox.waiting()
        if isinstance(body.get("object"), dict) and body.get("type") == "message_new"
    }
    return [{**one, "taken": one["message_id"] not in waiting} for one in shown]


def message(community: Community, one: Message) -> dict[str, Any]:
    """One message. ``message_id`` is its number in the chat, ``id`` VK's own."""
    api = one.api
    rows = (one.keyboard or {}).get("buttons", []) if (one.keyboard or {}).get("inline") else []
    answered = api.get("reply_message", {})
    return {
        "message_id": one.id,
        "id": api["id"],
        "from": one.by,
        "time": one.time,
        "kind": one.kind,
        "text": api["text"],
        "entities": [],
        "media": [{**file, "url": f"/_control/blob/{file['sha256']}"} for file in one.files],
        "attachments": api["attachments"],
        "emoji": None,
        "location": api.get("geo", {}).get("coordinates"),
        "venue": None,
        "contact": None,
        "buttons": [[_button(button["action"]) for button in row] for row in rows],
        "pressed": one.pressed,
        "album": None,
        "reply_to": answered.get("conversation_message_id"),
        "random_id": api["random_id"],
        "read": one.read,
        "delivered": True,
        "seen": one.read,
        "edited": one.edited,
        "edits": one.edits,
        "deleted": one.deleted,
    }


def _button(action: dict[str, Any]) -> dict[str, Any]:
    """Label and what it does: ``data`` or ``url``."""
    label = action.get("label") or "Отправить место"
    data = action.get("payload") or (action["type"] if action["type"] == "location" else label)
    return {"text": label, "data": None if action.get("link") else data, "url": action.get("link")}


def _key(action: dict[str, Any]) -> dict[str, Any]:
    """A button of the keyboard; the client presses it by its text."""
    if action["type"] == "location":
        return {"text": "location", "request_location": True}
    return {"text": action["label"]}
