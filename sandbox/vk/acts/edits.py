"""A client changes or deletes a message of their own; an administrator writes by hand."""

from typing import Any

from sandbox.vk.acts.acting import Acting
from sandbox.vk.messages import write
from sandbox.vk.provider import OWNER


def edit(acting: Acting, given: dict[str, Any]) -> None:
    """Change ``{message_id, text}``."""
    message = acting.message(given["message_id"])
    if message.by != "client":
        raise ValueError("only a client's own message can be edited")
    now = acting.vk.clock.now()
    message.edits.append({"time": message.edited or message.time, "text": message.api["text"]})
    message.edited = now
    message.api |= {"text": given["text"], "update_time": int(now)}
    acting.messages.append(message.id)
    acting.vk.keep_message(acting.community, acting.chat, message)
    acting.event("message_edit", dict(message.api))


def delete(acting: Acting, given: dict[str, Any]) -> None:
    """Delete ``{message_id}``: communities are told nothing."""
    message = acting.message(given["message_id"])
    message.deleted = acting.vk.clock.now()
    acting.vk.keep_message(acting.community, acting.chat, message)
    acting.events.append("")


def administrator(acting: Acting, text: str) -> None:
    """An administrator answers at VK itself: all servers hear the echo."""
    more = {"text": text, "random_id": 77, "admin_author_id": OWNER}
    message = write(acting.vk, acting.community, acting.chat, "bot", "text", more)
    acting.messages.append(message.id)
    acting.event("message_reply", dict(message.api))
