"""Long texts are cut as a person would, in the units that Telegram counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from channels_hub.messengers import cutting
from channels_hub.messengers.telegram import parts, pieces
from channels_hub.messengers.vocabulary import Button, OutgoingFile

PICTURE = OutgoingFile(1, "image", "a.png", "image/png", 10)


def test_4096_units_are_one_message_and_4097_two() -> None:
    assert [len(piece) for piece in pieces("a" * 4096)] == [4096]
    assert [len(piece) for piece in pieces("a" * 4097)] == [4096, 1]


def test_an_emoji_counts_as_two() -> None:
    assert [len(piece) for piece in pieces("😀" * 4096)] == [2048, 2048]


def test_cuts_fall_between_words() -> None:
    found = pieces("слово " * 2000)
    assert len(found) == 3
    assert all(set(piece.split()) == {"слово"} for piece in found)
    assert sum(len(piece.split()) for piece in found) == 2000


def test_a_paragraph_is_the_best_place() -> None:
    assert cutting.pieces("a" * 60 + "\n\n" + "b" * 30 + " " + "c" * 60, 100) == [
        "a" * 60,
        "b" * 30 + " " + "c" * 60,
    ]


@pytest.mark.parametrize("whole", ["👨‍👩‍👧‍👦", "🇷🇺", "👍🏽", "é̂", "1️⃣"])
def test_what_the_eye_sees_as_one_is_not_parted(whole: str) -> None:
    for piece in cutting.pieces(whole * 40, 101):
        assert piece.replace(whole, "") == ""


@given(some.text(max_size=400), some.integers(20, 60))
def test_nothing_is_lost_and_no_piece_is_too_long(text: str, limit: int) -> None:
    found = cutting.pieces(text, limit)
    assert "".join("".join(found).split()) == "".join(text.split())
    assert all(0 < cutting.utf16(piece) <= limit for piece in found)


def test_a_short_text_is_the_pictures_caption() -> None:
    (only,) = parts(" под ", [PICTURE], reply_to="7")
    assert (only.text, only.file, only.reply_to) == ("под", PICTURE, "7")


def test_a_long_text_follows_the_picture_with_the_buttons() -> None:
    button = Button("Да", data="y")
    first, second = parts("а" * 1025, [PICTURE], [button], reply_to="7")
    assert (first.file, first.text, first.buttons, first.reply_to) == (PICTURE, "", (), "7")
    assert (second.text, second.buttons, second.reply_to) == ("а" * 1025, (button,), "")


def test_blank_text_alone_is_nothing_to_send() -> None:
    assert parts(" \n ") == []
