"""VK out of the state file. Events that waited are gone: at the real one a server that sleeps for long loses them, too."""

from typing import Any

from sandbox.vk.models import Chat, Community, Message, User
from sandbox.vk.provider import Vk


def load(vk: Vk, records: list[tuple[str, str, Any]]) -> None:
    """Put records back: communities and people, then what hangs on them."""
    for kind, _, value in records:
        if kind == "vk.community":
            vk.add_bot(Community.loaded(value))
        elif kind == "vk.user":
            vk.users[value["id"]] = User(**value)
    for kind, key, value in records:
        if kind == "vk.chat":
            user = vk.users[value["user"]]
            chat = Chat(
                user, value["started"], value["blocked"], last=value["last"], keyboard=value["keyboard"]
            )
            chat.random = {one: (message, at) for one, message, at in value["random"]}
            _community(vk, key).chats[user.id] = chat
    messages = [(key, Message(**value)) for kind, key, value in records if kind == "vk.message"]
    for key, message in sorted(messages, key=lambda pair: pair[1].id):
        _community(vk, key).chats[int(key.split("/")[1])].messages[message.id] = message


def _community(vk: Vk, key: str) -> Community:
    """The community of a record's key."""
    return vk.bots[int(key.split("/", maxsplit=1)[0])]
