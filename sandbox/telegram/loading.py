"""Telegram out of the state file."""

from typing import Any

from sandbox.telegram.bots import Bot
from sandbox.telegram.files import add
from sandbox.telegram.models import Chat, Message, StoredFile, User
from sandbox.telegram.outbox import Update
from sandbox.telegram.provider import Telegram


def load(telegram: Telegram, records: list[tuple[str, str, Any]]) -> None:
    """Put records back: bots and users, then what hangs on them; webhooks go on with what waited."""
    kinds = ("bot", "user", "chat", "file", "message", "update")
    sorted_records = {
        kind: [(key, value) for name, key, value in records if name == f"telegram.{kind}"] for kind in kinds
    }
    for _, value in sorted_records["bot"]:
        telegram.add_bot(Bot.loaded(value))
    for _, value in sorted_records["user"]:
        telegram.users[value["id"]] = User(**value)
    for key, value in sorted_records["chat"]:
        user = telegram.users[value["user"]]
        chat = Chat(user, value["started"], value["blocked"], keyboard=value["keyboard"])
        _bot(telegram, key).chats[user.id] = chat
    for key, value in sorted_records["file"]:
        stored = StoredFile(**value)
        bot = _bot(telegram, key)
        add(bot, stored)
    for key, value in sorted(sorted_records["message"], key=lambda record: record[1]["api"]["message_id"]):
        message = Message(**value)
        _bot(telegram, key).chats[int(key.split("/")[1])].messages[message.id] = message
    for key, value in sorted(sorted_records["update"], key=lambda record: record[1]["body"]["update_id"]):
        update = Update(value["body"], value["kind"], tuple(value["queue"]), value["at"])
        _bot(telegram, key).outbox.put(update)
    for bot in telegram.bots.values():
        if bot.revoked:
            telegram.tokens[bot.token] = bot
        elif bot.webhook.url:
            bot.outbox.deliver(bot.webhook.max_connections)


def _bot(telegram: Telegram, key: str) -> Bot:
    """The bot of a record's key."""
    return telegram.bots[int(key.split("/", maxsplit=1)[0])]
