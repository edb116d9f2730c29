"""Web Push deliveries: whatever is posted to ``/push/<id>`` is kept as it came (the last 500)."""

import base64
from collections import deque
from typing import Any


class Push:
    """A push service of a browser vendor. ``answers`` maps a subscription's id to the status it gets (201 else)."""

    def __init__(self) -> None:
        self._deliveries: deque[dict[str, Any]] = deque(maxlen=500)
        self.answers: dict[str, int] = {}

    def receive(self, subscription: str, headers: dict[str, str], body: bytes, at: float) -> int:
        """Keep a delivery; returns the status to answer (404 or 410 tell that a subscription has gone)."""
        status = self.answers.get(subscription, 201)
        self._deliveries.append(
            {
                "id": subscription,
                "at": at,
                "status": status,
                "headers": headers,
                "size": len(body),
                "base64": base64.b64encode(body).decode(),
            }
        )
        return status

    def all(self, subscription: str | None = None) -> list[dict[str, Any]]:
        """Deliveries, the oldest first."""
        return [one for one in self._deliveries if subscription in (None, one["id"])]

    def clear(self) -> None:
        """Forget all."""
        self._deliveries.clear()
        self.answers.clear()
