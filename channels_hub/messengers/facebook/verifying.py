"""Is a webhook request really from Facebook (PROTOCOLS §4.1, §4.2)?"""

import hmac
from collections.abc import Mapping

from channels_hub.messengers.facebook.application import application, signature

HEADER = "x-hub-signature-256"


def verify(headers: Mapping[str, str], body: bytes, secret: str, token: str) -> bool:
    """Is `body` signed with the app's `secret`? Over the raw bytes, compared in constant time.

    The legacy SHA-1 signature alone is refused. `token` is not needed.
    """
    given = headers.get(HEADER, "")
    return bool(secret) and hmac.compare_digest(
        given.encode("utf-8", "replace"), f"sha256={signature(secret, body)}".encode()
    )


def challenge(query: Mapping[str, str]) -> str | None:
    """What to answer when Facebook asks for the webhook; None when the question is not Facebook's."""
    verify_token = application().verify
    asked = query.get("hub.verify_token", "")
    if not verify_token or query.get("hub.mode") != "subscribe":
        return None
    if not hmac.compare_digest(asked.encode("utf-8", "replace"), verify_token.encode()):
        return None
    return query.get("hub.challenge", "")[:200]
