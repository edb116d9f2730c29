"""getUpdates: only without a webhook, one at a time, confirmed by offset."""

import threading
import time

from tests.sandbox.bot_api import call, result, set_webhook
from tests.sandbox.receiver import Receiver
from tests.sandbox_process import Sandbox


def test_offset_confirms_and_limit_cuts(sandbox: Sandbox) -> None:
    bot = sandbox.new_bot("B")
    first = sandbox.say(bot, 501, text="1", count=3)["events"][0]
    assert [one["update_id"] for one in result(sandbox, bot, "getUpdates", limit=2)] == [first, first + 1]
    assert [one["message"]["text"] for one in result(sandbox, bot, "getUpdates", offset=first + 1)] == [
        "1",
        "1",
    ]
    assert [one["update_id"] for one in result(sandbox, bot, "getUpdates", offset=-1)] == [first + 2]
    assert result(sandbox, bot, "getUpdates", offset=first + 3) == []


def test_long_poll_waits_for_an_update(sandbox: Sandbox) -> None:
    bot = sandbox.new_bot("B")
    found: list[object] = []
    poll = threading.Thread(target=lambda: found.extend(result(sandbox, bot, "getUpdates", timeout=20)))
    started = time.monotonic()
    poll.start()
    sandbox.say(bot, 501, text="x")
    poll.join(10)
    assert len(found) == 1
    assert time.monotonic() - started < 5


def test_webhook_and_polling_exclude_each_other(sandbox: Sandbox, hook: Receiver) -> None:
    bot = sandbox.new_bot("B")
    set_webhook(sandbox, bot, hook.url)
    refused = call(sandbox, bot, "getUpdates")
    assert refused.status_code == 409
    assert refused.json()["description"] == (
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    )
    result(sandbox, bot, "deleteWebhook")
    assert result(sandbox, bot, "getUpdates") == []


def test_a_second_poll_ends_the_first(sandbox: Sandbox) -> None:
    bot = sandbox.new_bot("B")
    answers: list[int] = []
    poll = threading.Thread(
        target=lambda: answers.append(call(sandbox, bot, "getUpdates", timeout=20).status_code)
    )
    poll.start()

    def ended() -> bool:
        call(sandbox, bot, "getUpdates")
        poll.join(0.05)
        return not poll.is_alive()

    sandbox.wait(ended)
    assert answers == [409]
