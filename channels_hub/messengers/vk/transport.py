"""One HTTP exchange with VK on the loop: a deadline for the whole of it, a size for the answer, our errors."""

from typing import Any
from urllib.parse import urlencode

import aiohttp
from aiohttp.payload import BytesPayload

from channels_hub.messengers.errors import Retry, Unknown

CONNECT, ANSWER, UPLOAD = 5.0, 9.5, 65.0
LONGEST_ANSWER = 1024 * 1024
FORM = "application/x-www-form-urlencoded"


def form(fields: dict[str, Any]) -> BytesPayload:
    """Fields as VK wants them. Encoded here: aiohttp asks the system for random bytes for each form of its own."""
    return BytesPayload(urlencode(fields).encode(), content_type=FORM)


async def exchange(
    session: aiohttp.ClientSession, method: str, url: str, data: Any = None, seconds: float = ANSWER
) -> tuple[int, bytes]:
    """Status and body of one exchange that takes at most so many seconds, however slowly it drips.

    What fails before the connection stands has not left (Retry); whatever fails later perhaps arrived (Unknown).
    """
    timeout = aiohttp.ClientTimeout(total=seconds, connect=CONNECT, sock_connect=CONNECT)
    began = False
    try:
        async with session.request(
            method, url, data=data, timeout=timeout, allow_redirects=False
        ) as response:
            status, began = response.status, True
            body = await _read(response.content)
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL) as error:
        raise Retry(type(error).__name__, code="unreached") from None
    except TimeoutError as error:
        raise Unknown(type(error).__name__, code="slow" if began else "silent") from None
    except (aiohttp.ClientResponseError, aiohttp.ClientPayloadError) as error:
        raise Unknown(type(error).__name__, code="cut" if began else "garbled") from None
    except (aiohttp.ClientError, OSError) as error:
        raise Unknown(type(error).__name__, code="cut") from None
    return status, body


async def _read(content: aiohttp.StreamReader) -> bytes:
    """The whole answer; what is too long for one is cut, and then makes no sense."""
    pieces, size = [], 0
    async for piece in content.iter_any():
        pieces.append(piece)
        size += len(piece)
        if size > LONGEST_ANSWER:
            break
    return b"".join(pieces)
