"""The few threads in which the lanes' loop works with the database: one connection each (ARCHITECTURE §11)."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, ParamSpec, TypeVar

from django.db import close_old_connections, connections

P = ParamSpec("P")
T = TypeVar("T")


class Desk:
    """One thread, one connection, one job after another."""

    def __init__(self, name: str) -> None:
        self._thread = ThreadPoolExecutor(1, f"lanes-{name}")

    async def do(self, job: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run the job in the thread and return what it gave; a connection that broke is made anew before the next."""

        def run() -> T:
            close_old_connections()
            try:
                return job(*args, **kwargs)
            finally:
                close_old_connections()

        return await asyncio.get_running_loop().run_in_executor(self._thread, run)

    def close(self) -> None:
        """Finish the jobs, close the connection, end the thread."""
        self._thread.submit(connections.close_all)
        self._thread.shutdown(wait=True)


def desks(*names: str) -> dict[str, Any]:
    """A desk for each name."""
    return {name: Desk(name) for name in names}
