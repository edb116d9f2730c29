"""A bot's calls, as any HTTP client makes them."""

from typing import Any

import requests

from tests.sandbox_process import Sandbox


def call(
    sandbox: Sandbox, token: str | dict[str, Any], method: str, files: Any = None, **fields: Any
) -> requests.Response:
    token = token["token"] if isinstance(token, dict) else token
    return requests.post(f"{sandbox.telegram_url}/bot{token}/{method}", data=fields, files=files, timeout=30)


def result(sandbox: Sandbox, bot: dict[str, Any], method: str, files: Any = None, **fields: Any) -> Any:
    answer = call(sandbox, bot, method, files, **fields).json()
    assert answer["ok"], answer
    return answer["result"]


def set_webhook(sandbox: Sandbox, bot: dict[str, Any], url: str, **fields: Any) -> None:
    assert result(sandbox, bot, "setWebhook", url=url, **fields) is True
