"""A press on a button under a message, or on one of the keyboard's."""

import json
import secrets
from typing import Any

from sandbox.vk.acts.acting import Acting
from sandbox.vk.acts.content import location
from sandbox.vk.models import Message

PLACE = {"latitude": 61.7849, "longitude": 34.3469}


def press(acting: Acting, given: dict[str, Any]) -> None:
    """Press ``{message_id, button}``: an index counted over all rows, the payload, or the label.

    Without ``message_id`` the last message with buttons is meant. A button of the keyboard is pressed by ``{keyboard: label}``.
    """
    if "keyboard" in given:
        rows = (acting.chat.keyboard or {}).get("buttons", [])
        button = _button(rows, given["keyboard"])
        if (acting.chat.keyboard or {}).get("one_time"):
            acting.chat.keyboard = None
            acting.vk.keep_chat(acting.community, acting.chat)
        _do(acting, button, None)
        return
    message = _message(acting, given.get("message_id"))
    wanted = given.get("button", given.get("data", given.get("text", 0)))
    _do(acting, _button((message.keyboard or {})["buttons"], wanted), message)


def _message(acting: Acting, number: Any) -> Message:
    if number is not None:
        return acting.message(number)
    for message in reversed(acting.chat.messages.values()):
        if not message.deleted and (message.keyboard or {}).get("inline"):
            return message
    raise ValueError("no message of this chat has buttons")


def _button(rows: list[list[dict[str, Any]]], wanted: Any) -> dict[str, Any]:
    actions: list[dict[str, Any]] = [button["action"] for row in rows for button in row]
    if isinstance(wanted, int):
        found = actions[wanted : wanted + 1]
    else:
        found = [one for one in actions if wanted in (one.get("payload"), one.get("label"), one["type"])]
        found = found or [one for one in actions if _ours(one) == wanted]
    if not found:
        raise ValueError(f"there is no button {wanted!r}")
    return found[0]


def _ours(action: dict[str, Any]) -> Any:
    """The data of a payload that has one word."""
    payload = json.loads(action.get("payload") or "null")
    return next(iter(payload.values())) if isinstance(payload, dict) and len(payload) == 1 else None


def _do(acting: Acting, action: dict[str, Any], message: Message | None) -> None:
    kind, user = action["type"], acting.chat.user.id
    if kind == "open_link":  # the community is told nothing
        acting.events.append("")
        return
    if kind == "location":
        location(acting, PLACE)
        return
    if kind == "text":
        carried = {"payload": action["payload"]} if action.get("payload") else {}
        acting.write("text", {"text": action["label"], **carried})
        return
    event = secrets.token_hex(6)
    number = message.id if message else 0
    acting.community.presses[event] = {
        "at": acting.vk.clock.now(),
        "user": user,
        "message": number,
    }
    if message is not None:
        message.pressed = action.get("payload") or action["label"]
        acting.vk.keep_message(acting.community, acting.chat, message)
    payload = json.loads(action.get("payload") or "null")
    told = {"user_id": user, "peer_id": user, "event_id": event, "payload": payload}
    acting.event("message_event", {**told, "conversation_message_id": number})
