"""Who looks at which chat and who types, as the processes tell each other; every word of it fades by itself (INB-22)."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

LOOKS = 40.0
TYPES = 5.0
MODES = ("message", "note")


@dataclass
class Onlooker:
    """A colleague at a chat; times are of this process's monotonic clock."""

    member: int
    name: str
    photo: str
    until: float
    mode: str = ""
    types_until: float = 0.0


@dataclass
class Presence:
    """All onlookers this process knows, by (project, chat) and member."""

    clock: Callable[[], float] = time.monotonic
    _rooms: dict[tuple[int, int], dict[int, Onlooker]] = field(default_factory=dict)

    def hear(self, project: int, word: dict[str, Any]) -> int | None:
        """Take one word {"chat", "member", "name", "photo", "mode"?, "gone"?}; the chat if its picture changed."""
        chat, member = int(word["chat"]), int(word["member"])
        room = self._rooms.setdefault((project, chat), {})
        if word.get("gone"):
            known = room.pop(member, None)
            if not room:
                self._rooms.pop((project, chat), None)
            return chat if known else None
        tick = self.clock()
        known = room.get(member)
        mode = word.get("mode", "")
        if known is None:
            known = room[member] = Onlooker(member, str(word["name"]), str(word["photo"]), tick + LOOKS)
            changed = True
        else:
            changed = known.until <= tick
            known.until = tick + LOOKS
        if mode in MODES:
            changed |= known.types_until <= tick or known.mode != mode
            known.mode, known.types_until = mode, tick + TYPES
        elif mode == "stopped":
            changed |= known.types_until > tick
            known.types_until = 0.0
        return chat if changed else None

    def at(self, project: int, chat: int) -> list[Onlooker]:
        """Who is there now, those who type first."""
        tick = self.clock()
        room = self._rooms.get((project, chat), {})
        here = [each for each in room.values() if each.until > tick]
        return sorted(here, key=lambda each: (each.types_until <= tick, each.member))

    def types(self, onlooker: Onlooker) -> bool:
        """Is that colleague typing now?"""
        return onlooker.types_until > self.clock()

    def fade(self) -> list[tuple[int, int]]:
        """Forget what is over; the (project, chat) pairs whose picture changed by it."""
        tick, changed = self.clock(), []
        for key, room in list(self._rooms.items()):
            over = [each.member for each in room.values() if each.until <= tick]
            stopped = [each for each in room.values() if each.mode and each.types_until <= tick]
            for member in over:
                del room[member]
            for each in stopped:
                each.mode = ""
            if over or stopped:
                changed.append(key)
            if not room:
                del self._rooms[key]
        return changed
