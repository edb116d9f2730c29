"""The few threads in which sockets touch the database: their number is the number of connections."""

import asyncio
import functools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import close_old_connections

THREADS = 4
_threads = ThreadPoolExecutor(THREADS, thread_name_prefix="sockets")


async def in_pool(work: Callable[..., Any], *args: Any) -> Any:
    """Run `work(*args)` in one of the threads; waits for a free one. Raises what `work` raises."""
    return await asyncio.get_running_loop().run_in_executor(_threads, functools.partial(_run, work, args))


def _run(work: Callable[..., Any], args: tuple[Any, ...]) -> Any:
    close_old_connections()
    try:
        return work(*args)
    finally:
        close_old_connections()
