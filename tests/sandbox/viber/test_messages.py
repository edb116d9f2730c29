"""Messages of a Viber bot: what is taken, what is refused, and the receipts (PROTOCOLS §2.5)."""

from typing import Any

import pytest

from tests.sandbox.receiver import Receiver
from tests.sandbox.viber.calling import TEXT, call, events, hooked, receiver, send
from tests.sandbox_process import Sandbox

KEYS = {
    "Type": "keyboard",
    "Buttons": [
        {
            "Columns": 6,
            "Rows": 1,
            "ActionType": "open-url",
            "ActionBody": "https://example.org",
            "Text": "Сайт",
        },
        {"Columns": 3, "Rows": 1, "ActionType": "reply", "ActionBody": "yes:1", "Text": "Да &amp; нет"},
        {"Columns": 3, "Rows": 1, "ActionType": "reply", "ActionBody": "x", "Text": "Тихо", "Silent": True},
        {"Columns": 6, "Rows": 1, "ActionType": "share-phone", "ActionBody": "phone", "Text": "Номер"},
    ],
}
FILE = {"type": "file", "media": "http://localhost:9/a.pdf", "size": 10, "file_name": "a.pdf"}


@pytest.mark.row("GEN-6", code="sandbox/viber/methods.py")
def test_a_text_arrives_and_is_receipted(sandbox: Sandbox, hook: Receiver) -> None:
    bot = hooked(sandbox, hook)
    sandbox.say(bot, 7, text="да", kind="viber", wait=5)
    token = send(sandbox, bot, 7)["message_token"]
    (seen,) = sandbox.received(bot, 7, kind="viber")
    assert (seen["text"], seen["message_id"]) == ("Привет", str(token))
    (delivered,) = sandbox.wait(lambda: events(hook, "delivered"))
    assert (delivered["message_token"], delivered["user_id"]) == (token, receiver(sandbox, bot, 7))
    assert not events(hook, "seen")
    sandbox.say(bot, 7, seen=True, kind="viber", wait=5)
    (read,) = events(hook, "seen")
    assert read["message_token"] == token


def test_a_device_that_is_off_gets_it_later(sandbox: Sandbox, hook: Receiver) -> None:
    bot = hooked(sandbox, hook)
    sandbox.say(bot, 7, text="да", kind="viber")
    sandbox.say(bot, 7, offline=True, kind="viber")
    send(sandbox, bot, 7)
    assert sandbox.received(bot, 7, kind="viber")[0]["delivered"] is None
    sandbox.say(bot, 7, offline=False, kind="viber")
    sandbox.wait(lambda: events(hook, "delivered"))


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"sender": {}}, 4),
        ({"sender": {"name": "x" * 29}}, 3),
        ({"type": "hologram"}, 3),
        ({"text": ""}, 4),
        ({"text": "x" * 7001}, 3),
        ({"text": "ё" * 7000, "tracking_data": "я" * 9000}, 3),
        ({"type": "picture", "media": "http://localhost:9/a.webp", "text": ""}, 3),
        ({"type": "picture", "media": "http://localhost:9/a.png", "text": "x" * 769}, 3),
        ({"type": "picture", "media": "ftp://localhost/a.png", "text": ""}, 3),
        ({"type": "video", "media": "http://localhost:9/a.mp4"}, 4),
        ({"type": "video", "media": "http://localhost:9/a.mp4", "size": 27 * 2**20}, 3),
        ({**FILE, "size": 51 * 2**20}, 3),
        ({**FILE, "file_name": "virus.exe"}, 3),
        ({**FILE, "file_name": "nameless"}, 4),
        ({"type": "location", "location": {"lat": 91, "lon": 0}}, 3),
        ({"keyboard": {"Type": "keyboard", "Buttons": []}}, 3),
        ({"keyboard": {"Type": "keyboard", "Buttons": [{"Text": "без тела"}]}}, 3),
        ({"keyboard": {"Type": "keyboard", "Buttons": [{"Text": "<script>", "ActionBody": "x"}]}}, 3),
        ({"keyboard": KEYS}, 3),  # asks for a phone and min_api_version is 1
    ],
)
def test_what_viber_would_not_take(
    sandbox: Sandbox, hook: Receiver, said: dict[str, Any], status: int
) -> None:
    bot = hooked(sandbox, hook)
    sandbox.say(bot, 7, text="да", kind="viber")
    assert send(sandbox, bot, 7, **said)["status"] == status
    assert not sandbox.received(bot, 7, kind="viber")


def test_who_can_be_written_to(sandbox: Sandbox, hook: Receiver) -> None:
    bot = sandbox.new_bot("Школа", kind="viber")
    sandbox.new_client(bot, "Ира", kind="viber", id=7)
    assert send(sandbox, bot, 7)["status"] == 10, "no webhook"
    call(sandbox, bot, "set_webhook", url=hook.url)
    assert call(sandbox, bot, "send_message", receiver="stranger", **TEXT)["status"] == 5
    assert send(sandbox, bot, 7)["status"] == 6, "opened, not subscribed"
    sandbox.say(bot, 7, subscribe=True, kind="viber")
    assert send(sandbox, bot, 7)["status"] == 0
    sandbox.say(bot, 7, block=True, kind="viber")
    assert send(sandbox, bot, 7)["status"] == 6
    sandbox.say(bot, 7, block=False, deactivate=True, kind="viber")
    assert send(sandbox, bot, 7)["status"] == 5
    assert call(sandbox, "no-such-token", "send_message")["status"] == 2


def test_a_file_is_fetched_by_its_address(sandbox: Sandbox, hook: Receiver) -> None:
    bot = hooked(sandbox, hook)
    sandbox.say(bot, 7, text="да", kind="viber")
    client_file = {"name": "a.pdf", "size": 5000}
    sandbox.say(bot, 7, file=client_file, kind="viber", wait=5)
    url = events(hook, "message")[-1]["message"]["media"]
    send(sandbox, bot, 7, **{**FILE, "media": url})
    (media,) = sandbox.wait(
        lambda: [m for m in sandbox.received(bot, 7, kind="viber")[0]["media"] if m["sha256"]]
    )
    assert (media["name"], media["size"]) == ("a.pdf", 5000)
    sandbox.wait(lambda: events(hook, "delivered"))


@pytest.mark.parametrize("url", ["http://localhost:9/a.png", "https://example.org/a.png"])
def test_a_file_that_is_not_to_be_had_fails(sandbox: Sandbox, hook: Receiver, url: str) -> None:
    bot = hooked(sandbox, hook)
    sandbox.say(bot, 7, text="да", kind="viber")
    token = send(sandbox, bot, 7, type="picture", media=url, text="")["message_token"]
    (failed,) = sandbox.wait(lambda: sandbox.clock(ahead=61) and events(hook, "failed"), every=0.1)
    assert failed["message_token"] == token
    assert "unreachable" in failed["desc"]
    assert not events(hook, "delivered")


def test_a_broadcast_has_one_token(sandbox: Sandbox, hook: Receiver) -> None:
    bot = hooked(sandbox, hook)
    for client in (7, 8):
        sandbox.say(bot, client, text="да", kind="viber")
    sandbox.new_client(bot, "Не подписан", kind="viber", id=9)
    ids = [receiver(sandbox, bot, client) for client in (7, 8, 9)]
    told = call(sandbox, bot, "broadcast_message", broadcast_list=ids, **TEXT)
    assert told["status"] == 0
    assert [(one["receiver"], one["status"]) for one in told["failed_list"]] == [(ids[2], 6)]
    delivered = sandbox.wait(lambda: len(events(hook, "delivered")) == 2 and events(hook, "delivered"))
    assert {one["message_token"] for one in delivered} == {told["message_token"]}
    assert {one["user_id"] for one in delivered} == set(ids[:2])


def test_presses_come_as_texts(sandbox: Sandbox, hook: Receiver) -> None:
    bot = hooked(sandbox, hook)
    sandbox.say(bot, 7, text="да", kind="viber", wait=5)
    send(sandbox, bot, 7, keyboard=KEYS, min_api_version=3, tracking_data="step:1")
    rows = sandbox.chat(bot, 7, kind="viber")["buttons"]
    assert [[button["text"] for button in row] for row in rows] == [["Сайт"], ["Да & нет", "Тихо"], ["Номер"]]
    for button in ("yes:1", "x", "Номер"):
        sandbox.say(bot, 7, press={"button": button}, kind="viber", wait=5)
    told = events(hook, "message")[1:]
    assert [(one["message"].get("text"), one["silent"]) for one in told[:2]] == [
        ("yes:1", False),
        ("x", True),
    ]
    assert told[2]["message"]["contact"]["phone_number"].startswith("7900")
    assert told[0]["message"]["tracking_data"] == "step:1"
    own = [
        one["text"]
        for one in sandbox.received(bot, 7, everything=True, kind="viber")
        if one["from"] == "client"
    ]
    assert own == ["да", "yes:1", ""], "a silent press is not seen"
    send(sandbox, bot, 7)
    assert sandbox.chat(bot, 7, kind="viber")["buttons"] == [], "a keyboard goes with the next message"


def test_too_many_and_other_faults_in_vibers_own_shape(sandbox: Sandbox, hook: Receiver) -> None:
    bot = hooked(sandbox, hook)
    sandbox.say(bot, 7, text="да", kind="viber")
    sandbox.faults(kind="viber", bot=bot, method="send_message", status=9, times=1)
    assert send(sandbox, bot, 7)["status_message"] == "publicAccountSuspended"
    sandbox.rate(kind="viber", per_second=1)
    statuses = [send(sandbox, bot, 7)["status"] for _ in range(3)]
    assert statuses == [0, 12, 12]
    assert sandbox.rate(kind="viber")["highest"] == 3
    sandbox.control("DELETE", "viber/rate")
    calls = sandbox.calls(bot, "send_message", kind="viber", user=7)
    assert [call["answer"]["status"] for call in calls] == [9, 0, 12, 12]


def test_details_are_told_twice_in_twelve_hours(sandbox: Sandbox, hook: Receiver) -> None:
    bot = hooked(sandbox, hook)
    sandbox.say(bot, {"id": 7, "name": "Ира"}, text="да", kind="viber")
    ask = {"id": receiver(sandbox, bot, 7)}
    answers = [call(sandbox, bot, "get_user_details", **ask) for _ in range(3)]
    assert [one["status"] for one in answers] == [0, 0, 12]
    assert answers[0]["user"]["name"] == "Ира"
    sandbox.clock(ahead=12 * 3600 + 1)
    assert call(sandbox, bot, "get_user_details", **ask)["status"] == 0
