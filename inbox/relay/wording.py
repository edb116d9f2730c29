"""Presence in the reader's words: the one line above the composer."""

from collections.abc import Sequence
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.presenting.people import hue, initials
from inbox.relay.presence import Onlooker

FACES = 3


def frame(
    chat: int, here: Sequence[Onlooker], typing: set[int], reader: int, language: str
) -> dict[str, Any]:
    """The presence frame of a chat for one reader, who does not see themselves: {"text", "typing", "faces"}."""
    others = [each for each in here if each.member != reader]
    with translation.override(language):
        text = sentence(others, typing)
    faces = [
        {"name": each.name, "photo": each.photo, "initials": initials(each.name), "hue": hue(each.name)}
        for each in others[:FACES]
    ]
    return {
        "type": "presence",
        "chat": chat,
        "text": text,
        "typing": any(o.member in typing for o in others),
        "faces": faces,
    }


def sentence(others: Sequence[Onlooker], typing: set[int]) -> str:
    """ "Timur is viewing the chat and writing a note"; "" when nobody else is there."""
    if not others:
        return ""
    first = others[0]
    if first.member in typing:
        facts = {"name": first.name}
        if first.mode == "note":
            return _("%(name)s is viewing the chat and writing a note") % facts
        return _("%(name)s is writing to the client") % facts
    if len(others) == 1:
        return _("%(name)s is viewing the chat") % {"name": first.name}
    if len(others) == 2:
        return _("%(one)s and %(two)s are viewing the chat") % {"one": others[0].name, "two": others[1].name}
    rest = len(others) - 1
    return ngettext(
        "%(name)s and %(count)s more is viewing the chat",
        "%(name)s and %(count)s more are viewing the chat",
        rest,
    ) % {"name": first.name, "count": rest}
