"""Names of this machine: ``localhost`` and everything under it is 127.0.0.1; nothing else is ever looked up."""

import socket
from typing import Any

from aiohttp.abc import AbstractResolver


class Loopback(AbstractResolver):
    """Resolver that knows only loopback."""

    async def resolve(self, host: str, port: int = 0, family: int = socket.AF_INET) -> list[Any]:
        """127.0.0.1 and, for servers that listen only there, ::1."""
        if host != "localhost" and not host.endswith(".localhost"):
            raise OSError(f"{host} is not this machine")
        return [_entry(host, port, "127.0.0.1", socket.AF_INET), _entry(host, port, "::1", socket.AF_INET6)]

    async def close(self) -> None:
        """Nothing to close."""


def _entry(host: str, port: int, address: str, family: int) -> dict[str, Any]:
    """One address as aiohttp wants it."""
    return {"hostname": host, "host": address, "port": port, "family": family, "proto": 0, "flags": 0}
