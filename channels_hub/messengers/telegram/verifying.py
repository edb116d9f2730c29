"""Is a webhook request really from Telegram (PROTOCOLS §1.2)?"""

import hmac
from collections.abc import Mapping

HEADER = "x-telegram-bot-api-secret-token"


def verify(headers: Mapping[str, str], body: bytes, secret: str, token: str) -> bool:
    """Does the secret header equal the channel's secret? Compared in constant time.

    `headers` have lower-case names; `body` and `token` are not needed: Telegram signs nothing.
    """
    given = headers.get(HEADER, "")
    return bool(secret) and hmac.compare_digest(given.encode("utf-8", "replace"), secret.encode())
