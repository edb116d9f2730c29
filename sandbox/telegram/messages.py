"""Messages that a bot writes into a chat."""

from typing import Any

from sandbox.telegram.bots import Bot
from sandbox.telegram.calling import Call
from sandbox.telegram.keyboards import checked
from sandbox.telegram.models import Chat, Message
from sandbox.telegram.provider import Telegram


def write(
    telegram: Telegram,
    bot: Bot,
    chat: Chat,
    content: dict[str, Any],
    kind: str = "text",
    files: list[str] | None = None,
    markup: dict[str, Any] | None = None,
    reply_to: int = 0,
) -> Message:
    """Put a bot's message into a chat and return it; the client sees it at once."""
    now = telegram.clock.now()
    api: dict[str, Any] = {
        "message_id": bot.take_message(),
        "from": bot.me(),
        "chat": chat.user.chat(),
        "date": int(now),
        **content,
    }
    if reply_to in chat.messages:
        api["reply_to_message"] = chat.messages[reply_to].api
    if markup:
        if "inline_keyboard" in markup:
            api["reply_markup"] = markup
        else:
            chat.keyboard = markup if "keyboard" in markup else None
            telegram.keep_chat(bot, chat)
    message = Message(api, "bot", now, kind, files or [])
    chat.messages[message.id] = message
    chat.typing = ("", 0.0)
    telegram.keep_message(bot, chat, message)
    return message


def write_for(
    call: Call, chat: Chat, content: dict[str, Any], kind: str, files: list[str] | None = None
) -> dict[str, Any]:
    """Write what a call asked for, with its buttons and the message it answers; returns the Bot API's message."""
    markup = checked(call.structure("reply_markup")) if "reply_markup" in call.fields else None
    reply = call.structure("reply_parameters")
    reply_to = (
        int(reply.get("message_id", 0)) if isinstance(reply, dict) else call.integer("reply_to_message_id")
    )
    return write(call.telegram, call.bot, chat, content, kind, files, markup, reply_to).api
