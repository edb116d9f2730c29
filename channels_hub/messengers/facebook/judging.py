"""What an answer of the Graph API means, in the closed vocabulary (PROTOCOLS §4.1, §4.5)."""

import json
from collections.abc import Mapping
from typing import Any

from channels_hub.messengers import errors
from channels_hub.messengers.reading import clean

AFTER_TROUBLE = 5.0
LONGEST_WAIT = 24 * 3600.0
USAGE = "X-Business-Use-Case-Usage"

_TOKEN = frozenset({102, 190})
_RATE = frozenset({4, 17, 32, 613, 80001, 80006})
_PASSING = frozenset({1, 2, 1200})
_RIGHTS = frozenset({3, 10, 230, 299})
_POLICY = 368
_WINDOW = frozenset({(10, 2018278), (10, 2018065)})
_BLOCKED = frozenset({(10, 2018108), (200, 1545041)})
_UNAVAILABLE = 551
_STRANGER = (100, 2018001)
_LARGE = (100, 2018109)
_UNREVIEWED = (200, 2018028)
_RESTRICTED = (10, 1893063)


def judge(status: int, headers: Mapping[str, str], body: bytes) -> dict[str, Any]:
    """The object answered when the call succeeded; raises errors.* otherwise.

    Only what the API itself says in JSON speaks of our token and message; a page of some proxy never turns a channel
    red. Code 10 alone is not a closed window: its subcode decides.
    """
    answer = _json(body)
    if 200 <= status < 300:
        if answer is None or "error" in answer:
            raise errors.Unknown(f"answer {status} makes no sense", code="garbled")
        return answer
    said = answer.get("error") if answer else None
    if not isinstance(said, dict):
        raise _page(status)
    raise _said(status, said, headers.get(USAGE, ""))


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


def _said(status: int, said: dict[str, Any], usage: str) -> errors.SendError:
    code, subcode = _number(said, "code"), _number(said, "error_subcode")
    text = clean(str(said.get("message") or f"HTTP {status}"))[:300]
    both = (code, subcode)
    if code in _TOKEN:
        return errors.BadCredentials(text)
    if code in _RATE:
        return errors.Throttled(text, _wait(usage))
    if both in _WINDOW:
        return errors.WindowClosed(text)
    if both in _BLOCKED:
        return errors.Blocked(text)
    if code == _UNAVAILABLE or both == _STRANGER:
        return errors.Blocked(text, code="unreachable")
    if both == _LARGE:
        return errors.TooLarge(text)
    if both == _RESTRICTED or code == _POLICY:
        return errors.ChannelStopped(text, "blocked")
    if both == _UNREVIEWED or (code in _RIGHTS and not subcode) or (200 <= code <= 229 and not subcode):
        return errors.ChannelStopped(text, "permission")
    if code in _PASSING or said.get("is_transient") is True or status >= 500:
        return errors.Retry(text, AFTER_TROUBLE)
    if "length of param message[text]" in text.lower():
        return errors.Rejected(text, code="too_long")
    return errors.Rejected(text)


def _number(said: dict[str, Any], key: str) -> int:
    value = said.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _wait(usage: str) -> float:
    """Seconds until the page may call again: the longest of the usage header's `estimated_time_to_regain_access`, minutes."""
    try:
        pages = json.loads(usage)
        uses = [use for page in pages.values() for use in page]
        minutes = max(float(use.get("estimated_time_to_regain_access") or 0) for use in uses)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return AFTER_TROUBLE
    return min(minutes * 60, LONGEST_WAIT) if minutes > 0 else AFTER_TROUBLE
