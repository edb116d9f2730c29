"""Who may see and edit a card: rights here, dialogs by what the inbox registers (wepster/wiring.py).

The inbox knows which dialogs are open and who is in them; this floor does not, so it asks.
"""

from collections.abc import Callable
from dataclasses import dataclass

from projects.enums import Right
from projects.models import Member


@dataclass(frozen=True)
class Standing:
    """A member towards a contact's dialogs: `seen`: may see one of its chats; `active`: one is active now;
    `within`: the member is its responsible or a participant."""

    seen: bool = False
    active: bool = False
    within: bool = False


_standing: list[Callable[[Member, int], Standing]] = []


def register(standing: Callable[[Member, int], Standing]) -> None:
    """Give the question "how does this member stand to this contact's dialogs" to the inbox."""
    _standing[:] = [standing]


def standing(member: Member, contact: int) -> Standing:
    """The inbox's answer; nobody is in any dialog while no inbox is wired."""
    return _standing[0](member, contact) if _standing else Standing()


def may_see(member: Member, contact: int) -> bool:
    """The card is seen by the right to the audience, or with a chat one may see (INB-8)."""
    return member.may(Right.AUDIENCE_SEE) or standing(member, contact).seen


def may_edit(member: Member, contact: int) -> bool:
    """CARD-5: in an active dialog its responsible, participants and administrators; otherwise by the right."""
    if member.is_administrator:
        return True
    if not member.may(Right.CARDS_EDIT):
        return False
    place = standing(member, contact)
    return place.within if place.active else may_see(member, contact)
