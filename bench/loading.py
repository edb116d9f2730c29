"""A lean HTTP client: some connections that post one body after another, so that the server is what is measured."""

import asyncio
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Load:
    """What came of it: requests a second, and the times of single answers in ms."""

    rate: float
    p50: float
    p95: float
    failed: int


def post(
    url: str,
    body: Callable[[int], bytes],
    count: int,
    at_once: int = 8,
    headers: Mapping[str, str] = MappingProxyType({}),
) -> Load:
    """Post `body(n)` for n below `count` over `at_once` kept connections; `headers` with _ for -."""
    return asyncio.run(_post(url, body, count, at_once, headers))


async def _post(
    url: str, body: Callable[[int], bytes], count: int, at_once: int, headers: Mapping[str, str]
) -> Load:
    parts = urlsplit(url)
    words = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    head = f"POST {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\n{words}Content-Length: ".encode()
    numbers = iter(range(count))
    times: list[float] = []
    failed = 0

    async def work() -> None:
        nonlocal failed
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
        for number in numbers:
            content = body(number)
            began = time.perf_counter()
            writer.write(b"%s%d\r\n\r\n%s" % (head, len(content), content))
            answer = await reader.readuntil(b"\r\n\r\n")
            lower = answer.lower()
            if b"content-length: " in lower:
                await reader.readexactly(int(lower.split(b"content-length: ")[1].split(b"\r\n")[0]))
            times.append((time.perf_counter() - began) * 1000)
            failed += not answer.startswith(b"HTTP/1.1 200")
        writer.close()

    began = time.perf_counter()
    await asyncio.gather(*(work() for _ in range(at_once)))
    took = time.perf_counter() - began
    cuts = statistics.quantiles(times, n=20)
    return Load(count / took, statistics.median(times), cuts[18], failed)
