"""A burst of changes to 100 open sockets of one project; beside one Redis subscription and a loop over sockets.

A delivery is one socket told of one change. The bare loop sends a frame for each; ours filters each by what the member may
see and merges what waits into at most four frames a second, so one frame carries many: `frames` is how many left.
"""

import asyncio
import json
import time
from urllib.parse import urlsplit

from redis import asyncio as aioredis

from wepster.supervising.running import Running

from ..browsing import Browser
from ..hooks import new_hook
from ..measuring import CannotMeasure, Result, median
from ..processes import bare_server
from ..raw_push import TOPIC
from ..registry import measure
from ..sockets import open_socket
from ..stack import Stack
from .push_latency import wait_for_subscriber

SOCKETS = 100
CHATS = 2_000
REVS = 3
BARE = 1_000
RUNS = 3
PATIENCE = 60.0


@measure("push_fanout", unit="1/s")
def push_fanout(stack: Stack) -> Result:
    """Deliveries a second from the first publish until every socket knows the last rev of every chat."""
    running = stack.running
    project = new_hook(running).project
    browser = Browser(running)
    ours, frames, raw = [], [], []
    for run in range(RUNS + 1):
        rate, left = asyncio.run(_ours(running, project, browser.cookies))
        bare = asyncio.run(_bare(running))
        if run:  # the first warms both up
            ours.append(rate)
            frames.append(left)
            raw.append(bare)
    browser.close()
    return Result(median(ours), median(raw), RUNS, {"frames": median(frames)})


async def _ours(running: Running, project: int, cookies: str) -> tuple[float, int]:
    known: list[dict[str, int]] = [{} for _ in range(SOCKETS)]
    frames = 0

    def hear(number: int, word: bytes) -> None:
        nonlocal frames
        frame = json.loads(word)
        if frame["type"] == "changed":
            frames += 1
            known[number].update(frame["chats"])

    sockets = [
        await open_socket(
            running.port,
            f"/ws/?project={project}",
            lambda word, number=number: hear(number, word),  # type: ignore[misc]
            cookies,
        )
        for number in range(SOCKETS)
    ]
    await asyncio.sleep(0.5)
    began = time.perf_counter()
    await _publish(running, project)
    last = {str(chat): REVS for chat in range(1, CHATS + 1)}
    until = began + PATIENCE
    while any(one != last for one in known):
        if time.perf_counter() > until:
            behind = sum(one != last for one in known)
            raise CannotMeasure(f"{behind} of {SOCKETS} sockets do not know the last rev of every chat.")
        await asyncio.sleep(0.005)
    took = time.perf_counter() - began
    for socket in sockets:
        socket.close()
    return SOCKETS * CHATS * REVS / took, frames


async def _publish(running: Running, project: int) -> None:
    """One publish a change, as a commit does it."""
    settings = running.settings()
    name = urlsplit(settings["DATABASE_URL"]).path.removeprefix("/")
    async with aioredis.Redis.from_url(settings["REDIS_URL"], socket_timeout=30) as redis:
        for rev in range(1, REVS + 1):
            words = redis.pipeline(transaction=False)
            for chat in range(1, CHATS + 1):
                hint = {"chat": chat, "rev": rev, "dialog": chat, "group": 1, "state": "new"}
                words.publish(
                    f"wepster:live:{name}:{project}",
                    json.dumps([{**hint, "responsible": None, "participants": []}], separators=(",", ":")),
                )
            await words.execute()


async def _bare(running: Running) -> float:
    address = running.settings()["REDIS_URL"]
    count = 0

    def hear(word: bytes) -> None:
        nonlocal count
        count += 1

    with bare_server("bench.raw_push", {"REDIS_URL": address}) as port:
        wait_for_subscriber(address)
        sockets = [await open_socket(port, f"/{number}", hear) for number in range(SOCKETS)]
        began = time.perf_counter()
        async with aioredis.Redis.from_url(address, socket_timeout=30) as redis:
            words = redis.pipeline(transaction=False)
            for chat in range(BARE):
                words.publish(TOPIC, f'*:{{"chat":{chat},"rev":1}}')
            await words.execute()
        while count < BARE * SOCKETS:
            if time.perf_counter() > began + PATIENCE:
                raise CannotMeasure(f"The bare loop delivered {count} of {BARE * SOCKETS}.")
            await asyncio.sleep(0.005)
        took = time.perf_counter() - began
        for socket in sockets:
            socket.close()
    return BARE * SOCKETS / took
