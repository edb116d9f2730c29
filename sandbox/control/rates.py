"""Rates of a provider."""

from typing import Any

from sandbox.control.asking import Asked


async def rate_calls(asked: Asked, provider: Any) -> Any:
    """POST {per_second?, per_chat?}: enforce (null or 0 = no longer), counting anew. DELETE: no limits. GET: highest."""
    rates = provider.rates
    if asked.method == "POST":
        for name in ("per_second", "per_chat"):
            if name in asked.fields:
                setattr(rates, name, asked.fields[name] or None)
        rates.clear()
    elif asked.method == "DELETE":
        rates.per_second = rates.per_chat = None
        rates.clear()
    return rates.state()
