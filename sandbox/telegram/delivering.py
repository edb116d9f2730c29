"""One delivery of an update to a webhook, and what its answer means."""

import asyncio
import json
from typing import TYPE_CHECKING, Any

import aiohttp

from sandbox.telegram.bots import Bot
from sandbox.telegram.outbox import Tried, Update
from sandbox.telegram.webhook_url import is_loopback

if TYPE_CHECKING:
    from sandbox.telegram.provider import Telegram

TIMEOUT = aiohttp.ClientTimeout(total=60, connect=10)
GONE_FOR = 23 * 3600


class Delivery:
    """Posts updates of one bot. Only loopback addresses are ever called; others count as refused connections."""

    def __init__(self, telegram: "Telegram", bot: Bot) -> None:
        self._telegram, self._bot = telegram, bot
        self._gone_since: float | None = None

    async def post(self, update: Update) -> Tried:
        """POST the update with the secret header; 2xx is taken, all else is noted as the last error."""
        hook = self._bot.webhook
        if not is_loopback(hook.url):
            return self._failed("Connection refused")
        headers = {"Content-Type": "application/json", "User-Agent": ""}
        if hook.secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = hook.secret
        body = json.dumps(update.body, separators=(",", ":")).encode()
        try:
            async with self._telegram.http.post(
                hook.url, data=body, headers=headers, timeout=TIMEOUT, allow_redirects=False
            ) as answer:
                content = await answer.content.read(65536)
                if 200 <= answer.status < 300:
                    self._gone_since = None
                    await self._embedded(content)
                    return Tried(True)
                self._gone(answer.status)
                reason = f"Wrong response from the webhook: {answer.status} {answer.reason}"
                return self._failed(reason, answer.headers.get("Retry-After"))
        except (TimeoutError, aiohttp.ServerTimeoutError):
            return self._failed("Read timeout expired")
        except aiohttp.ClientConnectorError:
            return self._failed("Connection refused")
        except (aiohttp.ClientError, OSError, ValueError):
            return self._failed("Connection closed")

    def _failed(self, reason: str, retry_after: str | None = None) -> Tried:
        """Note the error for getWebhookInfo; a pause of 0–3600 seconds is honoured."""
        hook = self._bot.webhook
        hook.last_error_date, hook.last_error_message = int(self._telegram.clock.now()), reason
        self._telegram.keep_bot(self._bot)
        asked = int(retry_after) if retry_after and retry_after.isdigit() else None
        return Tried(False, float(asked) if asked is not None and asked <= 3600 else None)

    def _gone(self, status: int) -> None:
        """410 for 23 hours removes the webhook."""
        if status != 410:
            self._gone_since = None
            return
        now = self._telegram.clock.now()
        self._gone_since = self._gone_since or now
        if now - self._gone_since >= GONE_FOR:
            self._bot.webhook.url = ""
            asyncio.get_running_loop().call_soon(self._bot.outbox.stop)

    async def _embedded(self, content: bytes) -> None:
        """A 2xx answer may carry one API call; its result is not reported."""
        if not content.startswith(b"{"):
            return
        try:
            fields: Any = json.loads(content)
        except ValueError:
            return
        if isinstance(fields, dict) and isinstance(method := fields.pop("method", None), str):
            await self._telegram.perform(self._bot, method, fields, {})
