"""How fast a visitor may write, and how fast one address of the network: GCRA, in words when it is too fast (CHN-13)."""

import datetime
import threading
import time

from django.utils.translation import gettext as _

from acquisition.models import WebVisitor
from common import clock
from projects.domain.refusals import Refused

VISITOR_BURST, VISITOR_SECONDS = 15, 2.0
MOST_ADDRESSES = 20_000


def let_visitor(visitor: WebVisitor) -> None:
    """Take one message of the visitor's share: fifteen at once, then one in two seconds. The row is held by the caller.

    Raises Refused "fast".
    """
    now = clock.now()
    step = datetime.timedelta(seconds=VISITOR_SECONDS)
    ahead = max(visitor.quota_at or now, now)
    if ahead - now > step * (VISITOR_BURST - 1):
        raise Refused(_("You write very fast. Wait a few seconds and send it again"), "fast")
    visitor.quota_at = ahead + step


class AddressPace:
    """What one address of the network may do in this process: `burst` at once, then one in `seconds`.

    In memory: a flood must not reach the database. Whoever has been quiet is forgotten.
    """

    def __init__(self, burst: int, seconds: float) -> None:
        self._burst, self._seconds = burst, seconds
        self._ahead: dict[str, float] = {}
        self._lock = threading.Lock()

    def let(self, address: str) -> None:
        """Take one act of the address's share. Raises Refused "fast"."""
        now = time.monotonic()
        with self._lock:
            ahead = max(self._ahead.get(address, now), now)
            if ahead - now > self._seconds * (self._burst - 1):
                raise Refused(_("Too much comes from your network. Wait a minute and try again"), "fast")
            if len(self._ahead) >= MOST_ADDRESSES:
                self._ahead = {one: until for one, until in self._ahead.items() if until > now}
                if len(self._ahead) >= MOST_ADDRESSES:
                    self._ahead.clear()
            self._ahead[address] = ahead + self._seconds

    def forget(self) -> None:
        """Begin anew."""
        with self._lock:
            self._ahead.clear()
