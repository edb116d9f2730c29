"""Delivery to a webhook: header, order, retries, what waits (PROTOCOLS §1.2, §1.3)."""

import json
from typing import Any

import pytest

from tests.sandbox.bot_api import call, result, set_webhook
from tests.sandbox.receiver import Receiver
from tests.sandbox_process import Sandbox


def test_secret_header_and_content_type(sandbox: Sandbox, hook: Receiver) -> None:
    bot = sandbox.new_bot("B")
    set_webhook(sandbox, bot, hook.url, secret_token="s3cret_-A")
    said = sandbox.say(bot, {"id": 501, "name": "Лев Тихий", "username": "lev_t"}, start="lp_17", wait=5)
    (hit,) = hook.hits
    assert hit.headers["X-Telegram-Bot-Api-Secret-Token"] == "s3cret_-A"
    assert hit.headers["Content-Type"] == "application/json"
    assert hit.path == "/in/telegram/key"
    message = hit.update["message"]
    assert hit.update["update_id"] == said["event"]
    assert message["from"] == {
        "id": 501, "is_bot": False, "first_name": "Лев", "last_name": "Тихий", "username": "lev_t", "language_code": "ru",
    }  # fmt: skip
    assert message["chat"]["type"] == "private"
    assert (message["text"], message["entities"]) == (
        "/start lp_17",
        [{"offset": 0, "length": 6, "type": "bot_command"}],
    )


def test_no_secret_no_header(sandbox: Sandbox, hook: Receiver) -> None:
    bot = sandbox.new_bot("B")
    set_webhook(sandbox, bot, hook.url)
    sandbox.say(bot, 501, text="x", wait=5)
    assert "X-Telegram-Bot-Api-Secret-Token" not in hook.hits[0].headers


def test_retries_follow_the_schedule(sandbox: Sandbox, hook: Receiver) -> None:
    bot = sandbox.new_bot("B")
    sandbox.clock(scale=20)
    hook.answers = [500, 503, 404, 302, 500]
    set_webhook(sandbox, bot, hook.url)
    sandbox.say(bot, 501, text="x", wait=10)
    pauses = [(later.at - hit.at) * 20 for hit, later in zip(hook.hits, hook.hits[1:], strict=False)]
    expected = [0, 2, 4, 8, 16]
    assert len(pauses) == 5
    assert all(wanted - 0.2 <= pause <= wanted + 3 for pause, wanted in zip(pauses, expected, strict=True)), (
        pauses
    )
    info = result(sandbox, bot, "getWebhookInfo")
    assert info["pending_update_count"] == 0
    assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"


def test_later_pauses_are_one_to_two_minutes() -> None:
    from sandbox.telegram.outbox import pause

    assert [pause(fails) for fails in range(1, 7)] == [0, 2, 4, 8, 16, 32]
    assert all(60 <= pause(fails) <= 120 for fails in range(7, 100))


def test_retry_after_of_the_receiver_is_honoured(sandbox: Sandbox, hook: Receiver) -> None:
    bot = sandbox.new_bot("B")
    sandbox.clock(scale=60)
    hook.answers = [(503, {"Retry-After": "30"}, b"")]
    set_webhook(sandbox, bot, hook.url)
    sandbox.say(bot, 501, text="x", wait=10)
    assert 29 <= (hook.hits[1].at - hook.hits[0].at) * 60 <= 60


def test_a_failing_update_holds_back_its_queue_and_no_other(sandbox: Sandbox, hook: Receiver) -> None:
    bot = sandbox.new_bot("B")
    down = True

    def decide(update: dict[str, Any]) -> int:
        return 500 if down and update.get("message", {}).get("text") == "1" else 200

    hook.decide = decide
    set_webhook(sandbox, bot, hook.url)
    for text in "123":
        sandbox.say(bot, 501, text=text)
    sandbox.say(bot, 502, text="другой")
    sandbox.say(bot, 501, block=True)
    sandbox.wait(
        lambda: (
            {"другой", "1"} <= set(hook.texts()) and any("my_chat_member" in hit.update for hit in hook.hits)
        )
    )
    assert not {"2", "3"} & set(hook.texts())
    down = False
    sandbox.clock(ahead=60)
    sandbox.wait(lambda: not sandbox.pending(bot))
    assert [text for text in dict.fromkeys(hook.texts()) if text in "123"] == ["1", "2", "3"]


def test_an_edit_waits_behind_the_message_it_changes(sandbox: Sandbox, hook: Receiver) -> None:
    bot = sandbox.new_bot("B")
    hook.decide = lambda update: 500 if "message" in update else 200
    set_webhook(sandbox, bot, hook.url)
    said = sandbox.say(bot, 501, text="раз")
    sandbox.say(bot, 501, edit={"message_id": said["message_id"], "text": "два"})
    sandbox.say(bot, 501, block=True)  # another queue: its arrival shows that the edit had its chance
    sandbox.wait(lambda: any("my_chat_member" in hit.update for hit in hook.hits) and len(hook.texts()) >= 2)
    assert not any("edited_message" in hit.update for hit in hook.hits)
    hook.decide = None
    sandbox.clock(ahead=60)
    sandbox.wait(lambda: not sandbox.pending(bot))
    assert hook.hits[-1].update["edited_message"]["text"] == "два"


def test_order_is_kept_within_a_chat_over_many_connections(sandbox: Sandbox, hook: Receiver) -> None:
    bot = sandbox.new_bot("B")
    set_webhook(sandbox, bot, hook.url, max_connections=20)
    for user in (1, 2, 3):
        sandbox.say(bot, user, text=f"{user}", count=30)
    sandbox.wait(lambda: len(hook.hits) == 90)
    for user in (1, 2, 3):
        ids = [hit.update["update_id"] for hit in hook.hits if hit.update["message"]["chat"]["id"] == user]
        assert ids == sorted(ids)
    every = sorted(hit.update["update_id"] for hit in hook.hits)
    assert every == list(range(every[0], every[0] + 90))


def test_what_is_too_old_is_dropped(sandbox: Sandbox, hook: Receiver) -> None:
    bot = sandbox.new_bot("B")
    markup = json.dumps({"inline_keyboard": [[{"text": "Да", "callback_data": "y"}]]})
    sandbox.say(bot, 501, text="раз")
    result(sandbox, bot, "sendMessage", chat_id=501, text="?", reply_markup=markup)
    sandbox.say(bot, 501, press={"button": 0})
    assert result(sandbox, bot, "getWebhookInfo")["pending_update_count"] == 2
    sandbox.clock(ahead=151)
    assert result(sandbox, bot, "getWebhookInfo")["pending_update_count"] == 1
    sandbox.clock(ahead=24 * 3600)
    set_webhook(sandbox, bot, hook.url)
    sandbox.say(bot, 501, text="два", wait=5)
    assert hook.texts() == ["два"]


def test_updates_wait_for_a_webhook_that_cannot_be_reached(sandbox: Sandbox, hook: Receiver) -> None:
    bot = sandbox.new_bot("B")
    set_webhook(sandbox, bot, "http://127.0.0.1:9/x")
    sandbox.say(bot, 501, text="x")
    sandbox.wait(lambda: "last_error_message" in result(sandbox, bot, "getWebhookInfo"))
    assert result(sandbox, bot, "getWebhookInfo")["last_error_message"] == "Connection refused"
    sandbox.clock(ahead=2)
    set_webhook(sandbox, bot, hook.url)
    sandbox.wait(lambda: hook.texts() == ["x"])


def test_addresses_outside_are_set_but_never_called(sandbox: Sandbox) -> None:
    bot = sandbox.new_bot("B")
    set_webhook(sandbox, bot, "https://shop.example.com:8443/x")
    sandbox.say(bot, 501, text="x")
    sandbox.wait(lambda: "last_error_message" in result(sandbox, bot, "getWebhookInfo"))
    assert result(sandbox, bot, "getWebhookInfo")["pending_update_count"] == 1


def test_allowed_updates_are_kept_until_given_anew(sandbox: Sandbox, hook: Receiver) -> None:
    bot = sandbox.new_bot("B")
    set_webhook(sandbox, bot, hook.url, allowed_updates='["message"]')
    said = sandbox.say(bot, 501, text="x", wait=5)
    assert sandbox.say(bot, 501, edit={"message_id": said["message_id"], "text": "y"})["event"] == 0
    assert result(sandbox, bot, "getWebhookInfo")["allowed_updates"] == ["message"]
    sandbox.clock(ahead=2)
    set_webhook(sandbox, bot, hook.url)
    assert result(sandbox, bot, "getWebhookInfo")["allowed_updates"] == ["message"]
    sandbox.clock(ahead=2)
    set_webhook(sandbox, bot, hook.url, allowed_updates='["message","edited_message"]')
    sandbox.say(bot, 501, edit={"message_id": said["message_id"], "text": "z"}, wait=5)
    assert hook.hits[-1].update["edited_message"]["text"] == "z"


@pytest.mark.parametrize("drop", [True, False])
def test_delete_webhook(sandbox: Sandbox, hook: Receiver, drop: bool) -> None:
    bot = sandbox.new_bot("B")
    hook.decide = lambda update: 500
    set_webhook(sandbox, bot, hook.url)
    sandbox.say(bot, 501, text="x")
    assert result(sandbox, bot, "deleteWebhook", **({"drop_pending_updates": True} if drop else {})) is True
    info = result(sandbox, bot, "getWebhookInfo")
    assert (info["url"], info["pending_update_count"]) == ("", 0 if drop else 1)


def test_an_answer_may_carry_one_call(sandbox: Sandbox, hook: Receiver) -> None:
    bot = sandbox.new_bot("B")
    hook.answers = [(200, {}, json.dumps({"method": "sendMessage", "chat_id": 501, "text": "эхо"}).encode())]
    set_webhook(sandbox, bot, hook.url)
    sandbox.say(bot, 501, text="x", wait=5)
    assert [one["text"] for one in sandbox.received(bot, 501)] == ["эхо"]


def test_410_for_23_hours_removes_the_webhook(sandbox: Sandbox, hook: Receiver) -> None:
    bot = sandbox.new_bot("B")
    hook.decide = lambda update: 410
    set_webhook(sandbox, bot, hook.url)
    sandbox.say(bot, 501, text="x")
    sandbox.wait(lambda: hook.hits)
    sandbox.clock(ahead=23 * 3600 + 60)
    sandbox.wait(lambda: result(sandbox, bot, "getWebhookInfo")["url"] == "")


def test_raw_update_is_posted_as_it_is(sandbox: Sandbox, hook: Receiver) -> None:
    bot = sandbox.new_bot("B")
    set_webhook(sandbox, bot, hook.url)
    sandbox.say(bot, 501, raw={"update_id": 7, "strange": {"text": "\ud83d"}}, wait=5)
    assert hook.hits[0].update == {"update_id": 7, "strange": {"text": "\ud83d"}}
    assert call(sandbox, bot, "getMe").status_code == 200
