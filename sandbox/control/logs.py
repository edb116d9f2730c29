"""The log of a provider's calls."""

from typing import Any

from sandbox.control.asking import Asked


async def log_calls(asked: Asked, provider: Any) -> Any:
    """GET ?bot=[&method=&user=&after=n&count=1]: API calls in order; ``count`` tells only how many. DELETE: forget."""
    fields = asked.fields
    if asked.method == "DELETE":
        provider.calls.clear()
        return []
    found = provider.calls.of(
        str(fields.get("bot", "")), fields.get("method"), fields.get("user"), int(fields.get("after", 0))
    )
    return {"count": len(found)} if fields.get("count") else found
