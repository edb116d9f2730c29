"""A connected bot to write to, and updates as Telegram sends them."""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.request import Request, urlopen

from wepster.supervising.running import Running

TEXT = "Здравствуйте! Подскажите, есть ли у вас кофе в зёрнах для эспрессо и когда можно забрать заказ?"


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


def new_project(running: Running) -> int:
    """A project of the demo's owner."""
    return int(
        json.loads(running.manage("project_new", "--owner", "owner@demo.test", "--name", "Bench", "--json"))[
            "project"
        ]
    )


def new_hook(running: Running) -> Hook:
    """A connected channel."""
    project = new_project(running)
    words = ("--project", str(project), "--kind", "telegram", "--token", new_bot(running)["token"], "--json")
    facts = json.loads(running.manage("connect_channel", *words))
    return Hook(
        project,
        facts["channel"],
        f"http://127.0.0.1:{running.port}{facts['webhook']}",
        {"X_Telegram_Bot_Api_Secret_Token": facts["secret"]},
    )


def updates(clients: int = 300) -> Callable[[int], bytes]:
    """Numbered updates that were never sent before: a text of one of so many clients."""
    first = random.randrange(1, 10**9)

    def update(number: int) -> bytes:
        key, client = first + number, 700_000 + number % clients
        who = {"id": client, "is_bot": False, "first_name": "Лев", "language_code": "ru"}
        chat = {"id": client, "first_name": "Лев", "type": "private"}
        message = {"message_id": key, "from": who, "chat": chat, "date": 1_790_100_000 + number, "text": TEXT}
        return json.dumps({"update_id": key, "message": message}).encode()

    return update
