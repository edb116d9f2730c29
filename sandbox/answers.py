"""Answers of all kinds, broken ones too."""

import asyncio
import json
import socket
import struct
from typing import Any

from aiohttp import web

PIECES = 64


_readable = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str).encode


def encoded(value: Any) -> bytes:
    """JSON in UTF-8; lone surrogates, which UTF-8 has not, make it ASCII with escapes."""
    try:
        return _readable(value).encode()
    except UnicodeEncodeError:
        return json.dumps(value, default=str).encode()


def data(value: Any, status: int = 200) -> web.Response:
    """JSON."""
    return web.Response(body=encoded(value), status=status, content_type="application/json")


def wrong(text: str, status: int = 400) -> web.Response:
    """An error of the control interface, in words."""
    return data({"error": text}, status)


def raw(body: bytes, status: int = 200) -> web.Response:
    """Bytes as they are, called HTML when they look so."""
    kind = "text/html" if body.lstrip().startswith(b"<") else "application/json"
    return web.Response(body=body, status=status, content_type=kind)


def cut(request: web.BaseRequest) -> web.Response:
    """Reset the connection (RST, not an orderly end); the returned answer goes nowhere."""
    transport = request.transport
    if transport is not None:
        sock = transport.get_extra_info("socket")
        if sock is not None:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()
    return web.Response(status=500)


async def drip(request: web.BaseRequest, body: bytes, pause_ms: int, status: int = 200) -> web.StreamResponse:
    """Send an answer in 64 pieces with pauses."""
    answer = web.StreamResponse(status=status, headers={"Content-Type": "application/json"})
    answer.content_length = len(body)
    await answer.prepare(request)
    step = max(1, len(body) // PIECES)
    for start in range(0, len(body), step):
        await answer.write(body[start : start + step])
        await asyncio.sleep(pause_ms / 1000)
    await answer.write_eof()
    return answer
