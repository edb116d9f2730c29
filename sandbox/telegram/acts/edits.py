"""A client changes or deletes a message of their own."""

from typing import Any

from sandbox.telegram.acts.acting import Acting
from sandbox.telegram.entities import found


def edit(acting: Acting, given: dict[str, Any]) -> None:
    """Change ``{message_id, text}``: the text, or the caption of a file. The same text makes an update all the same."""
    message = acting.message(given["message_id"])
    if message.by != "client":
        raise ValueError("only a client's own message can be edited")
    name = "caption" if message.files else "text"
    marks = "caption_entities" if message.files else "entities"
    now = acting.telegram.clock.now()
    message.edits.append({"time": message.edited or message.time, "text": message.api.get(name, "")})
    message.edited = now
    message.api |= {name: given["text"], "edit_date": int(now)}
    message.api.pop(marks, None)
    if marked := found(given["text"]):
        message.api[marks] = marked
    acting.messages.append(message.id)
    acting.telegram.keep_message(acting.bot, acting.chat, message)
    acting.update("edited_message", dict(message.api))


def delete(acting: Acting, given: dict[str, Any]) -> None:
    """Delete ``{message_id}``: bots are told nothing."""
    message = acting.message(given["message_id"])
    message.deleted = acting.telegram.clock.now()
    acting.telegram.keep_message(acting.bot, acting.chat, message)
    acting.events.append(0)
