"""Failures to order: the next calls fail, wait, answer garbage or lose their connection."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass
class Fault:
    """One order. Empty conditions match everything; ``times`` left empty lasts until cleared.

    ``drop``: "before" closes the connection unprocessed, "after" processes the call and then resets the connection.
    ``body`` is answered as it is (with ``status``, 200 by default); ``drip_ms`` sends the answer in 64 small pieces,
    so many milliseconds apart; ``delay_ms`` comes before everything else.
    """

    bot: str | None = None
    method: str | None = None
    user: str | None = None
    status: int | None = None
    error: str | None = None
    retry_after: int | None = None
    delay_ms: int = 0
    drop: str | None = None
    body: str | None = None
    drip_ms: int = 0
    times: int | None = None

    @classmethod
    def ordered(cls, order: dict[str, Any]) -> "Fault":
        """Build from a control request; raises ValueError in words for what is unknown."""
        if unknown := set(order) - set(cls.__dataclass_fields__):
            raise ValueError(f"unknown fields: {', '.join(sorted(unknown))}")
        if order.get("drop") not in (None, "before", "after"):
            raise ValueError('drop is "before" or "after"')
        fault = cls(**order)
        for name in ("bot", "user"):
            if getattr(fault, name) is not None:
                setattr(fault, name, str(getattr(fault, name)))
        fault.method = fault.method.lower() if fault.method else None
        return fault

    def matches(self, bot: str, method: str, user: str) -> bool:
        """Whether a call of this bot, method (lower case) and chat is meant."""
        return (
            (self.bot is None or self.bot == bot)
            and (self.method is None or self.method == method)
            and (self.user is None or self.user == user)
        )


class Faults:
    """Orders of one provider, the oldest first."""

    def __init__(self) -> None:
        self.orders: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Put an order behind the others."""
        self.orders.append(fault)

    def take(self, bot: str, method: str, user: str) -> Fault | None:
        """The order for this call, counted down; None when the call may go on."""
        for fault in self.orders:
            if fault.matches(bot, method, user):
                if fault.times is not None:
                    fault.times -= 1
                    if fault.times <= 0:
                        self.orders.remove(fault)
                return fault
        return None

    def clear(self) -> None:
        """Take back all orders."""
        self.orders.clear()

    def state(self) -> list[dict[str, Any]]:
        """Orders still in force."""
        return [asdict(fault) for fault in self.orders]
