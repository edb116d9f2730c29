"""A Viber bot's calls, as any HTTP client makes them."""

from typing import Any

import requests

from tests.sandbox.receiver import Receiver
from tests.sandbox_process import Sandbox

TEXT = {"sender": {"name": "Школа"}, "type": "text", "text": "Привет"}


def call(sandbox: Sandbox, bot: dict[str, Any] | str, method: str, **fields: Any) -> dict[str, Any]:
    """The answer, which has always come with HTTP 200."""
    token = bot["token"] if isinstance(bot, dict) else bot
    answer = requests.post(
        f"{sandbox.url}/viber/pa/{method}", json=fields, headers={"X-Viber-Auth-Token": token}, timeout=30
    )
    assert answer.status_code == 200
    said: dict[str, Any] = answer.json()
    return said


def hooked(sandbox: Sandbox, hook: Receiver, **more: Any) -> dict[str, Any]:
    """A bot whose events come to the receiver; the handshake is not among its hits any more."""
    bot = sandbox.new_bot("Школа", kind="viber")
    told = call(sandbox, bot, "set_webhook", url=hook.url, send_name=True, send_photo=True, **more)
    assert told["status"] == 0, told
    hook.hits.clear()
    return bot


def receiver(sandbox: Sandbox, bot: dict[str, Any], client: int) -> str:
    """The client's id as the bot knows it."""
    found: str = sandbox.chat(bot, client, kind="viber")["receiver"]
    return found


def send(sandbox: Sandbox, bot: dict[str, Any], client: int, **said: Any) -> dict[str, Any]:
    return call(sandbox, bot, "send_message", receiver=receiver(sandbox, bot, client), **{**TEXT, **said})


def events(hook: Receiver, name: str) -> list[dict[str, Any]]:
    return [hit.update for hit in hook.hits if hit.update["event"] == name]
