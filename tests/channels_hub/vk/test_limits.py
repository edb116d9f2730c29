"""An answer of VK has a time as a whole and a size, on both roads to it (docs/decisions/0028)."""

import asyncio
import contextlib
import time
from typing import Any

import pytest

from channels_hub.messengers import errors, messenger
from channels_hub.messengers.exchanging import ANSWER
from channels_hub.messengers.vocabulary import Outgoing

vk = messenger("vk")


async def _unknown(work: Any) -> None:
    with pytest.raises(errors.Unknown):
        await work


async def test_an_answer_that_drips_is_given_up_in_time(sandbox: Any) -> None:
    bot = sandbox.new_bot("Обжиг", kind="vk")
    base = sandbox.provider_url("vk")
    sandbox.faults(kind="vk", bot=bot, drip_ms=400, body=f'{{"response":"{"x" * 2000}"}}', times=2)
    began = time.monotonic()
    async with vk.Client() as client:
        sending = vk.send(client, bot["token"], base, "901", Outgoing("да"))
        await asyncio.gather(_unknown(sending), _unknown(vk.identify(bot["token"], base)))
    assert time.monotonic() - began < ANSWER + 3


async def test_an_answer_without_end_is_cut() -> None:
    sent = 0

    async def endless(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        await reader.readuntil(b"\r\n\r\n")
        with contextlib.suppress(ConnectionError):
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
            while True:
                writer.write(b"x" * 65536)
                await writer.drain()
                sent += 65536
        writer.close()

    server = await asyncio.start_server(endless, "127.0.0.1", 0)
    base = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with vk.Client() as client:
        await _unknown(vk.send(client, "vk1.a.token", base, "901", Outgoing("да")))
        await _unknown(vk.identify("vk1.a.token", base))
    server.close()
    assert sent < 40 * 1024 * 1024
