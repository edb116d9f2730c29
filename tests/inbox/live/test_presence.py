"""Who looks and who types; all of it fades."""

from django.utils import translation

from inbox.relay.presence import LOOKS, TYPES, Presence
from inbox.relay.wording import frame, sentence


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def word(member: int, **facts: object) -> dict[str, object]:
    return {"chat": 9, "member": member, "name": f"Member {member}", "photo": "", **facts}


def test_looking_fades_without_a_word() -> None:
    clock = Clock()
    presence = Presence(clock)
    assert presence.hear(1, word(3)) == 9
    assert presence.hear(1, word(3)) is None, "the same picture needs no frame"
    clock.now += LOOKS + 1
    assert presence.fade() == [(1, 9)]
    assert presence.at(1, 9) == []


def test_typing_ends_before_looking_does() -> None:
    clock = Clock()
    presence = Presence(clock)
    presence.hear(1, word(3, mode="note"))
    assert presence.types(presence.at(1, 9)[0])
    clock.now += TYPES + 0.1
    assert presence.fade() == [(1, 9)]
    assert not presence.types(presence.at(1, 9)[0])


def test_rooms_of_projects_are_apart() -> None:
    presence = Presence(Clock())
    presence.hear(1, word(3))
    assert presence.at(2, 9) == []


def test_the_reader_is_not_told_of_themselves() -> None:
    presence = Presence(Clock())
    presence.hear(1, word(3, mode="message"))
    here = presence.at(1, 9)
    assert frame(9, here, {3}, reader=3, language="en") == {
        "type": "presence",
        "chat": 9,
        "text": "",
        "typing": False,
        "faces": [],
    }


@translation.override("en")
def test_sentences() -> None:
    presence = Presence(Clock())
    for member in (3, 4, 5):
        presence.hear(1, word(member))
    one, two, three = presence.at(1, 9)
    assert sentence([one], set()) == "Member 3 is viewing the chat"
    assert sentence([one, two], set()) == "Member 3 and Member 4 are viewing the chat"
    assert sentence([one, two, three], set()) == "Member 3 and 2 more are viewing the chat"
    presence.hear(1, word(4, mode="note"))
    here = presence.at(1, 9)
    assert here[0].member == 4, "who types stands first"
    assert sentence(here, {4}) == "Member 4 is viewing the chat and writing a note"
