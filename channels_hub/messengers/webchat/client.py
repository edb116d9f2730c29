"""One client for each event loop: connections to the web process that is the provider."""

import json
from types import TracebackType
from typing import Any

from channels_hub.messengers.exchanging import exchange, session
from channels_hub.messengers.webchat.judging import judge

LONGEST_ANSWER = 256 * 1024


class Client:
    """Make it inside the running loop, close it there; it must not outlive its loop."""

    def __init__(self) -> None:
        self.session = session()

    async def __aenter__(self) -> "Client":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        await self.session.close()

    async def ask(
        self, verb: str, url: str, token: str, fields: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """The JSON object that the provider answers. Raises errors.*, none with a token in it.

        What fails before the connection stands has not left (Retry); whatever fails later perhaps arrived (Unknown).
        """
        answer = await exchange(
            self.session, verb, url, json=fields, headers=bearer(token), longest=LONGEST_ANSWER
        )
        return judge(answer.status, _object(answer.body))


def bearer(token: str) -> dict[str, str]:
    """The header that says who asks."""
    return {"Authorization": f"Bearer {token}"}


def _object(body: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
