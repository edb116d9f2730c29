"""The app's webhook (PROTOCOLS §4.2, §4.3): one address for all pages, signed, repeated until it is taken."""

import hashlib
import hmac
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import aiohttp

from sandbox.telegram.outbox import Tried
from sandbox.telegram.webhook_url import is_loopback

if TYPE_CHECKING:
    from sandbox.facebook.provider import Facebook

TIMEOUT = aiohttp.ClientTimeout(total=20, connect=10)
KEPT = 36 * 3600.0


@dataclass(slots=True, eq=False)
class Event:
    """A body on its way, the conversation whose order it keeps, and how often it failed."""

    id: int
    body: dict[str, Any]
    queue: tuple[str, str]
    at: float
    fails: int = 0

    def lifetime(self) -> float:
        """Seconds it is kept."""
        return KEPT

    def dump(self) -> dict[str, Any]:
        """For the state file."""
        return {"id": self.id, "body": self.body, "queue": list(self.queue), "at": self.at}


def encoded(body: Any) -> bytes:
    """As Facebook writes JSON: everything beyond ASCII, and the slash, escaped."""
    return json.dumps(body, separators=(",", ":")).replace("/", "\\/").encode()


def signed(secret: str, body: bytes) -> dict[str, str]:
    """Both signatures, the present one and the old."""
    key = secret.encode()
    return {
        "X-Hub-Signature": f"sha1={hmac.new(key, body, hashlib.sha1).hexdigest()}",
        "X-Hub-Signature-256": f"sha256={hmac.new(key, body, hashlib.sha256).hexdigest()}",
    }


class Delivery:
    """Posts events; only loopback addresses are ever called. What is not 200 is repeated."""

    def __init__(self, facebook: "Facebook") -> None:
        self._facebook = facebook
        self.last_error = ""

    async def post(self, event: Any) -> Tried:
        """POST one event."""
        app = self._facebook.app
        if not is_loopback(app.callback):
            return Tried(False)
        body = encoded(event.body)
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "facebookexternalua",
            **signed(app.secret, body),
        }
        try:
            async with self._facebook.http.post(
                app.callback, data=body, headers=headers, timeout=TIMEOUT, allow_redirects=False
            ) as answer:
                await answer.content.read(65536)
                return Tried(answer.status == 200)
        except (TimeoutError, aiohttp.ClientError, OSError, ValueError):
            return Tried(False)
