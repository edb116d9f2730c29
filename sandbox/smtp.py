"""A tiny SMTP server: takes every mail, asks for no password, delivers nothing."""

import asyncio
from collections.abc import Callable

LIMIT = 32 * 1024 * 1024
HELLO = (
    "250-sandbox",
    f"250-SIZE {LIMIT}",
    "250-8BITMIME",
    "250-SMTPUTF8",
    "250-AUTH PLAIN LOGIN",
    "250 HELP",
)

Receive = Callable[[bytes, list[str]], None]


class Session:
    """One connection. ``receive(raw, recipients)`` is called for each mail."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, receive: Receive) -> None:
        self._reader, self._writer, self._receive = reader, writer, receive
        self._recipients: list[str] = []

    async def run(self) -> None:
        """Talk until QUIT or the end of the connection."""
        self._say("220 sandbox ESMTP")
        while line := await self._reader.readline():
            verb, _, rest = line.decode("utf-8", "replace").strip().partition(" ")
            match verb.upper():
                case "EHLO":
                    self._say(*HELLO)
                case "HELO" | "NOOP":
                    self._say("250 sandbox")
                case "AUTH":
                    await self._sign_in(rest)
                case "MAIL" | "RSET":
                    self._recipients = []
                    self._say("250 OK")
                case "RCPT":
                    self._recipients.append(_address(rest))
                    self._say("250 OK")
                case "DATA":
                    await self._data()
                case "QUIT":
                    self._say("221 Bye")
                    return
                case _:
                    self._say("502 Not implemented")
            await self._writer.drain()

    async def _data(self) -> None:
        """Read a mail up to the lone dot and hand it over."""
        if not self._recipients:
            self._say("503 No recipients")
            return
        self._say("354 Go on")
        lines: list[bytes] = []
        while (line := await self._reader.readline()) not in (b".\r\n", b".\n", b""):
            lines.append(line[1:] if line.startswith(b".") else line)
        self._receive(b"".join(lines), self._recipients)
        self._recipients = []
        self._say("250 OK")

    async def _sign_in(self, rest: str) -> None:
        """Accept any name and password, asked for in as many steps as the way needs."""
        way, _, first = rest.partition(" ")
        steps = {"LOGIN": ["VXNlcm5hbWU6", "UGFzc3dvcmQ6"], "PLAIN": [""]}.get(way.upper(), [])
        for step in steps[1 if first else 0 :]:
            self._say(f"334 {step}")
            await self._reader.readline()
        self._say("235 OK")

    def _say(self, *lines: str) -> None:
        """Send lines of an answer."""
        self._writer.write("".join(f"{line}\r\n" for line in lines).encode())


def _address(rest: str) -> str:
    """Mailbox out of ``TO:<name@host> …``."""
    start, end = rest.find("<"), rest.find(">")
    return rest[start + 1 : end] if 0 <= start < end else rest.partition(":")[2].strip()


async def listen(host: str, port: int, receive: Receive) -> asyncio.Server:
    """Start to listen; raises OSError when the port is taken."""

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await Session(reader, writer, receive).run()
        except (ConnectionError, asyncio.IncompleteReadError, ValueError):
            pass  # the other side left, or sent a line without an end
        finally:
            writer.close()

    return await asyncio.start_server(connected, host, port, limit=LIMIT)
