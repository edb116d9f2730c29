"""Viber out of the state file."""

from typing import Any

from sandbox.viber.bots import Bot
from sandbox.viber.models import Media, Message, User
from sandbox.viber.outbox import Event
from sandbox.viber.provider import Viber


def load(viber: Viber, records: list[tuple[str, str, Any]]) -> None:
    """Put records back: bots and clients, then what hangs on them; webhooks go on with what waited."""
    kinds = ("bot", "user", "chat", "message", "event")
    of = {kind: [(key, value) for name, key, value in records if name == f"viber.{kind}"] for kind in kinds}
    for _, value in of["bot"]:
        viber.add_bot(Bot.loaded(value))
    for _, value in of["user"]:
        viber.users[value["id"]] = User(**value)
    for key, value in of["chat"]:
        chat = viber.bots[key.partition("/")[0]].chat(viber.users[value.pop("user")])
        for name, kept in value.items():
            setattr(chat, name, kept)
    for key, value in sorted(of["message"], key=lambda record: record[1]["token"]):
        bot_id, user_id = key.rpartition("/")[0].split("/", 1)
        media = [Media(**one) for one in value.pop("media")]
        message = Message(**value, media=media)
        viber.bots[bot_id].chat(viber.users[user_id]).messages[message.token] = message
    for key, value in sorted(of["event"], key=lambda record: record[1]["id"]):
        viber.bots[key.partition("/")[0]].outbox.put(Event(**value))
    tokens = [value["token"] for _, value in of["message"]] + [value["id"] for _, value in of["event"]]
    viber.begin_after(max(tokens, default=0))
    for bot in viber.bots.values():
        if bot.webhook.url and not bot.revoked:
            bot.outbox.deliver()
