"""One HTTP exchange with a provider, as all messengers make it: a time for the whole of it, a size for the answer, our errors."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp

from channels_hub.messengers.errors import Retry, Unknown

CONNECT, ANSWER, UPLOAD = 5.0, 9.5, 65.0  # seconds
LONGEST_ANSWER = 1024 * 1024


@dataclass(frozen=True)
class Answer:
    """What came back, its body cut at the longest that was asked for."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def session() -> aiohttp.ClientSession:
    """Connections of one event loop; its owner closes it there."""
    # No limit: whoever waited for a connection that hanging channels hold would hang with them. Callers keep count.
    # No cookies: accounts share nothing, and looking for cookies is a tenth of a call.
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=0, limit_per_host=0),
        cookie_jar=aiohttp.DummyCookieJar(),
        trust_env=False,
    )


async def exchange(
    connections: aiohttp.ClientSession,
    method: str,
    url: str,
    *,
    seconds: float = ANSWER,
    connect: float = CONNECT,
    longest: int = LONGEST_ANSWER,
    **request: Any,
) -> Answer:
    """The answer to one request that takes at most so many seconds, however slowly it drips.

    What fails before the connection stands has not left (Retry); whatever fails later perhaps arrived (Unknown). Raises
    these two, with no address in them.
    """
    timeout = aiohttp.ClientTimeout(total=seconds, connect=connect, sock_connect=connect)
    began = False
    try:
        async with connections.request(
            method, url, timeout=timeout, allow_redirects=False, **request
        ) as response:
            status, headers, began = response.status, response.headers, True
            body = await _read(response.content, longest)
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL) as error:
        raise Retry(type(error).__name__, code="unreached") from None
    except TimeoutError as error:
        raise Unknown(type(error).__name__, code="slow" if began else "silent") from None
    except (aiohttp.ClientResponseError, aiohttp.ClientPayloadError) as error:
        raise Unknown(type(error).__name__, code="cut" if began else "garbled") from None
    except (aiohttp.ClientError, OSError, ValueError) as error:
        raise Unknown(type(error).__name__, code="cut") from None
    return Answer(status, headers, body)


async def _read(content: aiohttp.StreamReader, longest: int) -> bytes:
    """The whole answer; what is too long for one is cut, and then makes no sense."""
    pieces, size = [], 0
    async for piece in content.iter_any():
        pieces.append(piece)
        size += len(piece)
        if size > longest:
            break
    return b"".join(pieces)
