"""What an answer of the Bot API means, in the closed vocabulary (PROTOCOLS §1.5, DEPENDENCIES §4.5 F15)."""

import json
from typing import Any

from channels_hub.messengers import errors
from channels_hub.messengers.reading import clean

_BLOCKED = "bot was blocked"
_GONE = (
    "user is deactivated",
    "can't initiate conversation",
    "chat not found",
    "user not found",
)
_TOO_LONG = ("message is too long", "caption is too long")
_MARKUP = ("can't parse entities", "can't find end of")
# Said with 500 although the message may be out: TDLib was stopped in the middle, or took it and lost sight of it.
_IN_DOUBT = ("internal server error: restart", "immediately deleted")
_TOO_LARGE = ("file is too big", "request entity too large")
AFTER_TROUBLE = 5.0
LONGEST_WAIT = 24 * 3600.0


def judge(status: int, body: bytes) -> Any:
    """The result of a call that succeeded; raise what went wrong otherwise.

    Only what the API itself says in JSON speaks of our token and message; a page of some proxy never turns a channel
    red. Raises errors.*.
    """
    answer = _json(body)
    if 200 <= status < 300:
        if answer is None or answer.get("ok") is not True or "result" not in answer:
            raise errors.Unknown(f"answer {status} makes no sense", code="garbled")
        return answer["result"]
    if answer is None:
        raise _page(status)
    raise _said(status, answer)


def _json(body: bytes) -> dict[str, Any] | None:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return answer if isinstance(answer, dict) else None


def _page(status: int) -> errors.SendError:
    """Something before the API answered. 504: it had passed the request on and heard nothing."""
    if status == 504:
        return errors.Unknown("HTTP 504", code="gateway")
    if status == 413:
        return errors.TooLarge("request entity too large")
    return errors.Retry(f"HTTP {status}", AFTER_TROUBLE)


def _said(status: int, answer: dict[str, Any]) -> errors.SendError:
    text = clean(str(answer.get("description") or f"HTTP {status}"))[:300]
    lower = text.lower()
    parameters = answer.get("parameters")
    wait = parameters.get("retry_after") if isinstance(parameters, dict) else None
    if status == 429:
        seconds = AFTER_TROUBLE
        if isinstance(wait, int | float) and wait > 0:
            seconds = min(float(wait), LONGEST_WAIT)
        return errors.Throttled(text, seconds)
    if status in (401, 404):
        return errors.BadCredentials(text)
    if _BLOCKED in lower:
        return errors.Blocked(text)
    if any(words in lower for words in _GONE):
        return errors.Blocked(text, code="unreachable")
    if any(words in lower for words in _TOO_LARGE) or status == 413:
        return errors.TooLarge(text)
    if status == 504 or (status >= 500 and any(words in lower for words in _IN_DOUBT)):
        return errors.Unknown(text, code="gateway")
    if status >= 500 or status == 409 or 300 <= status < 400:
        return errors.Retry(text, AFTER_TROUBLE)
    if any(words in lower for words in _TOO_LONG):
        return errors.Rejected(text, code="too_long")
    if any(words in lower for words in _MARKUP):
        return errors.Rejected(text, code="markup")
    return errors.Rejected(text)
