"""One client for each event loop: connections to the web process that is the provider."""

import json
from types import TracebackType
from typing import Any

import aiohttp

from channels_hub.messengers.errors import Retry, Unknown
from channels_hub.messengers.webchat.judging import judge

CONNECT, ANSWER = 5.0, 9.5
LONGEST_ANSWER = 256 * 1024


class Client:
    """Make it inside the running loop, close it there; it must not outlive its loop."""

    def __init__(self) -> None:
        self.session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0, limit_per_host=0),
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,
        )

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
        timeout = aiohttp.ClientTimeout(total=ANSWER, connect=CONNECT, sock_connect=CONNECT)
        began = False
        try:
            async with self.session.request(
                verb, url, json=fields, headers=bearer(token), timeout=timeout, allow_redirects=False
            ) as response:
                status, began = response.status, True
                body = await _read(response.content)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise Retry(type(error).__name__, code="unreached") from None
        except TimeoutError as error:
            raise Unknown(type(error).__name__, code="slow" if began else "silent") from None
        except (aiohttp.ClientResponseError, aiohttp.ClientPayloadError) as error:
            raise Unknown(type(error).__name__, code="cut" if began else "garbled") from None
        except (aiohttp.ClientError, OSError) as error:
            raise Unknown(type(error).__name__, code="cut") from None
        return judge(status, _object(body))


def bearer(token: str) -> dict[str, str]:
    """The header that says who asks."""
    return {"Authorization": f"Bearer {token}"}


async def _read(content: aiohttp.StreamReader) -> bytes:
    """The whole answer; what is too long for one is cut, and then makes no sense."""
    pieces, size = [], 0
    async for piece in content.iter_any():
        pieces.append(piece)
        size += len(piece)
        if size > LONGEST_ANSWER:
            break
    return b"".join(pieces)


def _object(body: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
