"""The Graph API over one aiohttp session of a loop (PROTOCOLS §4.5, §4.8): a token travels as a header, never in a URL."""

import json
from collections.abc import Mapping
from types import TracebackType
from typing import Any

import aiohttp
from aiohttp.payload import BytesPayload

from channels_hub.messengers.errors import Retry, Unknown
from channels_hub.messengers.facebook.application import application, signature, versioned
from channels_hub.messengers.facebook.judging import judge
from channels_hub.messengers.guarding import Guarded

CONNECT, ANSWER, UPLOAD = 5.0, 9.5, 65.0
LONGEST_ANSWER = 1024 * 1024


class Client:
    """Make it inside the running loop, close it there; it must not outlive its loop."""

    def __init__(self) -> None:
        # No limit: whoever waited for a connection that hanging pages hold would hang with them. Callers keep count.
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0, limit_per_host=0),
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,
        )
        self.files = Guarded()

    async def __aenter__(self) -> "Client":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        await self._session.close()
        await self.files.close()

    async def ask(
        self,
        token: str,
        base: str,
        method: str,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        body: Mapping[str, Any] | aiohttp.FormData | None = None,
    ) -> dict[str, Any]:
        """The answer of `method` on `path` ("me/messages"); `body` is sent as JSON, or as a form with a file.

        `token` "" asks without one (the app's own secret is in the body). The proof that we hold the app's secret goes
        with every call that has a token. What fails before the connection stands has not left (Retry); whatever fails
        later perhaps arrived (Unknown). Raises errors.*.
        """
        uploads = isinstance(body, aiohttp.FormData)
        timeout = aiohttp.ClientTimeout(
            total=UPLOAD if uploads else ANSWER, connect=CONNECT, sock_connect=CONNECT
        )
        began = False
        try:
            async with self._session.request(
                method,
                f"{versioned(base)}/{path}",
                params=dict(query or {}) | _proof(token),
                headers={"Authorization": f"Bearer {token}"} if token else {},
                data=_encoded(body),
                timeout=timeout,
                allow_redirects=False,
            ) as response:
                status, headers, began = response.status, response.headers, True
                content = await _read(response.content)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise Retry(type(error).__name__, code="unreached") from None
        except TimeoutError as error:
            raise Unknown(type(error).__name__, code="slow" if began else "silent") from None
        except (aiohttp.ClientResponseError, aiohttp.ClientPayloadError) as error:
            raise Unknown(type(error).__name__, code="cut" if began else "garbled") from None
        except (aiohttp.ClientError, OSError) as error:
            raise Unknown(type(error).__name__, code="cut") from None
        return judge(status, headers, content)


def _proof(token: str) -> dict[str, str]:
    secret = application().secret
    return {"appsecret_proof": signature(secret, token.encode())} if secret and token else {}


def _encoded(body: Mapping[str, Any] | aiohttp.FormData | None) -> Any:
    if body is None or isinstance(body, aiohttp.FormData):
        return body
    return BytesPayload(json.dumps(body).encode(), content_type="application/json")


async def _read(content: aiohttp.StreamReader) -> bytes:
    """The whole answer; what is too long for one is cut, and then makes no sense."""
    pieces, size = [], 0
    async for piece in content.iter_any():
        pieces.append(piece)
        size += len(piece)
        if size > LONGEST_ANSWER:
            break
    return b"".join(pieces)
