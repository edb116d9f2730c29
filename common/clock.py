"""Business time (ARCHITECTURE §6.6): the only source of "now" for everything a person can notice.

`manage.py clock` moves it in all processes of one machine for demo and tests, by a file in the data folder that each
process looks at most twice a second. Leases use the database's own now() and are not moved.
"""

import datetime
import time
from pathlib import Path

from django.conf import settings

_LOOK_EVERY = 0.5
_ahead = datetime.timedelta()
_looked = -1.0


def _file() -> Path:
    return Path(settings.DATA_DIR) / "run" / "clock"


def ahead() -> datetime.timedelta:
    """How far business time is moved; zero outside demo and tests."""
    global _ahead, _looked
    tick = time.monotonic()
    if tick - _looked >= _LOOK_EVERY or _looked < 0:
        _looked = tick
        try:
            _ahead = datetime.timedelta(seconds=float(_file().read_text(encoding="ascii")))
        except (OSError, ValueError):
            _ahead = datetime.timedelta()
    return _ahead


def now() -> datetime.datetime:
    """The present moment of business time, aware, in UTC."""
    return datetime.datetime.now(datetime.UTC) + ahead()


def move(by: datetime.timedelta) -> None:
    """Set how far ahead business time runs; every process follows within a second."""
    global _looked
    path = _file()
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text(str(by.total_seconds()), encoding="ascii")
    fresh.replace(path)
    _looked = -1.0
