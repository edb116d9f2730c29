"""The lanes process (ARCHITECTURE §11): a Celery worker of the queue `lanes` whose bootstep runs the lanes in a thread.

celery -A wepster.celery_lanes worker -P solo -Q lanes
"""

import asyncio
import logging
import os
import sys
import threading
from typing import Any

import uvloop
from celery import bootsteps

from wepster.celery import app

log = logging.getLogger(__name__)
PATIENCE = 4.0
# The loop gives the interpreter away at each call to a socket; at the default of 5 ms it would wait that long for a busy desk.
SWITCH = 0.0005


class LanesStep(bootsteps.StartStopStep):
    """Starts before the worker talks to the broker, so that lanes work while Redis is away."""

    requires = {"celery.worker.components:Pool"}

    def __init__(self, parent: Any, **options: Any) -> None:
        self._lanes: Any = None
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="lanes", daemon=True)

    def start(self, parent: Any) -> None:
        """Begin to work."""
        self._thread.start()

    def stop(self, parent: Any) -> None:
        """End in order: calls under way are waited for a little."""
        self._stopping = True
        if self._lanes is not None:
            self._lanes.stop()
        self._thread.join(PATIENCE)

    terminate = stop

    def _run(self) -> None:
        sys.setswitchinterval(SWITCH)
        try:
            with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
                runner.run(self._work())
        except Exception:
            log.exception("the lanes broke")
        if not self._stopping:
            os._exit(1)  # the supervisor starts it afresh; a worker without lanes would only look alive

    async def _work(self) -> None:
        from channels_hub.domain.lanes import Lanes
        from channels_hub.messengers import KINDS, messenger
        from common.collecting import ease

        for kind in KINDS:
            messenger(kind)
        ease()
        self._lanes = Lanes()
        if not self._stopping:
            await self._lanes.run()


app.steps["worker"].add(LanesStep)
