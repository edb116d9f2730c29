"""The sockets of this process and what each is told: only of chats its member may see, before or after the change."""

from collections import OrderedDict, defaultdict
from collections.abc import Iterable
from typing import Any, Protocol

from inbox.relay.entering import Entrance
from inbox.relay.outbox import Outbox
from inbox.relay.presence import Presence
from inbox.relay.wording import frame

REMEMBERED = 20_000
ROUTING = ("state", "group", "responsible", "participants")
Hint = dict[str, Any]


class Socket(Protocol):
    """What the switchboard needs of a consumer."""

    entrance: Entrance
    outbox: Outbox
    watched: int | None

    def dismiss(self) -> None:
        """Close: rights or membership changed."""


class Switchboard:
    def __init__(self) -> None:
        self.presence = Presence()
        self.live = False
        self.rights_changes = 0
        self._sockets: dict[int, set[Socket]] = defaultdict(set)
        self._known: OrderedDict[tuple[int, int], Hint] = OrderedDict()

    def add(self, socket: Socket) -> None:
        """The socket is open and authorised."""
        self._sockets[socket.entrance.project].add(socket)

    def remove(self, socket: Socket) -> None:
        """The socket is gone."""
        project = socket.entrance.project
        self._sockets[project].discard(socket)
        if not self._sockets[project]:
            del self._sockets[project]

    def sockets(self, project: int | None = None) -> list[Socket]:
        """The open ones, of one project or of all."""
        if project is not None:
            return list(self._sockets.get(project, ()))
        return [socket for listed in self._sockets.values() for socket in listed]

    def hear(self, project: int, hints: Iterable[Hint]) -> None:
        """One publish of common.live."""
        for hint in hints:
            if hint.get("rights"):
                self._rights(project, hint.get("member"))
            elif hint.get(
                "look"
            ):  # name, logo or colour of the project changed: every page dresses anew (PRJ-3)
                for socket in self.sockets(project):
                    socket.outbox.put({"type": "look", "look": int(hint["look"])})
            elif hint.get("channels"):  # one was connected, turned red or green
                for socket in self.sockets(project):
                    socket.outbox.put({"type": "channels"})
            elif (chat := hint.get("chat")) is not None:
                self._chat(project, int(chat), hint)
            else:
                for socket in self.sockets(project):
                    socket.outbox.counts()

    def _rights(self, project: int, member: int | None) -> None:
        self.rights_changes += 1  # one who is entering right now looks again
        for socket in self.sockets(project):
            if member is None or socket.entrance.member == member:
                socket.dismiss()

    def _chat(self, project: int, chat: int, hint: Hint) -> None:
        before = [hint["was"]] if hint.get("was") else []
        if (known := self._known.pop((project, chat), None)) is not None:
            before.append(known)
        if "state" not in hint:
            if not before:
                return  # nothing tells who may know of it; pages look again by themselves
            hint = {**before[-1], **hint}
        self._known[project, chat] = {name: hint.get(name) for name in ROUTING}
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        for socket in self._sockets.get(project, ()):
            sees = socket.entrance.snapshot.sees
            if sees(hint):
                socket.outbox.changed(chat, int(hint.get("rev") or 0))
            elif any(sees(facts) for facts in before):
                socket.outbox.changed(chat, 0)
                if socket.watched == chat:
                    socket.watched = None

    def hear_presence(self, project: int, word: dict[str, Any]) -> None:
        """One word about who looks or types."""
        chat = self.presence.hear(project, word)
        if chat is not None:
            self.show_presence(project, chat)

    def show_presence(self, project: int, chat: int, only: Socket | None = None) -> None:
        """Tell those who watch the chat who is there."""
        here = self.presence.at(project, chat)
        typing = {each.member for each in here if self.presence.types(each)}
        for socket in [only] if only else self.sockets(project):
            if socket.watched == chat:
                socket.outbox.put(frame(chat, here, typing, socket.entrance.member, socket.entrance.language))

    def fade(self) -> None:
        """Called every second: take away what is over."""
        for project, chat in self.presence.fade():
            self.show_presence(project, chat)

    def set_live(self, live: bool) -> None:
        """Redis is heard, or not: pages show a banner and look by themselves meanwhile."""
        if live == self.live:
            return
        self.live = live
        for socket in self.sockets():
            socket.outbox.put({"type": "resumed" if live else "paused"})
