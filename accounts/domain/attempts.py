"""Throttling (ACC-3): how often something may be tried. Answers never depend on whether a name exists."""

import datetime
import hashlib
from dataclasses import dataclass

from accounts.models import Attempt
from accounts.queries.attempts import counted
from common import clock


@dataclass(frozen=True)
class Limit:
    """At most `times` in each window of `minutes`, counted for `what`."""

    what: str
    times: int
    minutes: int


SIGN_IN_HERE = Limit("sign-in", 8, 15)  # one name from one address
SIGN_IN_NAME = Limit("sign-in-name", 60, 60)  # one name from everywhere
SIGN_IN_ADDRESS = Limit("sign-in-address", 60, 15)  # one address, all names
SIGN_UP = Limit("sign-up", 20, 60)
RESET = Limit("reset", 5, 60)
RESET_ADDRESS = Limit("reset-address", 20, 60)
CONFIRM = Limit("confirm", 5, 60)
INVITE = Limit("invite", 60, 60)
PASSWORD = Limit("password", 10, 15)


class Throttled(Exception):
    """Too many attempts; `minutes` until the next may be made."""

    def __init__(self, minutes: int) -> None:
        super().__init__(f"wait {minutes} min")
        self.minutes = minutes


def _key(limit: Limit, who: tuple[object, ...]) -> str:
    """Names are hashed: the table must not become a list of addresses."""
    text = "\0".join(str(part) for part in who)
    return f"{limit.what}:{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()[:40]}"


def attempt(limit: Limit, *who: object) -> None:
    """Count one attempt of `who` (an address, a name, an id). Raises Throttled above the limit."""
    now, window = clock.now(), datetime.timedelta(minutes=limit.minutes)
    count, since = counted(_key(limit, who), now, window)
    if count > limit.times:
        raise Throttled(max(1, -int((now - since - window).total_seconds() // 60)))


def forgive(limit: Limit, *who: object) -> None:
    """Forget the attempts of `who`: the right password was given."""
    Attempt.objects.filter(key=_key(limit, who)).delete()


def forget_old() -> None:
    """Drop counters whose windows are long over."""
    Attempt.objects.filter(since__lt=clock.now() - datetime.timedelta(days=1)).delete()
