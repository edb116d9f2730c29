"""A lean WebSocket client: what a server sends is taken apart and handed over, so that the server is what is measured."""

import asyncio
import base64
import os
from collections.abc import Callable

from .measuring import CannotMeasure

OPENING = 20.0
TEXT, PING, PONG = 1, 9, 10


class Socket(asyncio.Protocol):
    """One open socket; `heard(text)` is called for each text frame that comes."""

    def __init__(self, heard: Callable[[bytes], None]) -> None:
        self.heard = heard
        self.opened: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        self._got = bytearray()
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        self._got += data
        if not self.opened.done():
            head, mark, rest = self._got.partition(b"\r\n\r\n")
            if not mark:
                return
            self.opened.set_result(bytes(head.split(b"\r\n", 1)[0]))
            self._got = bytearray(rest)
        self._take()

    def connection_lost(self, error: Exception | None) -> None:
        if not self.opened.done():
            self.opened.set_result(b"closed")

    def write(self, data: bytes) -> None:
        """Send bytes as they are."""
        if self._transport:
            self._transport.write(data)

    def close(self) -> None:
        """Hang up."""
        if self._transport:
            self._transport.abort()

    def _take(self) -> None:
        got, start = self._got, 0
        while len(got) - start >= 2:
            length, begins = got[start + 1] & 127, start + 2
            if length > 125:
                wide = 2 if length == 126 else 8
                if len(got) < begins + wide:
                    break
                length = int.from_bytes(got[begins : begins + wide], "big")
                begins += wide
            if len(got) < begins + length:
                break
            kind, content = got[start] & 15, bytes(got[begins : begins + length])
            if kind == TEXT:
                self.heard(content)
            elif kind == PING:  # masked with zeros, which leaves it as it is
                self.write(bytes([0x80 | PONG, 0x80 | length, 0, 0, 0, 0]) + content)
            start = begins + length
        del got[:start]


async def open_socket(port: int, path: str, heard: Callable[[bytes], None], cookies: str = "") -> Socket:
    """A socket of a page of this very host. Raises CannotMeasure when the server does not open it."""
    loop = asyncio.get_running_loop()
    _, socket = await loop.create_connection(lambda: Socket(heard), "localhost", port)
    key = base64.b64encode(os.urandom(16)).decode()
    lines = [
        f"GET {path} HTTP/1.1",
        f"Host: localhost:{port}",
        f"Origin: http://localhost:{port}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {key}",
        "Sec-WebSocket-Version: 13",
        *([f"Cookie: {cookies}"] if cookies else []),
    ]
    socket.write("".join(f"{line}\r\n" for line in [*lines, ""]).encode())
    async with asyncio.timeout(OPENING):
        answer = await socket.opened
    if b" 101 " not in answer:
        raise CannotMeasure(f"A socket was not opened: {answer.decode(errors='replace')}.")
    return socket
