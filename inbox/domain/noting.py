"""Notes of the team (INB-13): never sent to the client."""

import uuid

from django.utils.translation import gettext as _

from common.text import storable
from inbox.domain.acting import acting, may_see
from inbox.domain.intents import intended, key
from inbox.domain.refusals import Refused
from inbox.enums import EntryKind
from inbox.models import Entry
from projects.models import Member

LONGEST = 4000


def note(member: Member, chat: int, text: str, intent: uuid.UUID | str = "") -> Entry:
    """Leave a note; anybody who sees the chat may. The same `intent` twice gives the same note.

    Raises Refused: "empty", "long", "gone".
    """
    text = storable(text).strip()
    if not text:
        raise Refused(_("Write something first."), "empty")
    if len(text) > LONGEST:
        raise Refused(_("A note has at most %(n)d characters.") % {"n": LONGEST}, "long")
    name = key("note", intent)
    with acting(member, chat) as held:
        may_see(held)
        return intended(held, name) or held.add(
            Entry(
                kind=EntryKind.NOTE,
                author=held.member,
                author_name=held.member.person.name,
                text=text,
                intent=name,
            )
        )
