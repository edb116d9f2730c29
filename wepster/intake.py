"""Webhooks (ARCHITECTURE §3): a small ASGI application before Django, `/in/<kind>/<key>`, or `/in/<kind>` for all accounts of an app.

    verified by the messenger → split into parts → stored by the writer thread → 200

Nothing is interpreted here and nothing waits for Redis. Answers: 404 unknown address, 405 not POST, 413 body above 1 MB,
403 forged (nothing stored), 503 with Retry-After when the database is away or too much waits, else what the messenger wants.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from django.conf import settings

from channels_hub.domain.storing import Job, Writer, rows_of, synthetic
from channels_hub.messengers import KINDS, messenger
from channels_hub.messengers.vocabulary import Part, Reply
from channels_hub.queries.hooks import Hook
from channels_hub.queries.receipts import Row
from common import tally
from wepster.hooks import Hooks, HooksAway

log = logging.getLogger(__name__)
MAX_BODY = 1024 * 1024
DRAIN = 64 * 1024 * 1024
BODY_SECONDS = 30


@dataclass(frozen=True)
class Answer:
    """An HTTP answer; `retry_after` in seconds, 0 for none."""

    status: int
    body: bytes = b""
    retry_after: int = 0
    allow: bytes = b""
    content_type: str = "text/plain; charset=utf-8"

    async def send(self, send: Any) -> None:
        """Write it to the client."""
        headers = [
            (b"content-type", self.content_type.encode("latin-1")),
            (b"content-length", b"%d" % len(self.body)),
        ]
        if self.retry_after:
            headers.append((b"retry-after", b"%d" % self.retry_after))
        if self.allow:
            headers.append((b"allow", self.allow))
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": self.body})


STORED = Answer(200)
FORGED = Answer(403)
UNKNOWN = Answer(404)
NOT_POST = Answer(405, allow=b"POST")
SLOW = Answer(408)
TOO_LARGE = Answer(413)
AWAY = Answer(503, retry_after=2)


class Intake:
    """The application; `close()` stores what waits and ends the threads."""

    def __init__(self) -> None:
        self._hooks = Hooks()
        self._writer = Writer()

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        """Answer one request."""
        try:
            answer = await self._answer(scope, receive)
        except Exception:
            log.exception("the intake failed")
            answer = AWAY
        if answer is not None:
            tally.count("intake_answers", answer.status)
            await answer.send(send)

    async def close(self) -> None:
        """Store what waits and end."""
        await asyncio.to_thread(self._writer.close)
        self._hooks.close()

    async def _answer(self, scope: dict[str, Any], receive: Any) -> Answer | None:
        kind, _, key = scope["path"].removeprefix("/in/").partition("/")
        shared = not key and kind in KINDS and getattr(messenger(kind), "shared_hook", False)
        if shared and scope["method"] == "GET":
            return _challenged(kind, scope["query_string"])
        if scope["method"] != "POST":
            return NOT_POST
        try:
            async with asyncio.timeout(BODY_SECONDS):
                body = await _body(scope, receive)
        except TimeoutError:
            return SLOW
        if body is None:
            return None
        if len(body) > MAX_BODY:
            return TOO_LARGE
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]
        }
        try:
            if shared:
                return await self._of_app(kind, headers, body)
            return await self._of_channel(kind, key, headers, body)
        except HooksAway:
            return AWAY

    async def _of_channel(self, kind: str, key: str, headers: dict[str, str], body: bytes) -> Answer:
        """A request to a channel's own address."""
        hook = await self._hooks.find(kind, key)
        if hook is None:
            return UNKNOWN
        provider = messenger(hook.kind)
        if not provider.verify(headers, body, hook.secret, hook.token):
            return FORGED
        reply = _reply(provider, body, hook)
        if not reply.store:
            # A question of the moment the channel is connected in: what is remembered may be a moment older.
            return _answer(_reply(provider, body, await self._hooks.find(kind, key, fresh=True) or hook))
        return _answer(reply) if await self._store(rows_of(hook, _parts(provider, body))) else AWAY

    async def _of_app(self, kind: str, headers: dict[str, str], body: bytes) -> Answer:
        """A request to the one address of all accounts: each part goes to its own channel, those of nobody to none."""
        provider = messenger(kind)
        if not provider.verify(headers, body, settings.APPS[kind]["secret"], ""):
            return FORGED
        rows: list[Row] = []
        for part in _parts(provider, body):
            hook = await self._hooks.find_account(kind, part.account)
            if hook is None:
                tally.count("intake_unknown_accounts", kind)
            else:
                rows += rows_of(hook, [part])
        return STORED if not rows or await self._store(rows) else AWAY

    async def _store(self, rows: Sequence[Row]) -> bool:
        """True after the commit."""
        loop = asyncio.get_running_loop()
        stored: asyncio.Future[bool] = loop.create_future()

        def done(good: bool) -> None:
            loop.call_soon_threadsafe(_resolve, stored, good)

        if not self._writer.put(Job(rows, done)):
            return False
        return await stored


def _resolve(stored: "asyncio.Future[bool]", good: bool) -> None:
    if not stored.done():
        stored.set_result(good)


def _challenged(kind: str, query: bytes) -> Answer:
    """The answer to a provider that asks whether this address is ours."""
    words = dict(parse_qsl(query.decode("latin-1"), keep_blank_values=True))
    said = messenger(kind).challenge(words)
    return FORGED if said is None else Answer(200, said.encode())


def _reply(provider: Any, body: bytes, hook: Hook) -> Reply:
    """What the messenger wants to hear, an empty 200 when it does not care."""
    try:
        reply: Reply | None = provider.reply(body, hook.extra) if hasattr(provider, "reply") else None
    except Exception:
        log.exception("channel %s: no answer could be made", hook.channel)
        reply = None
    return reply or Reply()


def _answer(reply: Reply) -> Answer:
    return Answer(reply.status, reply.body, content_type=reply.content_type)


def _parts(provider: Any, body: bytes) -> Sequence[Part]:
    """The messenger's parts; a body that it cannot split is kept whole, under its hash."""
    try:
        parts = provider.split(body)
    except Exception:  # broken JSON, a shape nobody knows: kept, looked at by the lane
        parts = ()
    return parts or (Part(synthetic(body), "", body),)


async def _body(scope: dict[str, Any], receive: Any) -> bytes | None:
    """The body, or MAX_BODY + 1 bytes of nothing when it is larger (read on, so that the sender hears the answer).

    None when the client went away.
    """
    chunks: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        chunk = message.get("body", b"")
        size += len(chunk)
        if size > MAX_BODY:
            chunks.clear()
        else:
            chunks.append(chunk)
        if not message.get("more_body") or size > DRAIN:
            return b"".join(chunks) if size <= MAX_BODY else bytes(MAX_BODY + 1)


intake = Intake()
