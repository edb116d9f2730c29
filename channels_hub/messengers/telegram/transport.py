"""python-telegram-bot on aiohttp: fifteen times the sends a second of its own transport (LIMITS.md)."""

import json
from typing import Any

import aiohttp
from aiohttp.payload import BytesPayload
from telegram.request import BaseRequest, RequestData

from channels_hub.messengers import exchanging
from channels_hub.messengers.exchanging import exchange
from channels_hub.messengers.telegram.judging import judge

CONNECT, ANSWER, UPLOAD = exchanging.CONNECT, exchanging.ANSWER, exchanging.UPLOAD


class Transport(BaseRequest):
    """Sends each call through one session and raises our errors at once: the library passes them on as a cause.

    What fails before the connection stands has not left (Retry); whatever fails later perhaps arrived (Unknown). An
    answer has a time as a whole, however slowly it drips, and a length.
    """

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session

    @property
    def read_timeout(self) -> float:
        return ANSWER

    async def initialize(self) -> None:
        """Nothing to do: the session is its owner's."""

    async def shutdown(self) -> None:
        """Nothing to do: the session is its owner's."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = None,
        write_timeout: Any = None,
        connect_timeout: Any = None,
        pool_timeout: Any = None,
    ) -> tuple[int, bytes]:
        """One exchange as the library asks for it, within our own times; raises errors.* unless the call succeeded."""
        uploads = request_data is not None and request_data.contains_files
        limit = UPLOAD if uploads else ANSWER
        status, body, _ = await self._exchange(url, method, _form(request_data), limit)
        return status, body

    async def ask(self, url: str, fields: dict[str, Any]) -> Any:
        """The bare result of any method; raises errors.*."""
        # As JSON: a form's percent signs take five times as long, and aiohttp asks the system for random bytes for each.
        content = BytesPayload(json.dumps(fields).encode(), content_type="application/json")
        *_, result = await self._exchange(url, "POST", content, ANSWER)
        return result

    async def _exchange(self, url: str, method: str, data: Any, answer: float) -> tuple[int, bytes, Any]:
        """(status, body, the result in it)."""
        got = await exchange(self._session, method, url, data=data, seconds=answer, connect=CONNECT)
        return got.status, got.body, judge(got.status, got.body)


def _form(data: RequestData | None) -> Any:
    if data is None:
        return None
    if not data.contains_files:
        return data.json_parameters
    form = aiohttp.FormData(quote_fields=False)
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form
