"""What an answer of VK means, in the closed vocabulary (PROTOCOLS §3.1, §3.5): errors come with status 200."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from channels_hub.messengers import errors
from channels_hub.messengers.reading import clean

AFTER_TROUBLE = 5.0
AFTER_FLOOD = 60.0  # error 9: so many messages to one person; the others go on
AFTER_QUOTA = 3600.0  # error 29: a method's quota of a day
AFTER_TOO_FAST = 1.0  # error 6 names no time

Made = Callable[[str], errors.SendError]


def _blocked(text: str, code: str = "blocked") -> errors.SendError:
    return errors.Blocked(text, code=code)


def _stopped(text: str, health: str) -> errors.SendError:
    return errors.ChannelStopped(text, health)


_away = partial(_blocked, code="unreachable")
_off = partial(_stopped, health="off")
_forbidden = partial(_stopped, health="permission")
_retry: Made = partial(errors.Retry, after=AFTER_TROUBLE)

CODES: dict[int, Made] = {
    1: _retry,
    5: errors.BadCredentials,
    6: partial(errors.Throttled, after=AFTER_TOO_FAST),
    7: _blocked,
    9: partial(errors.Retry, after=AFTER_FLOOD, code="throttled"),
    10: _retry,
    14: partial(errors.Retry, after=AFTER_FLOOD),
    15: _forbidden,
    17: errors.BadCredentials,
    18: _away,
    27: errors.BadCredentials,
    28: errors.BadCredentials,
    29: partial(errors.Throttled, after=AFTER_QUOTA),
    113: _away,
    203: _forbidden,
    900: _blocked,
    901: _blocked,
    902: _blocked,
    910: errors.TooLarge,
    912: _off,
    914: partial(errors.Rejected, code="too_long"),
    917: _away,
    936: _away,
    945: _away,
}
# The same code stands for several things; then VK's words tell.
_WORDS: tuple[tuple[str, Made], ...] = (
    ("messages are disabled", _off),
    ("messages are turned off", _off),
    ("group is blocked", partial(_stopped, health="blocked")),
    ("community is blocked", partial(_stopped, health="blocked")),
    ("message is too long", partial(errors.Rejected, code="too_long")),
)


def judge(status: int, body: bytes) -> Any:
    """The `response` of a successful call. Raises errors.* for everything else.

    Only what VK itself says in JSON speaks of our token; a page of some proxy never turns a channel red.
    """
    answer = parsed(body)
    if answer is not None and "error" in answer:
        raise said(answer["error"])
    if not 200 <= status < 300:
        raise page(status)
    if answer is None or "response" not in answer:
        raise errors.Unknown(f"answer {status} makes no sense", code="garbled")
    return answer["response"]


def parsed(body: bytes) -> dict[str, Any] | None:
    """The JSON object in an answer, None when it is none."""
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return answer if isinstance(answer, dict) else None


def page(status: int) -> errors.SendError:
    """Something before the API answered. 504: it had passed the request on and heard nothing."""
    if status == 504:
        return errors.Unknown("HTTP 504", code="gateway")
    if status == 413:
        return errors.TooLarge("request entity too large")
    return errors.Retry(f"HTTP {status}", AFTER_TROUBLE)


def said(error: Any) -> errors.SendError:
    """VK's error object, or one peer's of messages.send; `request_params` is never repeated."""
    if not isinstance(error, dict):
        return errors.Unknown("error makes no sense", code="garbled")
    code = error.get("error_code", error.get("code"))
    text = clean(str(error.get("error_msg", error.get("description")) or f"error {code}"))[:300]
    lower = text.lower()
    for words, make in _WORDS:
        if words in lower:
            return make(text)
    return CODES.get(code if isinstance(code, int) else 0, errors.Rejected)(text)
