"""Is a request to the webhook signed with the channel's secret? Our provider stores its receipts itself; others must sign."""

import hashlib
import hmac
from collections.abc import Mapping

HEADER = "x-wepster-signature"


def verify(headers: Mapping[str, str], body: bytes, secret: str, token: str) -> bool:
    """Is the header the HMAC-SHA-256 of `body` under the channel's secret, in hex? Compared in constant time."""
    given = headers.get(HEADER, "")
    return bool(secret) and hmac.compare_digest(given.encode("utf-8", "replace"), sign(body, secret).encode())


def sign(body: bytes, secret: str) -> str:
    """The signature of a body."""
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
