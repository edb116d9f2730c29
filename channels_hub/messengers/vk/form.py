"""Fields as VK wants them on the way of messages."""

from typing import Any
from urllib.parse import urlencode

from aiohttp.payload import BytesPayload

FORM = "application/x-www-form-urlencoded"


def form(fields: dict[str, Any]) -> BytesPayload:
    """Encoded here: aiohttp asks the system for random bytes for each form of its own."""
    return BytesPayload(urlencode(fields).encode(), content_type=FORM)
