"""POST <page>/messages (PROTOCOLS §4.5, §4.6): checked as the Send API does, then shown to the client and echoed."""

from typing import Any

from sandbox.facebook import errors
from sandbox.facebook.calling import Call
from sandbox.facebook.contents import content
from sandbox.facebook.models import Chat, Message, Page, fresh_mid

DAY, WEEK = 24 * 3600.0, 7 * 24 * 3600.0
ACTIONS = ("typing_on", "typing_off", "mark_seen")


async def send(call: Call) -> dict[str, Any]:
    """A message, or an action such as "typing_on"; the person sees it at once."""
    page = call.my_page()
    chat = _chat(call, page)
    if "sender_action" in call.fields:
        return _act(call, page, chat)
    _allowed(call, page)
    tag = _within(call, chat)
    _there(call, chat)
    now = call.facebook.clock.now()
    message = Message(fresh_mid(), "bot", now, tag=tag, **await content(call, page))
    show(call.facebook, page, chat, message, call.fields["message"].get("metadata"))
    return {"recipient_id": chat.person.id, "message_id": message.mid}


def show(facebook: Any, page: Page, chat: Chat, message: Message, metadata: str | None = None) -> None:
    """The person sees the page's message; the page's apps get the echo, and that it was delivered."""
    chat.messages[message.mid], chat.typing = message, 0.0
    facebook.keep_message(page, chat, message)
    echo: dict[str, Any] = {"mid": message.mid, "is_echo": True}
    if message.by == "bot":
        echo["app_id"] = int(facebook.app.id)
    if metadata:
        echo["metadata"] = metadata
    facebook.tell(page, chat, "message_echoes", {"message": {**echo, **_echoed(message)}}, by_page=True)
    if not chat.offline:
        deliver(facebook, page, chat, [message])


def deliver(facebook: Any, page: Page, chat: Chat, messages: list[Message]) -> None:
    """Tell that messages reached the person's device."""
    if messages:
        until = max(int(message.time * 1000) for message in messages)
        told = {"mids": [message.mid for message in messages], "watermark": until}
        facebook.tell(page, chat, "message_deliveries", {"delivery": told})


def _echoed(message: Message) -> dict[str, Any]:
    if message.buttons:
        card = {"template_type": "button", "text": message.text, "buttons": message.buttons}
        return {"attachments": [{"type": "template", "payload": card}]}
    if message.media:
        return {
            "attachments": [{"type": one["kind"], "payload": {"url": one["link"]}} for one in message.media]
        }
    return {"text": message.text}


def _chat(call: Call, page: Page) -> Chat:
    if not call.user:
        raise errors.bad("The parameter recipient is required")
    chat = page.chats.get(call.user)
    if chat is None or not chat.acted:
        raise errors.STRANGER
    return chat


def _act(call: Call, page: Page, chat: Chat) -> dict[str, Any]:
    action = call.fields["sender_action"]
    if action not in ACTIONS:
        raise errors.bad("Param sender_action must be one of {typing_on, typing_off, mark_seen}")
    if action != "mark_seen":
        chat.typing = call.facebook.clock.now() if action == "typing_on" else 0.0
        call.facebook.keep_chat(page, chat)
    return {"recipient_id": chat.person.id}


def _allowed(call: Call, page: Page) -> None:
    if page.restricted:
        raise errors.RESTRICTED
    if "pages_messaging" not in page.scopes:
        raise errors.NO_PERMISSION
    if not call.facebook.app.reviewed:
        raise errors.UNREVIEWED


def _there(call: Call, chat: Chat) -> None:
    if chat.blocked or chat.person.deactivated:
        raise errors.BLOCKED


def _within(call: Call, chat: Chat) -> str:
    """The tag of a message that may go now; raises Refused."""
    kind, tag = str(call.fields.get("messaging_type", "")), str(call.fields.get("tag", ""))
    if kind not in ("RESPONSE", "UPDATE", "MESSAGE_TAG"):
        raise errors.bad("Param messaging_type must be one of {RESPONSE, UPDATE, MESSAGE_TAG}")
    if (kind == "MESSAGE_TAG") != bool(tag):
        raise errors.bad("A tag goes with messaging_type MESSAGE_TAG, and with no other")
    if tag and tag != "HUMAN_AGENT":
        raise errors.bad(f"Invalid message tag {tag}", 2018327)
    if tag and not call.facebook.app.human_agent:
        raise errors.NO_HUMAN_AGENT
    if call.facebook.clock.now() - chat.acted > (WEEK if tag else DAY):
        raise errors.WINDOW
    return tag
