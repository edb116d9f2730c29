"""Asking our own web process how it is."""

import asyncio


async def status_of(port: int, path: str, patience: float = 5.0) -> int:
    """The HTTP status of http://localhost:<port><path>; 0 when nobody answers."""
    try:
        async with asyncio.timeout(patience):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            try:
                writer.write(
                    f"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n".encode()
                )
                line = await reader.readline()
                return int(line.split()[1])
            finally:
                writer.close()
    except (OSError, TimeoutError, IndexError, ValueError):
        return 0
