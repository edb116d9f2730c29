"""One delivery to a webhook, signed as Viber signs (PROTOCOLS §2.2), and what its answer means."""

import hashlib
import hmac
import json
from typing import TYPE_CHECKING, Any

import aiohttp

from sandbox.answers import encoded
from sandbox.telegram.webhook_url import is_loopback
from sandbox.viber.bots import Bot
from sandbox.viber.outbox import Event

if TYPE_CHECKING:
    from sandbox.viber.provider import Viber

TIMEOUT = aiohttp.ClientTimeout(total=30, connect=10)


class Delivery:
    """Posts events of one bot. Only loopback addresses are ever called; others count as refused connections."""

    def __init__(self, viber: "Viber", bot: Bot) -> None:
        self._viber, self._bot = viber, bot

    async def post(self, event: Event) -> bool:
        """POST the event; 200 is taken. The answer to conversation_started may be a message, which the client sees."""
        status, content = await self.exchange(self._bot.webhook.url, event.body)
        if status == 200 and event.body.get("event") == "conversation_started":
            self._viber.welcome(self._bot, event.user, _json(content))
        return status == 200

    async def exchange(self, url: str, body: dict[str, Any]) -> tuple[int, bytes]:
        """Status and body of the webhook's answer; status 0 when none came."""
        if not is_loopback(url):
            return self._failed("connection refused")
        content = encoded(body)
        signature = hmac.new(self._bot.token.encode(), content, hashlib.sha256).hexdigest()
        headers = {"Content-Type": "application/json", "X-Viber-Content-Signature": signature}
        try:
            async with self._viber.http.post(
                f"{url}{'&' if '?' in url else '?'}sig={signature}",
                data=content,
                headers=headers,
                timeout=TIMEOUT,
                allow_redirects=False,
            ) as answer:
                said = await answer.content.read(65536)
                if answer.status != 200:
                    self._failed(f"HTTP {answer.status}")
                return answer.status, said
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            return self._failed(type(error).__name__)

    def _failed(self, why: str) -> tuple[int, bytes]:
        self._bot.webhook.last_error = why
        return 0, b""


def _json(content: bytes) -> Any:
    try:
        return json.loads(content)
    except ValueError:
        return None
