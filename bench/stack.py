"""The Wepster that is measured."""

import shutil
import tempfile
from pathlib import Path

from wepster.supervising.running import Running


class Stack:
    """A throw-away `bin/up` with the demo, started when it is first asked for."""

    def __init__(self) -> None:
        self._running: Running | None = None

    @property
    def running(self) -> Running:
        """The running Wepster."""
        if self._running is None:
            self._running = Running(fresh_folder())
            self._running.start()
        return self._running

    def close(self) -> None:
        """End it and remove its data."""
        if self._running:
            self._running.stop()
            shutil.rmtree(self._running.data, ignore_errors=True)


def fresh_folder() -> Path:
    """An empty data folder."""
    return Path(tempfile.mkdtemp(prefix="wepster-bench-"))
