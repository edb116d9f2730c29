"""May this member see this file? The floor that knows chats answers (wepster.wiring); until it is asked, nobody may."""

from collections.abc import Callable
from typing import Any

_guards: list[Callable[[Any, Any], bool]] = []


def register(may_see: Callable[[Any, Any], bool]) -> None:
    """`may_see(member, file)`, called in the project's scope."""
    _guards[:] = [may_see]


def allows(member: Any, file: Any) -> bool:
    """The registered answer; no when nobody registered."""
    return bool(_guards) and bool(_guards[0](member, file))
