"""From an empty folder to ready, beside the bare database's own first start."""

import shutil
import statistics

from wepster.supervising.running import Running
from wepster.supervising.throwaway import throwaway_services

from ..measuring import Result, seconds
from ..registry import measure
from ..stack import Stack, fresh_folder


@measure("first_start", unit="s")
def first_start(stack: Stack) -> Result:
    """Packages are installed already; database, migrations, static files and demo are not."""
    runs = 3
    mine, raw = [], []
    for _ in range(runs):
        running = Running(fresh_folder())
        try:
            mine.append(running.start())
        finally:
            running.stop()
            shutil.rmtree(running.data, ignore_errors=True)
        raw.append(seconds(_services))
    return Result(statistics.median(mine), statistics.median(raw), runs)


def _services() -> None:
    with throwaway_services():
        pass
