"""The raw limit of sending: claim 500 with SKIP LOCKED, 400 calls in flight, one UPDATE for what they brought.

`python -m bench.raw_sends DATABASE PORT COUNT` prints calls a second.
"""

import asyncio
import json
import sys
import time

import aiohttp
import asyncpg

IN_FLIGHT = 400
CLAIMED = 500
_MAKE = """
DROP TABLE IF EXISTS bench_send;
CREATE TABLE bench_send (id bigserial PRIMARY KEY, peer bigint, text text, state text NOT NULL DEFAULT 'queued', provider text);
CREATE INDEX ON bench_send (id) WHERE state = 'queued';
"""
_LOAD = "INSERT INTO bench_send (peer, text) SELECT 800000 + n, 'Ваш заказ готов.' FROM generate_series(1, $1::int) AS n"
_CLAIM = """
UPDATE bench_send SET state = 'calling' WHERE id IN (
    SELECT id FROM bench_send WHERE state = 'queued' ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED
) RETURNING id, peer, text
"""
_SETTLE = """
UPDATE bench_send AS b SET state = 'sent', provider = s.provider
FROM unnest($1::bigint[], $2::text[]) AS s (id, provider) WHERE b.id = s.id
"""


async def send(address: str, port: int, count: int) -> float:
    """Calls a second from the first claim until the last is settled."""
    pool = await asyncpg.create_pool(address, min_size=2, max_size=2)
    await pool.execute(_MAKE)
    await pool.execute(_LOAD, count)
    room = asyncio.Semaphore(IN_FLIGHT)
    answered: list[tuple[int, str]] = []
    left = count
    came = asyncio.Event()
    session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=IN_FLIGHT))

    async def call(row: asyncpg.Record) -> None:
        try:
            url = f"http://127.0.0.1:{port}/bare{row['id'] % 100}/sendMessage"
            async with session.post(url, data={"chat_id": str(row["peer"]), "text": row["text"]}) as answer:
                said = json.loads(await answer.read())
            answered.append((row["id"], str(said["result"]["message_id"])))
            came.set()
        finally:
            room.release()

    async def settle() -> None:
        nonlocal left
        while left:
            await came.wait()
            came.clear()
            taken, answered[:] = list(answered), []
            if taken:
                await pool.execute(_SETTLE, [one for one, _ in taken], [said for _, said in taken])
                left -= len(taken)

    async def claim() -> None:
        while rows := await pool.fetch(_CLAIM, CLAIMED):
            for row in rows:
                await room.acquire()
                calls.create_task(call(row))

    began = time.perf_counter()
    async with session, asyncio.timeout(120), asyncio.TaskGroup() as calls:
        calls.create_task(settle())
        calls.create_task(claim())
    took = time.perf_counter() - began
    await pool.close()
    return count / took


if __name__ == "__main__":
    print(asyncio.run(send(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))
