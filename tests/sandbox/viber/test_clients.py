"""Clients of Viber: opening a chat, the welcome, what they send, standing, restarts."""

from pathlib import Path

import pytest
import requests

from tests.sandbox.receiver import Receiver
from tests.sandbox.viber.calling import call, events, hooked, receiver, send
from tests.sandbox_process import Refused, Sandbox, file

WELCOME = b'{"sender":{"name":"School"},"type":"text","text":"Write to us"}'


@pytest.mark.row("GEN-6", code="sandbox/viber/provider.py")
def test_who_opens_the_chat_sees_the_webhooks_answer(sandbox: Sandbox, hook: Receiver) -> None:
    bot = hooked(sandbox, hook)
    hook.decide = lambda _: (200, {"Content-Type": "application/json"}, WELCOME)
    sandbox.say(bot, {"id": 7, "name": "Ира"}, start="lp-9", kind="viber", wait=5)
    (opened,) = events(hook, "conversation_started")
    assert (opened["context"], opened["subscribed"], opened["user"]["name"]) == ("lp-9", False, "Ира")
    (seen,) = sandbox.received(bot, 7, kind="viber")
    assert (seen["text"], seen["welcome"]) == ("Write to us", True)
    assert send(sandbox, bot, 7)["status"] == 6, "it does not subscribe"
    sandbox.say(bot, 7, text="да", kind="viber", wait=5)
    sandbox.say(bot, 7, start=True, kind="viber", wait=5)
    assert events(hook, "conversation_started")[-1]["subscribed"] is True
    assert not events(hook, "delivered"), "nobody hears of the welcome"


def test_an_answer_that_is_no_message_is_not_shown(sandbox: Sandbox, hook: Receiver) -> None:
    bot = hooked(sandbox, hook)
    hook.decide = lambda _: (200, {}, b'{"type":"text","text":"nobody says it"}')
    sandbox.say(bot, 7, start=True, kind="viber", wait=5)
    assert not sandbox.received(bot, 7, kind="viber")


def test_a_first_message_subscribes_without_a_word(sandbox: Sandbox, hook: Receiver) -> None:
    bot = hooked(sandbox, hook)
    sandbox.say(bot, 7, text="да", kind="viber", wait=5)
    assert [hit.update["event"] for hit in hook.hits] == ["message"]
    assert send(sandbox, bot, 7)["status"] == 0
    sandbox.say(bot, 7, block=True, kind="viber", wait=5)
    sandbox.say(bot, 7, block=False, kind="viber", wait=5)
    (left,), (back,) = events(hook, "unsubscribed"), events(hook, "subscribed")
    assert left["user_id"] == back["user"]["id"] == receiver(sandbox, bot, 7)


@pytest.mark.parametrize(
    ("act", "kind", "fields"),
    [
        ({"image": file("a.png"), "caption": "вот"}, "picture", {"text": "вот", "file_name": "a.png"}),
        ({"video": True}, "video", {"duration": 3}),
        ({"file": file("a.pdf", size=900)}, "file", {"file_name": "a.pdf", "size": 900}),
        ({"voice": True}, "file", {"file_name": "voice.ogg"}),
        ({"sticker": 46105}, "sticker", {"sticker_id": 46105}),
        ({"location": {"latitude": 1, "longitude": 2}}, "location", {"location": {"lat": 1, "lon": 2}}),
        (
            {"contact": {"phone": "+7900", "name": "Я"}},
            "contact",
            {"contact": {"name": "Я", "phone_number": "7900"}},
        ),
        ({"url": "https://example.org/"}, "url", {"media": "https://example.org/"}),
    ],
)
def test_what_a_client_sends(sandbox: Sandbox, hook: Receiver, act: dict, kind: str, fields: dict) -> None:  # type: ignore[type-arg]
    bot = hooked(sandbox, hook)
    sandbox.say(bot, 7, kind="viber", wait=5, **act)
    (event,) = events(hook, "message")
    assert event["message"]["type"] == kind
    assert {name: event["message"][name] for name in fields} == fields
    if kind in ("picture", "video", "file"):
        answer = requests.get(event["message"]["media"], timeout=10)
        assert len(answer.content) == event["message"]["size"]


def test_viber_has_no_edits(sandbox: Sandbox, hook: Receiver) -> None:
    bot = hooked(sandbox, hook)
    with pytest.raises(Refused, match="Viber knows"):
        sandbox.say(bot, 7, kind="viber", edit={"message_id": 1, "text": "б"})


def test_every_bot_knows_a_client_by_another_id(sandbox: Sandbox, hook: Receiver) -> None:
    one, other = hooked(sandbox, hook), hooked(sandbox, hook)
    sandbox.say(one, 7, text="да", kind="viber")
    sandbox.say(other, 7, text="да", kind="viber")
    ids = {receiver(sandbox, one, 7), receiver(sandbox, other, 7)}
    assert len(ids) == 2
    assert all(len(found) == 24 and found.endswith("==") for found in ids)


def test_everything_survives_a_restart(tmp_path: Path, hook: Receiver) -> None:
    with Sandbox(state=tmp_path / "state") as sandbox:
        bot = hooked(sandbox, hook)
        sandbox.say(bot, {"id": 7, "name": "Ира"}, text="да", kind="viber", wait=5)
        send(sandbox, bot, 7)
        hook.decide = lambda _: 500
        sandbox.say(bot, 7, text="ждёт", kind="viber")
        sandbox.wait(
            lambda: [hit for hit in hook.hits if hit.update.get("message", {}).get("text") == "ждёт"]
        )
        before = sandbox.received(bot, 7, everything=True, kind="viber")
        sandbox.stop()
        hook.decide = None
        hook.hits.clear()
        sandbox.start()
        sandbox.wait(lambda: not sandbox.pending(bot, kind="viber"))
        assert [one["message"]["text"] for one in events(hook, "message")] == ["ждёт"]
        after = sandbox.received(bot, 7, everything=True, kind="viber")
        assert [one["message_id"] for one in after] == [one["message_id"] for one in before]
        assert send(sandbox, bot, 7)["message_token"] > int(after[-1]["message_id"])
        assert call(sandbox, bot, "get_account_info")["subscribers_count"] == 1
