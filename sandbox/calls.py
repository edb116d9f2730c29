"""Log of API calls: the last 200,000 of each bot."""

from collections import deque
from typing import Any, NamedTuple

KEPT = 200_000


class Record(NamedTuple):
    """One call: ``answer`` is the JSON that was sent (None when the connection was dropped before processing), ``began``
    when it had come in whole, ``time`` when it was answered."""

    n: int
    method: str
    fields: dict[str, Any]
    time: float
    status: int | None
    answer: Any
    dropped: str | None
    began: float


class Calls:
    """Calls of one provider, by bot."""

    def __init__(self) -> None:
        self._of: dict[str, deque[Record]] = {}
        self._next = 0

    def add(
        self,
        bot: str,
        method: str,
        fields: dict[str, Any],
        time: float,
        status: int | None,
        answer: Any,
        dropped: str | None = None,
        began: float | None = None,
    ) -> None:
        """Note a call; ``n`` counts over all bots."""
        self._next += 1
        log = self._of.get(bot)
        if log is None:
            log = self._of[bot] = deque(maxlen=KEPT)
        log.append(
            Record(
                self._next, method, fields, time, status, answer, dropped, time if began is None else began
            )
        )

    def of(
        self, bot: str, method: str | None = None, user: str | None = None, after: int = 0
    ) -> list[dict[str, Any]]:
        """Calls of a bot ("" = all) in order, perhaps only of one method and one chat, later than number ``after``."""
        logs = [self._of.get(bot, ())] if bot else list(self._of.values())
        wanted = method.lower() if method else None
        found = [
            record
            for log in logs
            for record in log
            if record.n > after
            and (wanted is None or record.method.lower() == wanted)
            and (user is None or str(record.fields.get("chat_id", record.fields.get("user_id"))) == user)
        ]
        return [record._asdict() for record in sorted(found, key=lambda record: record.n)]

    def clear(self) -> None:
        """Forget all."""
        self._of.clear()
