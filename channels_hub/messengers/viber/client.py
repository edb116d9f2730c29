"""One client for each event loop: its connections, and what it remembers of bots (PROTOCOLS §2.7: viberbot has no timeout)."""

import asyncio
import time
from types import TracebackType
from typing import Any

from channels_hub.messengers.errors import Retry, Unknown
from channels_hub.messengers.exchanging import exchange, session
from channels_hub.messengers.viber.judging import judge
from channels_hub.messengers.viber.quotas import Quotas
from channels_hub.messengers.viber.rendering import encoded

NAME_SECONDS = 3600.0
MOST_BOTS = 2000


class Client:
    """Make it inside the running loop, close it there; it must not outlive its loop."""

    def __init__(self) -> None:
        self.session = session()
        self.quotas = Quotas()
        self._names: dict[tuple[str, str], tuple[str, float]] = {}
        self._asking: dict[tuple[str, str], asyncio.Lock] = {}

    async def __aenter__(self) -> "Client":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        await self.session.close()

    async def ask(self, token: str, base: str, method: str, **fields: Any) -> dict[str, Any]:
        """The answer to a method of the API. Raises errors.*"""
        return await self.post(token, base, method, encoded(fields))

    async def post(self, token: str, base: str, method: str, body: bytes) -> dict[str, Any]:
        """The answer to a ready request. Raises errors.*, none with a token in it.

        What fails before the connection stands has not left (Retry); whatever fails later perhaps arrived (Unknown).
        """
        headers = {"X-Viber-Auth-Token": token, "Content-Type": "application/json"}
        answer = await exchange(self.session, "POST", f"{base}/pa/{method}", data=body, headers=headers)
        return judge(answer.status, answer.body)

    async def name(self, token: str, base: str) -> str:
        """The bot's name, which Viber wants in each message; asked for once an hour. Raises errors.*, never Unknown.

        Nothing was sent yet when this fails.
        """
        key = (token, base)
        async with self._asking.setdefault(key, asyncio.Lock()):
            known = self._names.get(key)
            if known is not None and time.monotonic() - known[1] < NAME_SECONDS:
                return known[0]
            try:
                answer = await self.ask(token, base, "get_account_info")
            except Unknown as error:
                raise Retry(error.text, code="unreached") from None
            self.remember(token, base, str(answer.get("name") or ""))
            return self._names[key][0]

    def remember(self, token: str, base: str, name: str) -> None:
        """The bot's name was told."""
        if len(self._names) >= MOST_BOTS:
            self._names.clear()
            self._asking.clear()
        self._names[token, base] = (name, time.monotonic())
