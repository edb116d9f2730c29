"""VK hangs or answers 500: no other channel is slower for it, and its threads are few (docs/decisions/0028)."""

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from channels_hub import addresses
from channels_hub.calling import call, start
from channels_hub.messengers import errors, messenger
from tests.channels_hub.roads.conftest import Line, Running, wait

TEXTS, COMMUNITIES, CLIENTS = 20, 4, range(501, 521)
UNDISTURBED = 6.0  # seconds for 20 texts to 20 clients, on a machine that does other things too


@pytest.fixture
def in_trouble(provider: Any) -> Any:
    """`in_trouble(delay_ms=…)`: VK from now on."""
    yield lambda **fault: provider.faults(kind="vk", **fault)
    provider.clear_faults("vk")


def seconds_of(line: Line, provider: Any) -> float:
    """How long a channel takes to send its texts."""
    began = time.monotonic()
    for number in range(TEXTS):
        line.write(CLIENTS[number], f"text {number}")
    bot = line.bot
    wait(lambda: len(provider.calls(bot, "sendMessage")) == TEXTS, seconds=60, every=0.05)
    return time.monotonic() - began


@pytest.mark.row("INB-12", code="channels_hub/messengers/vk/client.py")
@pytest.mark.parametrize("fault", [{"delay_ms": 60_000}, {"status": 500}], ids=["hangs", "500"])
def test_other_channels_do_not_wait(
    make_line: Callable[..., Line], provider: Any, lanes: Running, in_trouble: Any, fault: dict[str, Any]
) -> None:
    communities = [make_line(clients=CLIENTS, kind="vk") for _ in range(COMMUNITIES)]
    other = make_line(clients=CLIENTS)
    in_trouble(**fault)
    for community in communities:
        for client in CLIENTS:
            community.write(client, "hello")
    wait(lambda: provider.calls(kind="vk", method="groups.getById") or fault.get("delay_ms"), seconds=20)
    assert seconds_of(other, provider) < UNDISTURBED


def test_looking_at_a_hanging_vk_takes_eight_threads_and_nobody_elses_time(
    make_line: Callable[..., Line], provider: Any, in_trouble: Any
) -> None:
    community, other = make_line(kind="vk"), make_line()
    in_trouble(delay_ms=60_000)
    vk, telegram = messenger("vk"), messenger("telegram")
    base = provider.provider_url("vk")
    looks = [start(vk.identify(community.bot["token"], base)) for _ in range(30)]
    wait(lambda: _threads() == 8, seconds=10)
    began = time.monotonic()
    account = call(telegram.identify(other.bot["token"], provider.provider_url("telegram")))
    assert (account.id, time.monotonic() - began < 2) == (str(other.bot["id"]), True)
    with pytest.raises(errors.Unknown):
        call(vk.identify(community.bot["token"], base), seconds=0.5)
    assert _threads() == 8
    for look in looks:
        look.cancel()
    assert addresses.base("vk") == base


def _threads() -> int:
    return sum(thread.name.startswith("vk") for thread in threading.enumerate())
