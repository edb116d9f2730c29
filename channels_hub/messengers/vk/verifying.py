"""Is a callback really from VK, and what does VK want to hear (PROTOCOLS §3.2)?"""

import hmac
import json
from collections.abc import Mapping
from typing import Any

from channels_hub.messengers.vocabulary import Reply

OK = Reply(b"ok")
LONGEST_SECRET = 50


def secret_key(secret: str) -> str:
    """The channel's secret as VK takes one: letters and digits, at most 50."""
    return "".join(char for char in secret if char.isalnum())[:LONGEST_SECRET]


def verify(headers: Mapping[str, str], body: bytes, secret: str, token: str) -> bool:
    """Does the body carry the channel's secret? Compared in constant time; VK signs nothing, so headers tell nothing.

    A confirmation may come without: its answer is a code that opens nothing.
    """
    told = _object(body)
    expected = secret_key(secret)
    given = told.get("secret")
    if given is None and told.get("type") == "confirmation":
        return True
    if not isinstance(given, str) or not expected:
        return False
    return hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode())


def reply(body: bytes, extra: dict[str, Any]) -> Reply | None:
    """ "ok", always word for word: the body is a channel of commands. A confirmation is answered with the code in `extra`."""
    if _object(body).get("type") == "confirmation":
        return Reply(str(extra.get("confirmation", "")).encode(), store=False)
    return OK


def _object(body: bytes) -> dict[str, Any]:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}
