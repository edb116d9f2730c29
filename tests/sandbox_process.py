"""The sandbox as a process of its own, for every test that needs a messenger.

    with Sandbox() as sandbox:
        bot = sandbox.new_bot("Северный обжиг")            # {"id", "token", "username", "name"}
        sandbox.say(bot, 501, text="Здравствуйте")         # client 501 writes
        sandbox.wait(lambda: sandbox.received(bot, 501))   # what the client sees of the bot

Settings of the product: ``TELEGRAM_API_URL=sandbox.telegram_url``, ``EMAIL_URL=sandbox.email_url``.
"""

import base64
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self, TypeVar

import requests

ROOT = Path(__file__).resolve().parent.parent
READY = re.compile(r"http://127\.0\.0\.1:(\d+) smtp://127\.0\.0\.1:(\d+)")

T = TypeVar("T")
Bot = dict[str, Any] | int | str
Client = dict[str, Any] | int


class Refused(Exception):
    """The control interface refused; the text says why."""


class Sandbox:
    """A running sandbox. ``state``: file in which bots, clients and messages survive ``stop()`` and ``kill()``."""

    def __init__(self, port: int = 0, state: Path | None = None) -> None:
        self.port, self.smtp_port, self.state = port, 0, state
        self.process: subprocess.Popen[str] | None = None
        self._http = requests.Session()
        self._http.trust_env = False

    # the process

    def start(self, port: int | None = None) -> Self:
        """Start on a port (0 = a free one, the same again after a stop); returns when it answers."""
        self.port = self.port if port is None else port
        command = [sys.executable, "-m", "sandbox", "--port", str(self.port)]
        if self.port == 0 or self.smtp_port:
            command += ["--smtp-port", str(self.smtp_port)]
        if self.state:
            command += ["--state", str(self.state)]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        ready = READY.search(line)
        if ready is None:
            raise RuntimeError(f"the sandbox did not start: {line!r}, exit code {self.process.wait(5)}")
        self.port, self.smtp_port = int(ready[1]), int(ready[2])
        return self

    def stop(self) -> int:
        """End in order (SIGTERM); returns the exit code."""
        return self._end(signal.SIGTERM)

    def kill(self) -> int:
        """End at once (SIGKILL), as a power failure would."""
        return self._end(signal.SIGKILL)

    def _end(self, number: signal.Signals) -> int:
        if self.process is None:
            return 0
        self.process.send_signal(number)
        code = self.process.wait(10)
        if self.process.stdout is not None:
            self.process.stdout.close()
        self.process = None
        return code

    def __enter__(self) -> Self:
        return self if self.process else self.start()

    def __exit__(self, *failure: object) -> None:
        self.stop()
        self._http.close()

    # addresses

    @property
    def url(self) -> str:
        """Root of the sandbox."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def telegram_url(self) -> str:
        """``TELEGRAM_API_URL``."""
        return f"{self.url}/telegram"

    def provider_url(self, kind: str) -> str:
        """Root of a provider's API."""
        return f"{self.url}/{kind}"

    def provider_urls(self) -> dict[str, str]:
        """Roots of all messengers' APIs, as the setting PROVIDER_URLS."""
        return {kind: self.provider_url(kind) for kind in ("telegram", "viber", "vk", "facebook")}

    @property
    def email_url(self) -> str:
        """``EMAIL_URL``."""
        return f"smtp://127.0.0.1:{self.smtp_port}"

    # control; ``kind`` is the provider everywhere

    def control(self, verb: str, path: str, body: Any = None, **query: Any) -> Any:
        """One call of ``/_control/<path>``; raises Refused with the sandbox's words."""
        answer = self._http.request(verb, f"{self.url}/_control/{path}", json=body, params=query, timeout=60)
        if answer.status_code != 200:
            raise Refused(answer.json().get("error", answer.text))
        return answer.json()

    def new_bot(self, name: str, kind: str = "telegram", **more: Any) -> dict[str, Any]:
        """A new bot: ``{"id", "token", "username", "name", …}``."""
        return self.control("POST", f"{kind}/bots", {"name": name, **more})

    def new_client(self, bot: Bot, name: str, kind: str = "telegram", **more: Any) -> dict[str, Any]:
        """A new client of a bot: ``{"id", "name", …}``; ``started=True`` lets the bot write first, ``id=``, ``photo=`` …"""
        return self.control("POST", f"{kind}/clients", {"bot": _id(bot), "name": name, **more})

    def revoke(self, bot: Bot, kind: str = "telegram") -> None:
        """The token stops working."""
        self.control("POST", f"{kind}/bots/{_id(bot)}/revoke")

    def reissue(self, bot: Bot, kind: str = "telegram") -> dict[str, Any]:
        """The bot with a new token; the old one stops working."""
        return self.control("POST", f"{kind}/bots/{_id(bot)}/reissue")

    def say(
        self, bot: Bot, client: Client, text: str | None = None, kind: str = "telegram", **acts: Any
    ) -> dict[str, Any]:
        """A client acts: ``text=…``, ``start="payload"`` or True, ``image=file(…)``, ``file=``, ``video=``, ``voice=``,
        ``location={"latitude", "longitude"}``, ``contact={"phone"}``, ``sticker=True``,
        ``press={"message_id", "button": index | data}``, ``edit={"message_id", "text"}``, ``block=True``, ``raw={…}``;
        beside them ``caption=``, ``reply_to=``, ``count=``, ``wait=seconds`` (until the bot has taken everything).

        ``client``: an id, or ``{"id", "name", "username"?, "language_code"?, "photo"?}``.
        Returns ``{"event": update_id, "events", "message_id"?, "message_ids"?}``.
        """
        user = client if isinstance(client, dict) else {"id": client}
        acts = acts if text is None else {"text": text, **acts}
        return self.control("POST", f"{kind}/say", {"bot": _id(bot), "user": user, **acts})

    def received(
        self, bot: Bot, client: Client, everything: bool = False, kind: str = "telegram"
    ) -> list[dict[str, Any]]:
        """What the client sees of the bot, in order: ``message_id, time, kind, text, media, buttons, edited, deleted…``;
        ``everything`` adds the client's own messages (``from`` tells them apart)."""
        return self.control("GET", f"{kind}/received", bot=_id(bot), user=_id(client), all=int(everything))

    def chat(self, bot: Bot, client: Client, kind: str = "telegram") -> dict[str, Any]:
        """Standing of a chat: ``blocked, keyboard, typing, toasts, waiting`` …"""
        return self.control("GET", f"{kind}/chat", bot=_id(bot), user=_id(client))

    def calls(
        self, bot: Bot | None = None, method: str | None = None, kind: str = "telegram", **more: Any
    ) -> list[dict[str, Any]]:
        """API calls in order: ``n, method, fields, time, status, answer, dropped``; ``user=``, ``after=n`` narrow."""
        query = {"bot": "" if bot is None else _id(bot), "method": method, **more}
        return self.control(
            "GET", f"{kind}/calls", **{name: value for name, value in query.items() if value is not None}
        )

    def pending(self, bot: Bot, kind: str = "telegram") -> list[dict[str, Any]]:
        """Updates that the bot has not taken."""
        return self.control("GET", f"{kind}/pending", bot=_id(bot))

    def faults(self, kind: str = "telegram", **order: Any) -> None:
        """The next calls fail: ``bot, method, user, status, error, retry_after, delay_ms, drop="before"|"after", body,
        drip_ms, times``; without ``times`` until ``clear_faults()``."""
        order = {**order, "bot": _id(order["bot"])} if "bot" in order else order
        self.control("POST", f"{kind}/faults", order)

    def clear_faults(self, kind: str = "telegram") -> None:
        """Take back all faults."""
        self.control("DELETE", f"{kind}/faults")

    def rate(self, kind: str = "telegram", **limits: Any) -> dict[str, Any]:
        """Without limits: ``{"highest", "bots": {id: {"highest", "refused"}}}``. With ``per_second=``, ``per_chat=``
        enforce them and count anew."""
        return self.control("POST" if limits else "GET", f"{kind}/rate", limits or None)

    def clock(self, scale: float | None = None, ahead: float = 0) -> dict[str, float]:
        """Run ``scale`` times faster, jump ``ahead`` seconds."""
        return self.control("POST", "clock", {"scale": scale, "ahead": ahead})

    def mail(self, to: str | None = None) -> list[dict[str, Any]]:
        """Mails: ``to, from, subject, text, html, at, links``."""
        return self.control("GET", "mail", **({"to": to} if to else {}))

    def pushes(self, subscription: str | None = None) -> list[dict[str, Any]]:
        """Web Push deliveries to ``<url>/push/<subscription>``."""
        return self.control("GET", "push", **({"id": subscription} if subscription else {}))

    def reset(self) -> None:
        """Empty everything."""
        self.control("POST", "reset")

    def wait(self, condition: Callable[[], T], seconds: float = 10, every: float = 0.02) -> T:
        """Ask until the condition is true and return what it gave; raises AssertionError after so many seconds."""
        until = time.monotonic() + seconds
        while not (found := condition()):
            assert time.monotonic() < until, f"not within {seconds} s, last seen: {found!r}"
            time.sleep(every)
        return found


def file(name: str, content: bytes | None = None, size: int | None = None) -> dict[str, Any]:
    """A file for ``say``: these bytes, or ``size`` bytes made up that look like what the name says."""
    if content is not None:
        return {"name": name, "base64": base64.b64encode(content).decode()}
    return {"name": name, "size": 1000 if size is None else size}


def _id(of: Bot | Client) -> Any:
    """Id out of what ``new_bot`` gave or of a client."""
    return of["id"] if isinstance(of, dict) else of
