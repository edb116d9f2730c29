"""Which visitors' pages are open in this process, and what they are told: the number their chat has grown to."""

from collections import Counter, defaultdict
from typing import Any, Protocol

MOST = 5_000
OF_ONE_ADDRESS = 60


class Page(Protocol):
    """What is needed of a consumer."""

    def tell(self, frame: dict[str, Any]) -> None:
        """Send a frame soon; never waits."""


class Sockets:
    def __init__(self) -> None:
        self.live = False
        self._pages: dict[tuple[str, str], set[Page]] = defaultdict(set)
        self._addresses: Counter[str] = Counter()

    def admit(self, address: str) -> bool:
        """Count one more socket of an address of the network; False when there are too many, of it or of all."""
        if self._addresses[address] >= OF_ONE_ADDRESS or self._addresses.total() >= MOST:
            return False
        self._addresses[address] += 1
        return True

    def leave(self, address: str) -> None:
        """A socket that was admitted is gone."""
        self._addresses[address] -= 1
        if self._addresses[address] <= 0:
            del self._addresses[address]

    def add(self, account: str, code: str, page: Page) -> None:
        """The page has proved whose it is."""
        self._pages[account, code].add(page)

    def remove(self, account: str, code: str, page: Page) -> None:
        """The page is gone."""
        self._pages[account, code].discard(page)
        if not self._pages[account, code]:
            del self._pages[account, code]

    def hear(self, account: str, code: str, rev: int) -> None:
        """A visitor's chat has grown."""
        for page in self._pages.get((account, code), ()):
            page.tell({"type": "rev", "rev": rev})

    def set_live(self, live: bool) -> None:
        """Hints come, or not: pages ask by themselves meanwhile."""
        if live == self.live:
            return
        self.live = live
        for pages in self._pages.values():
            for page in pages:
                page.tell({"type": "resumed" if live else "paused"})
