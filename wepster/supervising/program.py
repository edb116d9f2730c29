"""What one child process is."""

import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Program:
    """A command to keep running.

    `stop` asks it to end, after `patience` seconds it is ended; `orphaned` is what it gets when the supervisor dies;
    `clear` takes away, before each start, what its last life left.
    """

    name: str
    command: list[str]
    environment: Mapping[str, str]
    folder: str
    stop: signal.Signals = signal.SIGTERM
    patience: float = 2.0
    orphaned: signal.Signals = signal.SIGTERM
    clear: Callable[[], None] | None = None
