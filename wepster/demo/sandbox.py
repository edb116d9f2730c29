"""The sandbox's control interface, as the demo needs it (INTERFACES.md)."""

from typing import Any
from urllib.parse import urlsplit

import requests
from django.conf import settings


def address() -> str:
    """Where the sandbox is, by the address of Telegram's imitation; empty when Telegram is the real one."""
    parts = urlsplit(settings.PROVIDER_URLS["telegram"])
    return f"{parts.scheme}://{parts.netloc}" if parts.path.rstrip("/") == "/telegram" else ""


def call(path: str, **fields: Any) -> Any:
    """POST to `/_control/<path>`; raises requests.RequestException when the sandbox does not answer."""
    answer = requests.post(f"{address()}/_control/{path}", json=fields, timeout=10)
    answer.raise_for_status()
    return answer.json()


def bots() -> list[dict[str, Any]]:
    """The bots the sandbox knows, with tokens."""
    answer = requests.get(f"{address()}/_control/telegram/bots", timeout=10)
    answer.raise_for_status()
    return list(answer.json())
