"""Each socket is told of the chats its member may see, and of no other (ARCHITECTURE §8)."""

import itertools
from typing import Any

import pytest

from inbox.enums import DialogState
from inbox.relay.entering import Entrance
from inbox.relay.outbox import Outbox
from inbox.relay.switchboard import Switchboard
from inbox.visibility import Snapshot
from projects.enums import Right


async def nowhere(frame: dict[str, Any]) -> None:
    raise AssertionError("nothing leaves in these tests")


class Plug:
    """A socket without a wire."""

    def __init__(self, snapshot: Snapshot, project: int = 1) -> None:
        self.entrance = Entrance(snapshot.member, snapshot.member, project, "Anna", "", "en", snapshot)
        self.outbox = Outbox(nowhere)
        self.watched: int | None = None
        self.dismissed = False

    def dismiss(self) -> None:
        self.dismissed = True

    @property
    def told(self) -> dict[int, int]:
        return dict(self.outbox._chats)


ALL = frozenset(right.value for right in Right)


def manager(member: int, rights: frozenset[str] = ALL, groups: frozenset[int] = frozenset({1})) -> Snapshot:
    return Snapshot(member=member, administrator=False, groups=groups, rights=rights)


def hint(chat: int = 7, rev: int = 5, state: str = "new", **facts: Any) -> dict[str, Any]:
    return {
        "chat": chat,
        "rev": rev,
        "group": 1,
        "state": state,
        "responsible": None,
        "participants": [],
        **facts,
    }


@pytest.mark.row("INB-22", code="inbox/relay/switchboard.py")
def test_the_filter_is_the_visibility_rule() -> None:
    snapshots = [
        Snapshot(member=1, administrator=True, groups=None, rights=ALL),
        manager(2),
        manager(3, groups=frozenset({2})),
        manager(4, rights=ALL - {Right.INBOX_NEW.value}),
        manager(5, rights=ALL - {Right.INBOX_OTHERS.value}),
        Snapshot(member=6, administrator=False, groups=frozenset({1}), rights=ALL, present=False),
    ]
    cases = 0
    for state, responsible, group in itertools.product(DialogState.values, (None, 2, 5), (1, 2)):
        facts = hint(state=state, responsible=responsible, group=group, participants=[3])
        board = Switchboard()
        plugs = [Plug(snapshot) for snapshot in snapshots]
        for plug in plugs:
            board.add(plug)
        board.hear(1, [facts])
        for plug in plugs:
            assert (7 in plug.told) == plug.entrance.snapshot.visible(state, group, responsible, [3])
            cases += 1
    assert cases == 18 * len(snapshots)


def test_a_chat_that_leaves_the_view_is_told_once_and_its_later_life_is_not() -> None:
    board = Switchboard()
    plug = Plug(manager(2, rights=ALL - {Right.INBOX_OTHERS.value}))
    plug.watched = 7
    board.add(plug)
    board.hear(1, [hint()])
    assert plug.told == {7: 5}
    plug.outbox._chats.clear()
    board.hear(1, [hint(rev=6, state="active", responsible=9)])
    assert plug.told == {7: 0}, "the page must look again and find it gone"
    assert plug.watched is None
    plug.outbox._chats.clear()
    board.hear(1, [hint(rev=7, state="active", responsible=9)])
    assert plug.told == {}, "even the timing of others' work does not leak"


def test_the_routing_before_may_come_with_the_hint() -> None:
    board = Switchboard()
    plug = Plug(manager(2, rights=ALL - {Right.INBOX_OTHERS.value}))
    board.add(plug)
    was = {"group": 1, "state": "new", "responsible": None, "participants": []}
    board.hear(1, [hint(state="active", responsible=9, was=was)])
    assert plug.told == {7: 0}


def test_another_projects_sockets_hear_nothing() -> None:
    board = Switchboard()
    plug = Plug(Snapshot(member=1, administrator=True, groups=None, rights=ALL), project=2)
    board.add(plug)
    board.hear(1, [hint(), {"counts": True}])
    assert plug.told == {}
    assert not plug.outbox._due.is_set()


@pytest.mark.row("TEAM-4", code="inbox/relay/switchboard.py")
def test_changed_rights_close_the_members_sockets_only() -> None:
    board = Switchboard()
    hers, his = Plug(manager(2)), Plug(manager(3))
    board.add(hers)
    board.add(his)
    board.hear(1, [{"member": 2, "rights": True}])
    assert hers.dismissed
    assert not his.dismissed
    board.hear(1, [{"rights": True}])
    assert his.dismissed


def test_a_hint_about_the_project_makes_pages_look_at_their_lists() -> None:
    board = Switchboard()
    plug = Plug(manager(2))
    board.add(plug)
    board.hear(1, [{"counts": True}])
    assert plug.outbox._take() == {"type": "changed", "chats": {}}


def test_presence_goes_to_those_who_watch() -> None:
    board = Switchboard()
    watching, away = Plug(manager(2)), Plug(manager(3))
    watching.watched = 7
    for plug in (watching, away):
        board.add(plug)
    board.hear_presence(1, {"chat": 7, "member": 9, "name": "Timur", "photo": ""})
    assert watching.outbox._take()["text"] == "Timur is viewing the chat"
    assert not away.outbox._due.is_set()


def test_losing_redis_is_told_once() -> None:
    board = Switchboard()
    board.live = True
    plug = Plug(manager(2))
    board.add(plug)
    board.set_live(False)
    assert plug.outbox._take() == {"type": "paused"}
    board.set_live(False)
    assert not plug.outbox._due.is_set()


def test_pages_are_told_of_channels_that_turn_red_or_green() -> None:
    board = Switchboard()
    mine, other = Plug(manager(2)), Plug(manager(3), project=2)
    board.add(mine)
    board.add(other)
    board.hear(1, [{"channels": True}])
    assert mine.outbox._take() == {"type": "channels"}
    assert not other.outbox._due.is_set()
