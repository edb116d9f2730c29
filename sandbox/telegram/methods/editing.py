"""Changes of messages that the bot sent; deletions."""

from typing import Any

from sandbox.telegram.calling import Call
from sandbox.telegram.errors import bad
from sandbox.telegram.keyboards import checked
from sandbox.telegram.models import Chat, Message
from sandbox.telegram.texts import caption_fields, text_fields

SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
TWO_DAYS = 48 * 3600


async def edit_message_text(call: Call) -> dict[str, Any]:
    """editMessageText; buttons that are not given again go away."""
    chat, message = _own(call)
    if "text" not in message.api:
        raise bad("there is no text in the message to edit")
    fields = text_fields(call.text("text"), call.text("parse_mode"), call.fields.get("entities"))
    return _changed(call, chat, message, fields, ("text", "entities"))


async def edit_message_caption(call: Call) -> dict[str, Any]:
    """editMessageCaption."""
    chat, message = _own(call)
    if not message.files:
        raise bad("there is no caption in the message to edit")
    fields = caption_fields(
        call.text("caption"), call.text("parse_mode"), call.fields.get("caption_entities")
    )
    return _changed(call, chat, message, fields, ("caption", "caption_entities"))


async def edit_message_reply_markup(call: Call) -> dict[str, Any]:
    """editMessageReplyMarkup."""
    chat, message = _own(call)
    return _changed(call, chat, message, {}, ())


async def delete_message(call: Call) -> bool:
    """deleteMessage: own and the client's, up to 48 hours old."""
    chat = call.known_chat()
    message = chat.messages.get(call.integer("message_id"))
    if message is None or message.deleted:
        raise bad("message to delete not found")
    now = call.telegram.clock.now()
    if now - message.time > TWO_DAYS:
        raise bad("message can't be deleted for everyone")
    message.deleted = now
    call.telegram.keep_message(call.bot, chat, message)
    return True


async def delete_messages(call: Call) -> bool:
    """deleteMessages: those that are not there are passed over."""
    chat, now = call.known_chat(), call.telegram.clock.now()
    for message_id in call.structure("message_ids") or []:
        message = chat.messages.get(int(message_id))
        if message is not None and not message.deleted and now - message.time <= TWO_DAYS:
            message.deleted = now
            call.telegram.keep_message(call.bot, chat, message)
    return True


def _own(call: Call) -> tuple[Chat, Message]:
    """The bot's message that is meant; raises Refused."""
    chat = call.chat()
    message = chat.messages.get(call.integer("message_id"))
    if message is None or message.deleted:
        raise bad("message to edit not found")
    if message.by != "bot":
        raise bad("message can't be edited")
    return chat, message


def _changed(
    call: Call, chat: Chat, message: Message, fields: dict[str, Any], names: tuple[str, ...]
) -> dict[str, Any]:
    """Replace the named fields and the buttons, note what was there before."""
    markup = checked(call.structure("reply_markup"))
    before = {name: message.api[name] for name in (*names, "reply_markup") if name in message.api}
    after = {**fields, **({"reply_markup": markup} if markup else {})}
    if before == after:
        raise bad(SAME)
    now = call.telegram.clock.now()
    message.edits.append(
        {"time": message.edited or message.time, "text": before.get(names[0], "") if names else ""}
    )
    message.edited = now
    for name in before:
        del message.api[name]
    message.api |= {**after, "edit_date": int(now)}
    call.telegram.keep_message(call.bot, chat, message)
    return message.api
