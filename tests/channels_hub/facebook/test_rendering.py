"""A person's words as calls of the Send API (PROTOCOLS §4.5)."""

import pytest

from channels_hub.messengers import messenger
from channels_hub.messengers.vocabulary import Button, OutgoingFile

facebook = messenger("facebook")
PICTURE = OutgoingFile(1, "image", "a.png", "image/png", 90)
ONE, PHONE = Button("Да", data="y"), Button("Телефон", ask="phone")


def shape(text: str, files: int = 0, buttons: int = 0, phone: bool = False, quick: int = 0) -> list[str]:
    asked = [ONE] * buttons + [PHONE] * phone
    made = facebook.parts(text, [PICTURE] * files, asked, quick_replies=[ONE] * quick)
    return [
        f"{'file' if one.file else len(one.text)}"
        + (f"+{len(one.buttons)}b" if one.buttons else "")
        + (f"+{len(one.quick_replies)}q" if one.quick_replies else "")
        for one in made
    ]


@pytest.mark.parametrize(
    ("made", "calls"),
    [
        (shape("да"), ["2"]),
        (shape(""), []),
        (shape("да", files=2), ["file", "file", "2"]),
        (shape("", files=1), ["file"]),
        (shape("я " * 1500), ["1999", "999"]),
        (shape("да", buttons=3), ["2+3b"]),
        (shape("да", buttons=5), ["2+3b", "2+2b"]),
        (shape("", files=1, buttons=1), ["file", "2+1b"]),
        (shape("да", buttons=1, phone=True), ["2+1b+1q"]),
        (shape("да", quick=15), ["15+13q"]),
        (shape("", files=1, quick=2), ["file+2q"]),
        (shape("", phone=True), ["2+1q"]),
    ],
)
def test_calls(made: list[str], calls: list[str]) -> None:
    assert made == calls


def test_a_long_text_with_buttons_ends_in_a_card_that_fits_and_loses_nothing() -> None:
    words = [f"слово{n}" for n in range(300)]
    made = facebook.parts(" ".join(words), buttons=[ONE])
    assert len(made[-1].text) <= 640
    assert made[-1].buttons
    assert all(len(one.text) <= 2000 for one in made)
    assert " ".join(one.text for one in made).split() == words


def test_what_messenger_has_not_stands_in_the_text_and_a_link_among_ready_answers_is_a_button() -> None:
    place = Button("Где вы?", ask="location")
    (made,) = facebook.parts("Привет", buttons=[place])
    assert (made.text, made.buttons) == ("Привет\n\n1. Где вы?", ())
    (made,) = facebook.parts("Привет", quick_replies=[Button("Сайт", url="https://example.org/"), ONE])
    assert ([one.text for one in made.buttons], made.quick_replies) == (["Сайт"], (ONE,))
