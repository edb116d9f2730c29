"""What becomes of long texts, many files and many buttons, and what Viber would refuse (PROTOCOLS §2.5)."""

from typing import Any

import pytest

from channels_hub.messengers import errors, viber
from channels_hub.messengers.viber.rendering import request
from channels_hub.messengers.vocabulary import Button, Outgoing, OutgoingFile

MB = 2**20


def file(
    kind: str = "file", name: str = "a.pdf", mime: str = "application/pdf", size: int = 9
) -> OutgoingFile:
    return OutgoingFile(
        1, kind, name, mime, size, url=f"https://files.test/f/p/x/file.{name.rpartition('.')[2]}"
    )


PICTURE, FILM = file("image", "a.png", "image/png"), file("video", "a.mp4", "video/mp4")


@pytest.mark.parametrize(
    ("text", "files", "gives"),
    [
        ("да", [], [("да", None)]),
        ("  ", [], []),
        ("под", [PICTURE], [("под", PICTURE)]),
        ("x" * 512, [PICTURE], [("x" * 512, PICTURE)]),
        ("x" * 513, [PICTURE], [("", PICTURE), ("x" * 513, None)]),
        ("под", [PICTURE, PICTURE], [("", PICTURE), ("", PICTURE), ("под", None)]),
        ("под", [FILM], [("", FILM), ("под", None)]),
        ("под", [file()], [("", file()), ("под", None)]),
        ("под", [file("image", "a.png", "image/png", 2 * MB)], None),
        ("x" * 8000, [], [("x" * 7000, None), ("x" * 1000, None)]),
    ],
)
def test_what_a_person_said_as_calls(text: str, files: list[OutgoingFile], gives: Any) -> None:
    found = [(one.text, one.file) for one in viber.parts(text, files)]
    assert found == ([("", files[0]), (text, None)] if gives is None else gives)


def test_buttons_stand_at_the_last_call_and_too_many_become_words() -> None:
    buttons = [Button(f"Да {n}", data=str(n)) for n in range(14)]
    *_, last = viber.parts("да", [PICTURE, PICTURE], buttons)
    assert [button.data for button in last.buttons] == [str(n) for n in range(12)]
    assert last.text.endswith("1. Да 12\n2. Да 13")


def test_the_longest_text_fits_into_a_request() -> None:
    for letter in 'яж漢\n"':
        body = request("m" * 24, "Ш" * 28, Outgoing(letter * 6999 + "."))
        assert len(body) <= 30 * 1024


@pytest.mark.parametrize(
    ("outgoing", "error", "code"),
    [
        (Outgoing(" "), errors.Rejected, "rejected"),
        (Outgoing("x" * 7001), errors.Rejected, "too_long"),
        (
            Outgoing(
                "я" * 7000, buttons=tuple(Button("x", url="https://e.org/" + "x" * 1900) for _ in range(9))
            ),
            errors.Rejected,
            "too_long",
        ),
        (Outgoing(file=file(size=51 * MB)), errors.TooLarge, "too_large"),
        (Outgoing(file=file(name="virus.EXE")), errors.Rejected, "rejected"),
        (Outgoing(file=OutgoingFile(1, "file", "a.pdf", "application/pdf", 9)), errors.Rejected, "file"),
    ],
)
def test_what_viber_would_refuse_is_not_sent(outgoing: Outgoing, error: type[Exception], code: str) -> None:
    with pytest.raises(error) as caught:
        request("m" * 24, "Школа", outgoing)
    assert caught.value.code == code  # type: ignore[attr-defined]


def test_a_press_comes_back_as_what_the_button_had() -> None:
    import json

    (button,) = json.loads(request("m", "Ш", Outgoing("?", buttons=(Button("Да", data="a:1"),))))["keyboard"][
        "Buttons"
    ]
    event = {
        "event": "message",
        "message_token": 1,
        "sender": {"id": "m"},
        "message": {"type": "text", "text": button["ActionBody"]},
    }
    (press,) = viber.parse(json.dumps(event).encode())
    assert press.data == "a:1"  # type: ignore[union-attr]


def test_a_long_label_stays_below_vibers_limit() -> None:
    import json

    body = request("m", "Ш", Outgoing("?", buttons=(Button("<" * 250, data="a"),)))
    assert len(json.loads(body)["keyboard"]["Buttons"][0]["Text"]) <= 250


@pytest.mark.parametrize(
    ("payload", "link"),
    [("", "viber://pa?chatURI=obzhig"), ("lp 9&x", "viber://pa?chatURI=obzhig&context=lp%209%26x")],
)
def test_links(payload: str, link: str) -> None:
    assert viber.chat_link("obzhig", payload) == link
