"""One client for each event loop: its connections, and what it remembers of bots (PROTOCOLS §2.7: viberbot has no timeout)."""

import asyncio
import time
from types import TracebackType
from typing import Any

import aiohttp

from channels_hub.messengers.errors import Retry, Unknown
from channels_hub.messengers.viber.judging import judge
from channels_hub.messengers.viber.quotas import Quotas
from channels_hub.messengers.viber.rendering import encoded

CONNECT, ANSWER = 5.0, 9.5
LONGEST_ANSWER = 1024 * 1024
NAME_SECONDS = 3600.0
MOST_BOTS = 2000


class Client:
    """Make it inside the running loop, close it there; it must not outlive its loop."""

    def __init__(self) -> None:
        # No limit: whoever waited for a connection that hanging bots hold would hang with them. Callers keep count.
        self.session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0, limit_per_host=0),
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,
        )
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

        What fails before the connection stands has not left (Retry); whatever fails later perhaps arrived (Unknown). An
        answer has a time as a whole, however slowly it drips, and a length.
        """
        timeout = aiohttp.ClientTimeout(total=ANSWER, connect=CONNECT, sock_connect=CONNECT)
        headers = {"X-Viber-Auth-Token": token, "Content-Type": "application/json"}
        began = False
        try:
            async with self.session.post(
                f"{base}/pa/{method}", data=body, headers=headers, timeout=timeout, allow_redirects=False
            ) as response:
                status, began = response.status, True
                content = await _read(response.content)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise Retry(type(error).__name__, code="unreached") from None
        except TimeoutError as error:
            raise Unknown(type(error).__name__, code="slow" if began else "silent") from None
        except (aiohttp.ClientResponseError, aiohttp.ClientPayloadError) as error:
            raise Unknown(type(error).__name__, code="cut" if began else "garbled") from None
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise Unknown(type(error).__name__, code="cut") from None
        return judge(status, content)

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


async def _read(content: aiohttp.StreamReader) -> bytes:
    """The whole answer; what is too long for one is cut, and then makes no sense."""
    pieces, size = [], 0
    async for piece in content.iter_any():
        pieces.append(piece)
        size += len(piece)
        if size > LONGEST_ANSWER:
            break
    return b"".join(pieces)
