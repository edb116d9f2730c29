"""What the provider's answer means. Its errors are `{"error": word, "text": sentence}`."""

from typing import Any

from channels_hub.messengers import errors

AFTER_TROUBLE = 3.0


def judge(status: int, body: dict[str, Any] | None) -> dict[str, Any]:
    """The answer when it is one; raises errors.*"""
    if status == 200:
        if body is None:
            raise errors.Unknown("the answer is not JSON", code="garbled")
        return body
    word = str((body or {}).get("error", ""))
    text = str((body or {}).get("text", "")) or word or f"HTTP {status}"
    if status == 429:
        raise errors.Throttled(text, _seconds((body or {}).get("after")))
    if status == 401 and body is not None:
        raise errors.BadCredentials(text)
    if word == "visitor":
        raise errors.Blocked(text, code="unreachable")
    if word == "too_large":
        raise errors.TooLarge(text)
    if word == "too_long":
        raise errors.Rejected(text, code="too_long")
    if status == 504:
        raise errors.Unknown(text, code="gateway")
    if status >= 500 or body is None or not word:  # a proxy's page, a web process that is just starting
        raise errors.Retry(text, AFTER_TROUBLE)
    raise errors.Rejected(text)


def _seconds(after: Any) -> float:
    return float(after) if isinstance(after, int | float) and 0 < after < 3600 else 1.0
