"""A body of many pages and events as parts; what makes an event itself (PROTOCOLS §4.3)."""

import json
from typing import Any

import pytest

from channels_hub.messengers import messenger

facebook = messenger("facebook")
SIDES = {"sender": {"id": "901"}, "recipient": {"id": "1"}, "timestamp": 1790400000321}


def body(*entries: dict[str, Any]) -> bytes:
    return json.dumps({"object": "page", "entry": list(entries)}).encode()


def entry(page: str, *items: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": page, "time": 1, "messaging": [{**SIDES, **item} for item in items], **more}


def text(mid: str) -> dict[str, Any]:
    return {"message": {"mid": mid, "text": mid}}


def key(item: dict[str, Any]) -> str:
    return str(facebook.split(body(entry("1", item)))[0].event)


def test_a_part_for_each_thing_that_happened_with_its_page() -> None:
    raw = body(entry("1", text("a"), text("b")), entry("2", text("c"), standby=[{**SIDES, **text("d")}]))
    parts = facebook.split(raw)
    assert [(part.account, part.peer, part.event) for part in parts] == [
        ("1", "901", "message:a"),
        ("1", "901", "message:b"),
        ("2", "901", "message:c"),
        ("2", "901", "standby:message:d"),
    ]
    assert [facebook.parse(part.body)[0].text for part in parts[:3]] == ["a", "b", "c"]
    assert facebook.parse(parts[3].body)[0].what == "standby"


def test_an_echo_is_the_clients_chat() -> None:
    item = {"sender": {"id": "1"}, "recipient": {"id": "901"}, "message": {"mid": "m", "is_echo": True}}
    (part,) = facebook.split(body(entry("1", item)))
    assert (part.peer, part.event) == ("901", "echo:m")


SAME: list[tuple[dict[str, Any], dict[str, Any]]] = [
    (text("a"), {"message": {"mid": "a", "text": "again"}}),
    ({"postback": {"mid": "p", "payload": "1"}}, {"postback": {"mid": "p", "payload": "2"}}),
    ({"delivery": {"mids": ["a"], "watermark": 5}}, {"delivery": {"watermark": 5}}),
    ({"read": {"watermark": 5}}, {"read": {"watermark": 5}, "timestamp": 9}),
    (
        {"message_edit": {"mid": "a", "num_edit": 1}},
        {"message_edit": {"mid": "a", "num_edit": 1, "text": "x"}},
    ),
]
DIFFERENT: list[tuple[dict[str, Any], dict[str, Any]]] = [
    (text("a"), text("b")),
    (text("a"), {"message": {"mid": "a", "is_deleted": True}}),
    (text("a"), {"message": {"mid": "a", "is_echo": True}}),
    ({"postback": {"payload": "1"}}, {"postback": {"payload": "2"}}),
    ({"postback": {"payload": "1"}}, {"postback": {"payload": "1"}, "timestamp": 9}),
    ({"referral": {"ref": "a"}}, {"referral": {"ref": "b"}}),
    ({"delivery": {"watermark": 5}}, {"read": {"watermark": 5}}),
    ({"read": {"watermark": 5}}, {"read": {"watermark": 5}, "sender": {"id": "902"}}),
    ({"message_edit": {"mid": "a", "num_edit": 1}}, {"message_edit": {"mid": "a", "num_edit": 2}}),
    ({"reaction": {"mid": "a", "action": "react"}}, {"reaction": {"mid": "a", "action": "unreact"}}),
    ({"optin": {"type": "a"}}, {"optin": {"type": "b"}}),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_sent_again_it_is_the_same(one: Any, other: Any) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_these_are_two(one: Any, other: Any) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize(
    "raw", [b"", b"[]", b'{"entry":5}', b'{"entry":[{"messaging":[5]}]}', b"\xff", b"{" * 9999]
)
def test_whatever_comes_is_one_part_with_an_event(raw: bytes) -> None:
    (part,) = facebook.split(raw)
    assert part.event
    assert part.body == raw


def test_long_and_wild_ids_fit_the_table() -> None:
    event = key(text("m\0" + "x" * 5000))
    assert len(event) <= 200
    assert "\0" not in event
