"""The switchboard and the subscription of this process, made in the event loop that serves the sockets."""

import asyncio

from common import tally
from inbox.relay.subscription import Subscription
from inbox.relay.switchboard import Switchboard

_made: dict[asyncio.AbstractEventLoop, tuple[Switchboard, Subscription]] = {}


def relay() -> tuple[Switchboard, Subscription]:
    """Both, listening; one pair an event loop."""
    loop = asyncio.get_running_loop()
    if loop not in _made:
        for gone in [each for each in _made if each.is_closed()]:
            del _made[gone]
        switchboard = Switchboard()
        _made[loop] = switchboard, Subscription(switchboard)
        tally.level("live_sockets", _open)
    _made[loop][1].start()
    return _made[loop]


def _open() -> int:
    """Sockets of this process."""
    return sum(len(switchboard.sockets()) for switchboard, _ in list(_made.values()))
