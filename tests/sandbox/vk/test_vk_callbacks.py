"""Callback servers: the handshake, the secret, what counts as taken, retries (PROTOCOLS §3.1 to §3.3)."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.sandbox.receiver import Receiver
from tests.sandbox.vk.conftest import OK, Api, events, server


def failures(vk: Api) -> int:
    """Deliveries that VK knows to have failed."""
    return sum(one["failures"] for bot in vk.sandbox.control("GET", "vk/bots") for one in bot["servers"])


def test_a_server_is_confirmed_by_the_code_alone(
    vk: Api, bot: dict[str, Any], hook: Receiver, listen: Callable[..., int]
) -> None:
    number = listen()
    (asked,) = events(hook, "confirmation")
    assert (asked["group_id"], asked["secret"], asked["v"]) == (bot["id"], "s3cretKey", "5.199")
    assert server(vk, bot, number)["status"] == "ok"
    wrong = listen(answer=lambda body: (200, {}, b"ok"))
    assert server(vk, bot, wrong)["status"] == "failed"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"title": "x" * 15}, 100),
        ({"secret_key": "x" * 51}, 100),
        ({"secret_key": "a-b_c"}, 100),
        ({"url": "ftp://x"}, 100),
    ],
)
def test_a_server_is_refused(vk: Api, bot: dict[str, Any], more: dict[str, str], code: int) -> None:
    fields = {"group_id": bot["id"], "url": "http://localhost:9/x", "title": "x", **more}
    assert vk.code(bot, "groups.addCallbackServer", **fields) == code


def test_ten_servers_at_most_and_each_hears_all(
    vk: Api, bot: dict[str, Any], hook: Receiver, listen: Callable[..., int], say: Callable[..., Any]
) -> None:
    listen(secret="first")
    listen(secret="second")
    for number in range(8):
        fields = {"group_id": bot["id"], "url": f"http://localhost:9/{number}", "title": "x"}
        vk.result(bot, "groups.addCallbackServer", **fields)
    fields = {"group_id": bot["id"], "url": "http://localhost:9/x", "title": "x"}
    assert vk.code(bot, "groups.addCallbackServer", **fields) == 2000
    say(text="всем")
    vk.sandbox.wait(lambda: len(events(hook, "message_new")) == 2)
    first, second = events(hook, "message_new")
    assert {first.pop("secret"), second.pop("secret")} == {"first", "second"}
    assert first == second


def test_a_message_is_nested_and_a_reply_is_not(
    vk: Api, bot: dict[str, Any], hook: Receiver, listen: Callable[..., int], say: Callable[..., Any]
) -> None:
    listen()
    say(text="Сколько стоит?", ref="lp_17", wait=5)
    (new,) = events(hook, "message_new")
    message = new["object"]["message"]
    assert (message["text"], message["from_id"], message["peer_id"], message["ref"]) == (
        "Сколько стоит?", 501, 501, "lp_17",
    )  # fmt: skip
    vk.result(bot, "messages.send", peer_id=501, message="Бесплатно", random_id=7)
    vk.sandbox.wait(lambda: events(hook, "message_reply"))
    (reply,) = events(hook, "message_reply")
    assert (reply["object"]["from_id"], reply["object"]["random_id"]) == (-bot["id"], 7)


@pytest.mark.parametrize("answer", [(200, {}, b""), (200, {}, b"OK"), (500, {}, b"ok"), (201, {}, b"ok")])
def test_all_but_ok_comes_again(
    vk: Api, hook: Receiver, listen: Callable[..., int], say: Callable[..., Any], answer: Any
) -> None:
    listen()
    hook.decide, hook.answers = None, [answer, OK]
    say(text="x")
    vk.sandbox.wait(lambda: failures(vk) == 1)
    vk.sandbox.clock(ahead=11)
    vk.sandbox.wait(lambda: len(events(hook, "message_new")) == 2)
    first, second = [hit for hit in hook.hits if hit.update["type"] == "message_new"]
    assert first.update == second.update
    assert "X-Retry-Counter" not in first.headers
    assert second.headers["X-Retry-Counter"] == "1"


def test_retries_follow_the_schedule_and_end(
    vk: Api, bot: dict[str, Any], hook: Receiver, listen: Callable[..., int], say: Callable[..., Any]
) -> None:
    listen()
    hook.decide = lambda body: (500, {}, b"")
    say(text="x")
    for tries, pause in enumerate([10, 180, 600, 1800, 3600], start=1):
        vk.sandbox.wait(lambda tries=tries: failures(vk) == tries)
        vk.sandbox.clock(ahead=pause - 5)
        assert len(events(hook, "message_new")) == tries
        vk.sandbox.clock(ahead=6)
    vk.sandbox.wait(lambda: not vk.sandbox.pending(bot, kind="vk"))
    assert len(events(hook, "message_new")) == 6


def test_a_failing_event_holds_nobody_back(
    vk: Api, hook: Receiver, listen: Callable[..., int], say: Callable[..., Any]
) -> None:
    listen()
    hook.decide = lambda body: (500, {}, b"") if body["object"]["message"]["text"] == "1" else OK
    for text in "123":
        say(text=text)
    vk.sandbox.wait(lambda: len(events(hook, "message_new")) == 3)
    assert [one["object"]["message"]["text"] for one in events(hook, "message_new")] == ["1", "2", "3"]


def test_remove_as_an_answer_takes_the_server_away(
    vk: Api, bot: dict[str, Any], hook: Receiver, listen: Callable[..., int], say: Callable[..., Any]
) -> None:
    listen()
    hook.decide = lambda body: (200, {}, b"remove")
    say(text="x")
    vk.sandbox.wait(lambda: not vk.result(bot, "groups.getCallbackServers", group_id=bot["id"])["items"])


def test_long_poll_gives_the_same_events(vk: Api, bot: dict[str, Any], say: Callable[..., Any]) -> None:
    import requests

    group = {"group_id": bot["id"]}
    assert vk.code(bot, "groups.getLongPollServer", **group) == 100
    vk.result(bot, "groups.setLongPollSettings", enabled=1, message_new=1, **group)
    place = vk.result(bot, "groups.getLongPollServer", **group)
    say(text="раз")
    say(text="два")

    def ask(**more: Any) -> Any:
        query = {"act": "a_check", "key": place["key"], "ts": place["ts"], "wait": 1, **more}
        return requests.get(place["server"], params=query, timeout=30).json()

    got = ask()
    assert [one["object"]["message"]["text"] for one in got["updates"]] == ["раз", "два"]
    assert len(vk.sandbox.pending(bot, kind="vk")) == 2, "only asking on tells that they are kept"
    assert ask(ts=got["ts"])["updates"] == []
    assert vk.sandbox.pending(bot, kind="vk") == []
    assert ask(key="x") == {"failed": 2}
    assert ask(ts="999")["failed"] == 1
