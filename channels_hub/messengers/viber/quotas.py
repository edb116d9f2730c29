"""Whose limit is it? Viber says "too many" (12) of the bot's pace and of the hundred messages an hour that one person gets
without answering, in the same words (PROTOCOLS §2.5). Pure Python."""

import time

MOST = 10_000
FORGOTTEN_AFTER = 3600.0


class Quotas:
    """Remembers who was refused: while others are served, the limit is that person's and the channel need not be silent."""

    def __init__(self) -> None:
        self._refused: dict[tuple[str, str], float] = {}
        self._served: dict[str, float] = {}

    def served(self, token: str, peer: str) -> None:
        """A message to `peer` was taken."""
        if len(self._served) >= MOST:
            self._served.clear()
        self._served[token] = time.monotonic()
        self._refused.pop((token, peer), None)

    def is_of_one(self, token: str, peer: str) -> bool:
        """ "Too many" for `peer`: was it so before, and somebody else was served since? Notes the refusal."""
        now = time.monotonic()
        if len(self._refused) >= MOST:
            self._refused.clear()
        first = self._refused.setdefault((token, peer), now)
        if now - first > FORGOTTEN_AFTER:
            self._refused[token, peer] = first = now
        return self._served.get(token, 0.0) > first
