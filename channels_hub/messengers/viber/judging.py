"""What an answer of Viber means, in the closed vocabulary (PROTOCOLS §2.5). It answers 200 and tells in `status`."""

import json
from typing import Any

from channels_hub.messengers import errors
from channels_hub.messengers.reading import clean

AFTER_TROUBLE = 5.0
AFTER_TOO_MANY = 10.0  # Viber names no time
OK = 0
BAD_TOKEN, NOT_REGISTERED, NOT_SUBSCRIBED, TOO_MANY, NO_DEVICE = 2, 5, 6, 12, 11
# The bot itself was stopped; what of it turns red.
_STOPPED = {
    7: "blocked",
    8: "blocked",
    9: "blocked",
    10: "lost",
    15: "permission",
    23: "permission",
    24: "permission",
}
_TOO_LONG = ("too long", "length", "30kb", "30 kb")
_TOO_LARGE = ("size", "too big", "too large")


def judge(status: int, body: bytes) -> dict[str, Any]:
    """The answer when the call succeeded; raises errors.* for what went wrong.

    Only what Viber itself says in its JSON speaks of our token and message; a page of some proxy never turns a channel red.
    """
    answer = _json(body)
    code = answer.get("status") if answer is not None else None
    if answer is None or not isinstance(code, int) or isinstance(code, bool):
        raise _page(status)
    if code != OK:
        raise said(code, clean(str(answer.get("status_message") or f"status {code}"))[:300])
    if not 200 <= status < 300:
        raise _page(status)
    return answer


def said(code: int, text: str) -> errors.SendError:
    """The error of a status other than 0."""
    if code == BAD_TOKEN:
        return errors.BadCredentials(text)
    if code == NOT_SUBSCRIBED:
        return errors.Blocked(text)
    if code in (NOT_REGISTERED, NO_DEVICE):
        return errors.Blocked(text, code="unreachable")
    if code == TOO_MANY:
        return errors.Throttled(text, AFTER_TOO_MANY)
    if code in _STOPPED:
        return errors.ChannelStopped(text, _STOPPED[code])
    lower = text.lower()
    if any(words in lower for words in _TOO_LONG):
        return errors.Rejected(text, code="too_long")
    if any(words in lower for words in _TOO_LARGE):
        return errors.TooLarge(text)
    return errors.Rejected(text)


def _json(body: bytes) -> dict[str, Any] | None:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return answer if isinstance(answer, dict) else None


def _page(status: int) -> errors.SendError:
    """Something else answered. 504: it had passed the request on and heard nothing."""
    if 200 <= status < 300:
        return errors.Unknown(f"answer {status} makes no sense", code="garbled")
    if status == 504:
        return errors.Unknown("HTTP 504", code="gateway")
    if status == 413:
        return errors.Rejected("HTTP 413", code="too_long")
    if status == 429:
        return errors.Throttled("HTTP 429", AFTER_TOO_MANY)
    return errors.Retry(f"HTTP {status}", AFTER_TROUBLE)
