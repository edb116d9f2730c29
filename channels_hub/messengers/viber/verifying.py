"""Is a webhook request really from Viber (PROTOCOLS §2.2)?"""

import hashlib
import hmac
from collections.abc import Mapping

HEADER = "x-viber-content-signature"


def verify(headers: Mapping[str, str], body: bytes, secret: str, token: str) -> bool:
    """Is the signature that of the raw `body` under the bot's `token`? Compared in constant time.

    `headers` have lower-case names; `secret` is not needed: Viber knows only the token.
    """
    given = headers.get(HEADER, "")
    return bool(token) and hmac.compare_digest(given.encode("utf-8", "replace"), sign(body, token).encode())


def sign(body: bytes, token: str) -> str:
    """The signature of a body, lower-case hex."""
    return hmac.new(token.encode(), body, hashlib.sha256).hexdigest()
