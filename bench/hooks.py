"""Connected bots to write to, and updates as Telegram sends them."""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.request import Request, urlopen

from wepster.supervising.running import Running

from .inside import inside

TEXT = "Здравствуйте! Подскажите, есть ли у вас кофе в зёрнах для эспрессо и когда можно забрать заказ?"
FIRST_CLIENT = 700_000


@dataclass(frozen=True)
class Hook:
    """A channel of a fresh project: its whole webhook address and the header that proves the provider."""

    project: int
    channel: int
    url: str
    headers: dict[str, str]


def new_bot(running: Running) -> dict[str, Any]:
    """A bot at the sandbox."""
    request = Request(
        f"{running.sandbox_url}/_control/telegram/bots",
        json.dumps({"name": "Bench"}).encode(),
        {"Content-Type": "application/json"},
    )
    with urlopen(request, timeout=30) as answer:
        return dict(json.load(answer))


def new_hooks(running: Running, count: int) -> list[Hook]:
    """As many fresh projects of the demo's owner, each with a connected channel."""
    tokens = [new_bot(running)["token"] for _ in range(count)]
    found = json.loads(inside(running, "hooks", given="\n".join(tokens)))
    return [
        Hook(
            one["project"],
            one["channel"],
            f"http://127.0.0.1:{running.port}/in/telegram/{one['key']}",
            {"X_Telegram_Bot_Api_Secret_Token": one["secret"]},
        )
        for one in found
    ]


def new_hook(running: Running) -> Hook:
    """One."""
    return new_hooks(running, 1)[0]


def update(key: int, client: int) -> bytes:
    """A text of the client under an update's number, which is its message's too."""
    who = {"id": client, "is_bot": False, "first_name": "Лев", "language_code": "ru"}
    chat = {"id": client, "first_name": "Лев", "type": "private"}
    message = {
        "message_id": key,
        "from": who,
        "chat": chat,
        "date": 1_790_100_000 + key % 10**6,
        "text": TEXT,
    }
    return json.dumps({"update_id": key, "message": message}).encode()


def updates(clients: int = 300) -> Callable[[int], bytes]:
    """Numbered updates that were never sent before: a text of one of so many clients."""
    first = random.randrange(1, 10**9)
    return lambda number: update(first + number, FIRST_CLIENT + number % clients)
