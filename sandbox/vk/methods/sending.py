"""messages.* (PROTOCOLS §3.5)."""

from typing import Any

from sandbox.vk.calling import Call
from sandbox.vk.errors import MESSAGES_OFF, Refused, invalid, missing
from sandbox.vk.keyboards import checked
from sandbox.vk.messages import quoted, write
from sandbox.vk.models import Chat, Message

LONGEST, MOST_FILES, MOST_PEERS = 4096, 10, 100
REMEMBERED, DAY = 3600.0, 24 * 3600.0
SNACK = 90


async def send(call: Call) -> Any:
    """One message to one or several people; the same random_id to the same person within an hour is not sent again."""
    community = call.community
    call.may("messages")
    if not community.messages:
        raise MESSAGES_OFF
    if "random_id" not in call.fields:
        raise missing("random_id")
    number = call.integer("random_id")
    if not -(2**31) <= number < 2**31:
        raise invalid("random_id should be a 32-bit integer")
    text = call.text("message")
    if len(text) > LONGEST:
        raise Refused(914)
    files = _attached(call)
    keyboard = checked(call.structure("keyboard"))
    if not text.strip() and not files:
        raise invalid("message is empty")
    if keyboard and not community.bots:
        raise Refused(912)
    if call.text("peer_ids"):
        peers = call.numbers("peer_ids")[:MOST_PEERS]
        return [_one(call, peer, number, text, files, keyboard) for peer in peers]
    peer = call.integer("peer_id" if call.text("peer_id") else "user_id")
    return _say(call, peer, number, text, files, keyboard).api["id"]


def _one(call: Call, peer: int, *content: Any) -> dict[str, Any]:
    """What became of the message to one of several."""
    try:
        api = _say(call, peer, *content).api
    except Refused as refused:
        error = {"code": refused.code, "description": refused.text}
        return {"peer_id": peer, "message_id": 0, "error": error}
    number = api["conversation_message_id"]
    return {"peer_id": peer, "message_id": api["id"], "conversation_message_id": number}


def _say(call: Call, peer: int, number: int, text: str, files: Any, keyboard: Any) -> Message:
    community, now = call.community, call.vk.clock.now()
    chat = community.chats.get(peer)
    if chat is None:
        raise Refused(901 if peer in call.vk.users else 936)
    known = chat.random.get(number)
    if number and known and now - known[1] < REMEMBERED and known[0] in chat.messages:
        return chat.messages[known[0]]
    if chat.user.deactivated:
        raise Refused(18)
    if chat.blocked or not chat.started:
        raise Refused(901)
    content: dict[str, Any] = {
        "text": text,
        "random_id": number,
        "attachments": [one["item"] for one in files],
    }
    content |= _quote(call, chat)
    kind = files[0]["file"]["kind"] if files else "text"
    message = write(call.vk, community, chat, "bot", kind, content, [one["file"] for one in files], keyboard)
    if number:
        chat.random[number] = (message.id, now)
    call.vk.send_event(community, "message_reply", dict(message.api), peer)
    return message


async def edit(call: Call) -> int:
    """Change a message of the community, within a day."""
    community = call.community
    call.may("messages")
    chat, message = _own(call, 920)
    if call.vk.clock.now() - message.time > DAY:
        raise Refused(909)
    text, files = call.text("message"), _attached(call)
    if len(text) > LONGEST:
        raise Refused(914)
    if not text.strip() and not files:
        raise invalid("message is empty")
    now = call.vk.clock.now()
    message.edits.append({"time": message.edited or message.time, "text": message.api["text"]})
    message.edited, message.files = now, [one["file"] for one in files]
    message.api |= {
        "text": text,
        "attachments": [one["item"] for one in files],
        "update_time": int(now),
    }
    call.vk.keep_message(community, chat, message)
    call.vk.send_event(community, "message_edit", dict(message.api), chat.user.id)
    return 1


async def delete(call: Call) -> Any:
    """Take messages back from everybody, within a day."""
    call.may("messages")
    answers = []
    for number in call.numbers("cmids"):
        call.fields["conversation_message_id"] = str(number)
        try:
            chat, message = _own(call, 924)
            if call.vk.clock.now() - message.time > DAY or not call.integer("delete_for_all", 0):
                raise Refused(924)
        except Refused as refused:
            error = {"code": refused.code, "description": refused.text}
            answers.append({"conversation_message_id": number, "error": error})
            continue
        message.deleted = call.vk.clock.now()
        call.vk.keep_message(call.community, chat, message)
        answers.append({"conversation_message_id": number, "response": 1})
    return answers


async def get_by_number(call: Call) -> dict[str, Any]:
    """Messages by their number in the chat."""
    chat = call.chat()
    found = [chat.messages.get(number) for number in call.numbers("conversation_message_ids")]
    items = [message.api for message in found if message is not None and not message.deleted]
    return {"count": len(items), "items": items}


async def get_conversations(call: Call) -> dict[str, Any]:
    """The chats; refused while messages are off."""
    call.may("messages")
    if not call.community.messages:
        raise MESSAGES_OFF
    return {"count": len(call.community.chats), "items": []}


async def is_allowed(call: Call) -> dict[str, int]:
    """May the community write to a person?"""
    chat = call.community.chats.get(call.integer("user_id"))
    return {"is_allowed": int(chat is not None and chat.started and not chat.blocked)}


async def mark_as_read(call: Call) -> int:
    """The client sees that their messages were read."""
    chat = call.chat()
    for message in chat.messages.values():
        message.read = message.read or message.by == "client"
    call.vk.live.tell(kind="chat", bot=call.community.id, user=chat.user.id)
    return 1


async def set_activity(call: Call) -> int:
    """The client sees that somebody types, for ten seconds."""
    chat = call.chat()
    chat.typing = (call.text("type", "typing"), call.vk.clock.now())
    call.vk.live.tell(kind="typing", bot=call.community.id, user=chat.user.id)
    return 1


async def answer_press(call: Call) -> int:
    """Take the spinner off a pressed button, once."""
    press = call.community.presses.pop(call.text("event_id"), None)
    if press is None or press["user"] != call.integer("user_id"):
        raise invalid("event_id is invalid or expired")
    data = call.structure("event_data") or {}
    text = str(data.get("text", ""))[:SNACK]
    chat = call.community.chats[press["user"]]
    toast = {"time": call.vk.clock.now(), "text": text, "message": press["message"]}
    chat.toasts.append(toast)
    call.vk.live.tell(kind="toast", bot=call.community.id, user=chat.user.id, text=text)
    return 1


def _attached(call: Call) -> list[dict[str, Any]]:
    """The saved files of ``attachment``; raises Refused for one that was never saved."""
    found = []
    for name in filter(None, call.text("attachment").split(",")):
        known = call.community.saved.get("_".join(name.split("_")[:2]))
        if known is None:
            raise invalid("attachment is invalid")
        found.append(known)
    if len(found) > MOST_FILES:
        raise Refused(913, "Too many forwarded messages or attachments")
    return found


def _quote(call: Call, chat: Chat) -> dict[str, Any]:
    forward = call.structure("forward")
    if not isinstance(forward, dict) or not forward.get("is_reply"):
        return {}
    numbers = forward.get("conversation_message_ids") or [0]
    answered = chat.messages.get(numbers[0])
    if answered is None:
        raise invalid("forward is invalid")
    return {"reply_message": quoted(answered)}


def _own(call: Call, code: int) -> tuple[Chat, Message]:
    """A message that the community wrote; raises Refused with the code."""
    chat = call.chat()
    message = chat.messages.get(call.integer("conversation_message_id"))
    if message is None or message.deleted or message.by != "bot":
        raise Refused(code)
    return chat, message
