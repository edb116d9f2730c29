"""Rates: enforced in the provider's words, the highest second told."""

from concurrent.futures import ThreadPoolExecutor

from sandbox.rates import Rates
from tests.sandbox.bot_api import call
from tests.sandbox_process import Sandbox


def test_above_the_rate_429_both_ways(sandbox: Sandbox) -> None:
    bot = sandbox.new_bot("B")
    sandbox.say(bot, 501, start=True)
    sandbox.rate(per_second=5)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: call(sandbox, bot, "sendMessage", chat_id=501, text=n), range(8)))
    refused = [one for one in answers if one.status_code == 429]
    assert len(refused) == 3
    assert {one.headers["Retry-After"] for one in refused} == {"1"}
    assert all(one.json()["description"] == "Too Many Requests: retry after 1" for one in refused)
    assert all(one.json()["parameters"] == {"retry_after": 1} for one in refused)
    seen = sandbox.rate()
    assert seen["highest"] == 8
    assert seen["bots"][str(bot["id"])] == {"highest": 8, "refused": 3}
    assert len(sandbox.received(bot, 501)) == 5


def test_per_chat(sandbox: Sandbox) -> None:
    bot = sandbox.new_bot("B")
    for user in (1, 2):
        sandbox.say(bot, user, start=True)
    sandbox.rate(per_chat=1)
    statuses = [call(sandbox, bot, "sendMessage", chat_id=user, text="x").status_code for user in (1, 2, 1)]
    assert statuses == [200, 200, 429]
    assert call(sandbox, bot, "getMe").status_code == 200


def test_sliding_window() -> None:
    rates = Rates()
    rates.per_second = 2
    assert [rates.take("b", "1", at) for at in (0.0, 0.5, 0.9, 1.01, 1.4, 1.51)] == [0, 0, 1, 0, 1, 0]
    assert rates.state()["highest"] == 4


def test_less_than_one_a_second() -> None:
    rates = Rates()
    rates.per_chat = 0.25
    assert [rates.take("b", "1", at) for at in (0.0, 1.5, 4.1)] == [0, 3, 0]


def test_seen_without_limits() -> None:
    rates = Rates()
    assert [rates.take("b", "1", at / 64) for at in range(150)] == [0] * 150
    assert rates.state()["highest"] == 64
