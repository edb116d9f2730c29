"""A lean HTTP client: some connections that post one body after another, so that the server is what is measured."""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import urlsplit

from .measuring import CannotMeasure, median, percentile

ANSWER_SECONDS = 20.0


@dataclass(frozen=True)
class Load:
    """What came of it: requests a second, and the times of single answers in ms."""

    rate: float
    p50: float
    p95: float
    failed: int


class Line:
    """One kept connection that posts to one address."""

    def __init__(self, url: str, headers: Mapping[str, str] = MappingProxyType({})) -> None:
        parts = urlsplit(url)
        words = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
        self._head = f"POST {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\n{words}Content-Length: ".encode()
        self._place = (parts.hostname, parts.port)
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def post(self, content: bytes) -> bool:
        """Was it answered with 200? Raises TimeoutError after ANSWER_SECONDS, and what a broken connection raises."""
        async with asyncio.timeout(ANSWER_SECONDS):
            if self._streams is None:
                self._streams = await asyncio.open_connection(*self._place)
            reader, writer = self._streams
            writer.write(b"%s%d\r\n\r\n%s" % (self._head, len(content), content))
            answer = await reader.readuntil(b"\r\n\r\n")
            lower = answer.lower()
            if b"content-length: " in lower:
                await reader.readexactly(int(lower.split(b"content-length: ")[1].split(b"\r\n")[0]))
            return answer.startswith(b"HTTP/1.1 200")

    def close(self) -> None:
        """Hang up."""
        if self._streams:
            self._streams[1].close()


def post(
    url: str,
    body: Callable[[int], bytes],
    count: int,
    at_once: int = 8,
    headers: Mapping[str, str] = MappingProxyType({}),
) -> Load:
    """Post `body(n)` for n below `count` over `at_once` kept connections; `headers` with _ for -.

    Raises CannotMeasure when an answer does not come.
    """
    try:
        return asyncio.run(_post(url, body, count, at_once, headers))
    except (TimeoutError, OSError, EOFError) as error:
        raise CannotMeasure(
            f"{url.partition('/in/')[0]} did not answer a POST: {type(error).__name__}."
        ) from None


async def _post(
    url: str, body: Callable[[int], bytes], count: int, at_once: int, headers: Mapping[str, str]
) -> Load:
    numbers = iter(range(count))
    times: list[float] = []
    failed = 0

    async def work() -> None:
        nonlocal failed
        line = Line(url, headers)
        for number in numbers:
            content = body(number)
            began = time.perf_counter()
            good = await line.post(content)
            times.append((time.perf_counter() - began) * 1000)
            failed += not good
        line.close()

    began = time.perf_counter()
    async with asyncio.TaskGroup() as works:
        for _ in range(at_once):
            works.create_task(work())
    took = time.perf_counter() - began
    return Load(count / took, median(times), percentile(times, 95), failed)
