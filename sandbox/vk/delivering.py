"""One call of a Callback server, and what its answer means (PROTOCOLS §3.2, §3.3)."""

import json
from typing import TYPE_CHECKING, Any

import aiohttp

from sandbox.telegram.webhook_url import is_loopback
from sandbox.vk.models import Community, Server
from sandbox.vk.outbox import Tried

if TYPE_CHECKING:
    from sandbox.vk.provider import Vk

TIMEOUT = aiohttp.ClientTimeout(total=10, connect=5)
ASKED_TO_WAIT = (410, 429, 503)


class Delivery:
    """Calls the servers of one community. Only loopback addresses are ever called."""

    def __init__(self, vk: "Vk", community: Community) -> None:
        self._vk, self._community = vk, community

    async def confirm(self, server: Server) -> None:
        """Ask for the confirmation code; the body must be exactly it."""
        body = {"type": "confirmation", "group_id": self._community.id, **self._vk.stamp(server)}
        status, content, _ = await self._call(server, body, 0)
        good = status == 200 and content == self._community.code.encode()
        server.status = "ok" if good else "failed"
        self._vk.keep_community(self._community)
        self._vk.live.tell(kind="bots")

    async def post(self, server: Server, event: dict[str, Any], failures: int) -> Tried:
        """POST an event. 200 with "ok" is taken; "remove" takes the server away."""
        if server.status != "ok" or self._community.revoked:
            return Tried(False)
        secret = {"secret": server.secret_key} if server.secret_key else {}
        status, content, wait = await self._call(server, {**event, **secret}, failures)
        if status == 200 and content == b"remove":
            self._community.servers.pop(server.id, None)
            self._vk.keep_community(self._community)
            return Tried(True)
        if status == 200 and content == b"ok":
            return Tried(True)
        server.failures += 1
        server.last_error = f"{status} {content[:60].decode(errors='replace')}".strip()
        return Tried(False, wait if status in ASKED_TO_WAIT else None)

    async def _call(
        self, server: Server, body: dict[str, Any], failures: int
    ) -> tuple[int, bytes, float | None]:
        if not is_loopback(server.url):
            return 0, b"Connection refused", None
        headers = {"Content-Type": "application/json"}
        if failures:
            headers["X-Retry-Counter"] = str(failures)
        data = json.dumps(body, separators=(",", ":")).encode()
        try:
            async with self._vk.http.post(
                server.url, data=data, headers=headers, timeout=TIMEOUT, allow_redirects=False
            ) as answer:
                wait = answer.headers.get("Retry-After", "")
                content = await answer.content.read(1024)
                return answer.status, content, float(wait) if wait.isdigit() else None
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            return 0, type(error).__name__.encode(), None
