"""The Graph API over one aiohttp session of a loop (PROTOCOLS §4.5, §4.8): a token travels as a header, never in a URL."""

import json
from collections.abc import Mapping
from types import TracebackType
from typing import Any

import aiohttp
from aiohttp.payload import BytesPayload

from channels_hub.messengers.exchanging import ANSWER, UPLOAD, exchange, session
from channels_hub.messengers.facebook.application import application, signature, versioned
from channels_hub.messengers.facebook.judging import judge
from channels_hub.messengers.guarding import Guarded


class Client:
    """Make it inside the running loop, close it there; it must not outlive its loop."""

    def __init__(self) -> None:
        self._session = session()
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
        answer = await exchange(
            self._session,
            method,
            f"{versioned(base)}/{path}",
            seconds=UPLOAD if uploads else ANSWER,
            params=dict(query or {}) | _proof(token),
            headers={"Authorization": f"Bearer {token}"} if token else {},
            data=_encoded(body),
        )
        return judge(answer.status, answer.headers, answer.body)


def _proof(token: str) -> dict[str, str]:
    secret = application().secret
    return {"appsecret_proof": signature(secret, token.encode())} if secret and token else {}


def _encoded(body: Mapping[str, Any] | aiohttp.FormData | None) -> Any:
    if body is None or isinstance(body, aiohttp.FormData):
        return body
    return BytesPayload(json.dumps(body).encode(), content_type="application/json")
