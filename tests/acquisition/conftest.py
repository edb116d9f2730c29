"""A web chat and its visitors, over HTTP at the product's own web process."""

from collections.abc import Callable
from typing import Any

import pytest

from projects.scope import project_scope


class Chat:
    """A connected web chat; `visitor()` gives the token of a new browser, `ask` sends as the page does."""

    def __init__(self, world: Any, **facts: Any) -> None:
        self.world = world
        self.bot = world.new_bot("Roast", **facts)
        self.channel, self.account = self.bot["channel"], self.bot["id"]

    @property
    def path(self) -> str:
        return f"/wc/{self.account}/"

    def ask(self, verb: str, what: str = "", token: str = "", **options: Any) -> Any:
        return self.world.ask(verb, self.path + what, token, **options)

    def visitor(self) -> str:
        token: str = self.ask("POST", "visitor").json()["token"]
        return token

    def say(self, token: str, text: str, key: str = "key-0001", **fields: Any) -> Any:
        return self.ask("POST", "lines", token, json={"key": key, "text": text, **fields})

    def lines(self, token: str, query: str = "") -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.ask("GET", f"lines{query}", token).json()["lines"]
        return found

    def send(self, to: str, text: str = "", **fields: Any) -> Any:
        """Our own sender's call."""
        return self.world.http.post(
            f"{self.world.url}/wc/api/send",
            json={"to": to, "text": text, **fields},
            headers={"Authorization": f"Bearer {self.bot['token']}"},
            timeout=30,
        )

    def scope(self) -> Any:
        return project_scope(self.channel.project_id)

    def bodies(self) -> list[dict[str, Any]]:
        """What was stored for the lane, in order."""
        import json

        from channels_hub.models import Receipt

        rows = Receipt.objects.filter(channel=self.channel.pk).order_by("id")
        return [json.loads(bytes(row.body)) for row in rows]


@pytest.fixture
def chat(webchat: Any) -> Chat:
    return Chat(webchat)


@pytest.fixture
def make_chat(webchat: Any) -> Callable[..., Chat]:
    return lambda **facts: Chat(webchat, **facts)


def code(token: str) -> str:
    """The visitor whom a token names."""
    return token.partition("~")[0]
