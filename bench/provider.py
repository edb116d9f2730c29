"""A messenger that costs next to nothing: answers every call as Telegram answers sendMessage, after a while.

`python -m bench.provider PORT DELAY_MS`. The sandbox keeps and shows what it gets and would be what is measured.
`GET /most` answers with the most calls that one bot made within any one second.
"""

import asyncio
import json
import re
import sys
import time
from collections import defaultdict
from urllib.request import urlopen

import uvloop

_LENGTH = re.compile(rb"(?i)\r\ncontent-length: *(\d+)")
_ANSWER = '{{"ok":true,"result":{{"message_id":{},"date":{},"chat":{{"id":1,"type":"private"}},"text":"…"}}}}'


class Telegram(asyncio.Protocol):
    """One connection; calls may follow each other without waiting."""

    delay = 0.05
    number = 0
    calls: dict[bytes, list[float]] = defaultdict(list)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: asyncio.Transport = transport  # type: ignore[assignment]
        self._got = b""

    def data_received(self, data: bytes) -> None:
        self._got += data
        while (end := self._got.find(b"\r\n\r\n")) >= 0:
            head = self._got[: end + 2]
            length = _LENGTH.search(head)
            whole = end + 4 + (int(length[1]) if length else 0)
            if len(self._got) < whole:
                return
            self._got = self._got[whole:]
            self._take(head.split(b" ", 2)[1])

    def _take(self, path: bytes) -> None:
        loop = asyncio.get_running_loop()
        if path == b"/most":
            self._answer(json.dumps(most(self.calls)).encode())
            return
        if path.startswith(b"/bot"):
            self.calls[path].append(loop.time())
        Telegram.number += 1
        loop.call_later(self.delay, self._answer, _ANSWER.format(self.number, int(time.time())).encode())

    def _answer(self, body: bytes) -> None:
        if not self._transport.is_closing():
            self._transport.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                % (len(body), body)
            )


def most(calls: dict[bytes, list[float]]) -> int:
    """The most calls of one bot in any window of one second."""
    found = 0
    for times in calls.values():
        first = 0
        for last, at in enumerate(times):
            while at - times[first] >= 1:
                first += 1
            found = max(found, last - first + 1)
    return found


def most_of(port: int) -> int:
    """Ask a running one."""
    with urlopen(f"http://127.0.0.1:{port}/most", timeout=30) as answer:
        return int(json.load(answer))


async def _serve(port: int) -> None:
    server = await asyncio.get_running_loop().create_server(Telegram, "127.0.0.1", port)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    Telegram.delay = int(sys.argv[2]) / 1000
    uvloop.run(_serve(int(sys.argv[1])))
