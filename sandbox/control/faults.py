"""Faults of a provider."""

from typing import Any

from sandbox.control.asking import Asked
from sandbox.faults import Fault


async def fault_calls(asked: Asked, provider: Any) -> Any:
    """POST: order a failure. DELETE: take all back. GET: those in force."""
    faults = provider.faults
    if asked.method == "POST":
        faults.add(Fault.ordered(asked.fields))
    elif asked.method == "DELETE":
        faults.clear()
    return faults.state()
