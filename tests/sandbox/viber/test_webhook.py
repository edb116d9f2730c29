"""Webhooks of Viber: the handshake, the signature, an hour of retries (PROTOCOLS §2.1 to §2.3)."""

import hashlib
import hmac

import pytest

from tests.sandbox.receiver import Receiver
from tests.sandbox.viber.calling import call, events, hooked, receiver
from tests.sandbox_process import Sandbox


@pytest.mark.row("GEN-6", code="sandbox/viber/delivering.py")
def test_setting_a_webhook_asks_it_at_once(sandbox: Sandbox, hook: Receiver) -> None:
    bot = sandbox.new_bot("Школа", kind="viber")
    told = call(sandbox, bot, "set_webhook", url=hook.url, event_types=["delivered", "seen"])
    assert told["status"] == 0
    assert "message" in told["event_types"]
    (hit,) = hook.hits
    assert hit.update["event"] == "webhook"
    signature = hmac.new(bot["token"].encode(), hit.raw, hashlib.sha256).hexdigest()
    assert hit.headers["X-Viber-Content-Signature"] == signature
    assert hit.path.endswith(f"?sig={signature}")
    assert call(sandbox, bot, "get_account_info")["webhook"] == hook.url


@pytest.mark.parametrize("status", [403, 500, 302])
def test_a_webhook_that_does_not_say_200_is_not_set(sandbox: Sandbox, hook: Receiver, status: int) -> None:
    hook.answers = [status]
    bot = sandbox.new_bot("Школа", kind="viber")
    assert call(sandbox, bot, "set_webhook", url=hook.url)["status"] == 1
    assert call(sandbox, bot, "get_account_info")["webhook"] == ""


@pytest.mark.parametrize("url", ["http://example.org/", "https://example.org/in", "nonsense"])
def test_nothing_outside_is_called(sandbox: Sandbox, url: str) -> None:
    bot = sandbox.new_bot("Школа", kind="viber")
    assert call(sandbox, bot, "set_webhook", url=url)["status"] == 1


def test_an_event_comes_signed_and_with_the_profile(sandbox: Sandbox, hook: Receiver) -> None:
    bot = hooked(sandbox, hook)
    sandbox.say(bot, {"id": 7, "name": "Ира Лис"}, text="да", kind="viber", wait=5)
    (hit,) = hook.hits
    expected = hmac.new(bot["token"].encode(), hit.raw, hashlib.sha256).hexdigest()
    assert hit.headers["X-Viber-Content-Signature"] == expected
    sender = hit.update["sender"]
    assert (sender["id"], sender["name"]) == (receiver(sandbox, bot, 7), "Ира Лис")
    assert sender["avatar"].startswith(f"{sandbox.url}/viber/avatars/")
    assert hit.update["message_token"] > 10**18


def test_a_failed_event_comes_again_within_an_hour_and_holds_nobody_back(
    sandbox: Sandbox, hook: Receiver
) -> None:
    bot = hooked(sandbox, hook)
    hook.decide = lambda body: 500 if body["message"]["text"] == "раз" else 200
    sandbox.say(bot, 7, text="раз", kind="viber")
    sandbox.say(bot, 7, text="два", kind="viber")
    sandbox.wait(lambda: len(hook.hits) == 2)
    for tries in (3, 4):
        sandbox.clock(ahead=120)
        sandbox.wait(lambda tries=tries: len(hook.hits) >= tries)
    hook.decide = None
    sandbox.clock(ahead=1600)
    sandbox.wait(lambda: not sandbox.pending(bot, kind="viber"))
    texts = [hit.update["message"]["text"] for hit in hook.hits]
    assert texts.count("два") == 1
    tokens = {hit.update["message_token"] for hit in hook.hits if hit.update["message"]["text"] == "раз"}
    assert len(tokens) == 1, "a repeat is the same event"


def test_after_an_hour_it_is_lost(sandbox: Sandbox, hook: Receiver) -> None:
    bot = hooked(sandbox, hook)
    hook.decide = lambda _: 503
    sandbox.say(bot, 7, text="раз", kind="viber")
    for _ in range(8):
        seen = len(hook.hits)
        sandbox.clock(ahead=1700)
        if not sandbox.pending(bot, kind="viber"):
            break
        sandbox.wait(lambda seen=seen: len(hook.hits) > seen or not sandbox.pending(bot, kind="viber"))
    sandbox.wait(lambda: not sandbox.pending(bot, kind="viber"))
    assert 4 <= len(hook.hits) <= 8


def test_only_what_was_asked_for_comes(sandbox: Sandbox, hook: Receiver) -> None:
    bot = hooked(sandbox, hook, event_types=["seen"])
    sandbox.say(bot, 7, text="да", start=True, subscribe=True, kind="viber", wait=5)
    assert [hit.update["event"] for hit in hook.hits] == ["message"]


def test_a_new_token_signs_what_waited(sandbox: Sandbox, hook: Receiver) -> None:
    bot = hooked(sandbox, hook)
    sandbox.revoke(bot, kind="viber")
    assert call(sandbox, bot, "get_account_info")["status"] == 2
    sandbox.say(bot, 7, text="да", kind="viber")
    fresh = sandbox.reissue(bot, kind="viber")
    sandbox.wait(lambda: events(hook, "message"))
    expected = hmac.new(fresh["token"].encode(), hook.hits[-1].raw, hashlib.sha256).hexdigest()
    assert hook.hits[-1].headers["X-Viber-Content-Signature"] == expected
    assert call(sandbox, bot, "get_account_info")["status"] == 2
    assert call(sandbox, fresh, "get_account_info")["id"] == bot["account"]
