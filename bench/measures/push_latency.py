"""From a webhook to the open socket of an operator, at 100 messages a second; beside a bare Redis publish to a socket.

A socket gets at most four frames a second, so what reaches one socket is merged. Here one bot's clients write 100 messages
a second, at random moments, to 100 operators, each of whom sees their own chats. `one_socket_…` is the other extreme: an
administrator who sees all 100 a second, whose full frames wait for their turn.
"""

import asyncio
import json
import random
import time
from collections.abc import Callable, Sequence

from redis import Redis
from redis import asyncio as aioredis

from wepster.supervising.running import Running

from ..browsing import Browser
from ..database import database, number
from ..hooks import FIRST_CLIENT, Hook, new_hook, update
from ..inside import inside
from ..loading import Line
from ..measuring import CannotMeasure, Result, percentile
from ..processes import bare_server
from ..raw_push import TOPIC
from ..registry import measure
from ..sockets import open_socket
from ..stack import Stack

OPERATORS = 100
EACH = 12
COUNT = OPERATORS * EACH
RATE = 100
PATIENCE = 60.0
_CHATS = "SELECT count(*) FROM inbox_chat WHERE project_id = %s AND dialog IS NOT NULL"
_TAKE = """
WITH taken AS (
    SELECT c.id, c.dialog, i.external_id::bigint AS client,
           (%(members)s::bigint[])[1 + i.external_id::bigint %% cardinality(%(members)s::bigint[])] AS member
    FROM inbox_chat c JOIN audience_identity i ON i.id = c.identity_id WHERE c.project_id = %(project)s
), dialogs AS (
    UPDATE inbox_dialog d SET state = 'active', responsible_id = t.member, taken_at = now() FROM taken t WHERE d.id = t.dialog
), chats AS (
    UPDATE inbox_chat c SET state = 'active', responsible_id = t.member FROM taken t WHERE c.id = t.id
)
SELECT client, id FROM taken
"""


@measure("push_latency", unit="ms")
def push_latency(stack: Stack) -> Result:
    """The 95th of 100 times from the POST leaving until the frame is read; a message whose frame never comes fails it."""
    running = stack.running
    hook = new_hook(running)
    cookies = json.loads(inside(running, "operators", str(hook.project), str(OPERATORS)))
    browser = Browser(running)
    clients = [FIRST_CLIENT + each for each in range(COUNT)]
    asyncio.run(_acquaint(hook, clients))
    chats = _take(running, hook, [one["member"] for one in cookies])
    random.Random(7).shuffle(clients)
    spread = asyncio.run(_ours(running, hook, [one["cookie"] for one in cookies], clients, chats))
    raw = asyncio.run(_bare(running))
    single = asyncio.run(_ours(running, hook, [browser.cookies], clients[: COUNT // 2], chats))
    browser.close()
    return Result(
        percentile(spread, 95),
        percentile(raw, 95),
        1,
        {
            "p50": percentile(spread, 50),
            "baseline_p50": percentile(raw, 50),
            "one_socket_p50": percentile(single, 50),
            "one_socket_p95": percentile(single, 95),
            "messages": len(spread),
        },
    )


class Lines:
    """Kept connections to one webhook, as many as are needed at once."""

    def __init__(self, hook: Hook) -> None:
        self._hook = hook
        self._idle: list[Line] = []

    async def post(self, body: bytes) -> None:
        """Raises CannotMeasure unless it is answered with 200."""
        line = self._idle.pop() if self._idle else Line(self._hook.url, self._hook.headers)
        if not await line.post(body):
            raise CannotMeasure("A webhook was not answered with 200.")
        self._idle.append(line)

    def close(self) -> None:
        """Hang up."""
        for line in self._idle:
            line.close()


async def _acquaint(hook: Hook, clients: Sequence[int]) -> None:
    """Let each client write once, so that all chats stand."""
    words, lines = iter(enumerate(clients, random.randrange(1, 10**8))), Lines(hook)

    async def work() -> None:
        for key, client in words:
            await lines.post(update(key, client))

    async with asyncio.TaskGroup() as works:
        for _ in range(8):
            works.create_task(work())
    lines.close()


def _take(running: Running, hook: Hook, members: Sequence[int]) -> dict[int, int]:
    """Give the chats to the operators in turn once they stand; {client: chat}."""
    until = time.monotonic() + PATIENCE
    with database(running) as connection, connection.cursor() as cursor:
        while (found := number(connection, _CHATS, hook.project)) < COUNT:
            if time.monotonic() > until:
                raise CannotMeasure(f"{found} of {COUNT} chats stand after {PATIENCE:.0f} s.")
            time.sleep(0.1)
        cursor.execute(_TAKE, {"project": hook.project, "members": list(members)})
        return dict(cursor.fetchall())


async def _ours(
    running: Running, hook: Hook, cookies: Sequence[str], clients: Sequence[int], chats: dict[int, int]
) -> list[float]:
    left: dict[int, float] = {}
    came: dict[int, float] = {}

    def heard(word: bytes) -> None:
        at = time.perf_counter()
        frame = json.loads(word)
        if frame["type"] == "changed":
            for chat in map(int, frame["chats"]):
                if chat in left:
                    came.setdefault(chat, at)

    path = f"/ws/?project={hook.project}"
    sockets = [await open_socket(running.port, path, heard, cookie) for cookie in cookies]
    await asyncio.sleep(1)  # what the clients said before has been told
    lines, first, moments = Lines(hook), random.randrange(2 * 10**8, 10**9), _moments(len(clients))
    began = time.perf_counter()
    async with asyncio.TaskGroup() as posts:
        for turn, client in enumerate(clients):
            body = update(first + turn, client)
            await asyncio.sleep(max(0.0, began + moments[turn] - time.perf_counter()))
            left[chats[client]] = time.perf_counter()
            posts.create_task(lines.post(body))
    await _until(lambda: len(came) >= len(clients))
    for socket in sockets:
        socket.close()
    lines.close()
    if lost := len(left) - len(came):
        raise CannotMeasure(f"{lost} of {len(left)} messages were not told to the open socket.")
    return [(came[chat] - at) * 1000 for chat, at in left.items()]


def _moments(count: int) -> list[float]:
    """When each leaves, in seconds: independent of each other, RATE a second on average."""
    dice, at, found = random.Random(11), 0.0, []
    for _ in range(count):
        at += dice.expovariate(RATE)
        found.append(at)
    return found


async def _until(holds: Callable[[], bool], patience: float = 10.0) -> None:
    until = time.perf_counter() + patience
    while not holds() and time.perf_counter() < until:  # noqa: ASYNC110 (a count is waited for)
        await asyncio.sleep(0.02)


async def _bare(running: Running) -> list[float]:
    """The same moments, published to the same number of sockets."""
    address = running.settings()["REDIS_URL"]
    left: dict[int, float] = {}
    came: dict[int, float] = {}

    def heard(word: bytes) -> None:
        came[int(word)] = time.perf_counter()

    with bare_server("bench.raw_push", {"REDIS_URL": address}) as port:
        wait_for_subscriber(address)
        sockets = [await open_socket(port, f"/{number}", heard) for number in range(OPERATORS)]
        moments = _moments(COUNT)
        async with aioredis.Redis.from_url(address, socket_timeout=10) as redis:
            began = time.perf_counter()
            for number in range(COUNT):
                await asyncio.sleep(max(0.0, began + moments[number] - time.perf_counter()))
                left[number] = time.perf_counter()
                await redis.publish(TOPIC, f"{number % OPERATORS}:{number}")
            await _until(lambda: len(came) >= COUNT)
        for socket in sockets:
            socket.close()
    return [(came[number] - left[number]) * 1000 for number in came]


def wait_for_subscriber(address: str) -> None:
    """Return when the bare pusher listens. Raises CannotMeasure."""
    until = time.monotonic() + 10
    with Redis.from_url(address, socket_timeout=5) as redis:
        while not dict(redis.pubsub_numsub(TOPIC)).get(TOPIC.encode()):
            if time.monotonic() > until:
                raise CannotMeasure("The bare pusher does not listen.")
            time.sleep(0.05)
