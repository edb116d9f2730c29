"""What stands under the timeline: the take bar, the composer, or only notes and why (DESIGN §4)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from common import clock
from inbox.enums import ChatAct, DialogState
from inbox.queries.chat_page import ChatHead
from inbox.queries.faces import Face
from inbox.showing import windows


@dataclass(frozen=True)
class Foot:
    """`look` take, taken, write or note; `title` and `words` of a bar; `shut` says why the client cannot be written to.

    `standing` changes when the page must draw the foot anew; while it is the same, what is being typed is not touched.
    """

    look: str
    title: str = ""
    words: str = ""
    face: Face | None = None
    shut: str = ""
    take_over: bool = False
    window: windows.Shown | None = None

    @property
    def standing(self) -> str:
        window = self.window and f"{self.window.state}{self.window.until:%s}"
        return f"{self.look}|{self.title}|{self.words}|{self.shut}|{self.take_over}|{window or ''}"

    @property
    def composer(self) -> bool:
        """Does the composer stand open at once?"""
        return self.look in ("write", "note")


def foot(head: ChatHead, taken_by: Face | None = None) -> Foot:
    """The foot for this reader; `taken_by` is who was faster at taking it just now."""
    if taken_by is not None:
        return Foot(
            "taken",
            title=_taken(taken_by),
            words=_("You can read it and leave notes"),
            face=taken_by,
        )
    if head.state == DialogState.NEW:
        return _new(head)
    if head.writing.open:
        return Foot("write", window=windows.shown(head.writing.window, clock.now()))
    reason = head.writing.reason
    over = ChatAct.TAKE_OVER in head.acts
    return Foot("note", shut=reason, take_over=over)


def _new(head: ChatHead) -> Foot:
    if ChatAct.TAKE not in head.acts:
        return Foot("note", shut=head.writing.reason or _("Nobody has taken this chat yet"))
    if head.previous is None:
        return Foot(
            "take", title=_("Nobody has taken this chat yet"), words=_("Take it to answer the client")
        )
    if head.previous.me:
        return Foot("take", title=_("You talked to this client before"), words=_("Take the chat to go on"))
    facts = {"name": head.previous.short}
    return Foot(
        "take",
        title=_before(head.previous),
        words=_("If you take the chat, %(name)s stays a participant") % facts,
        face=head.previous,
    )


def _taken(by: Face) -> str:
    # Languages that mark gender in the past tense have a form for each, and one for who did not say.
    pattern = {
        "f": pgettext("feminine", "The chat is taken by %(name)s"),
        "m": pgettext("masculine", "The chat is taken by %(name)s"),
    }.get(by.gender, pgettext("unknown", "The chat is taken by %(name)s"))
    return pattern % {"name": by.short}


def _before(who: Face) -> str:
    pattern = {
        "f": pgettext("feminine", "%(name)s talked to this client before"),
        "m": pgettext("masculine", "%(name)s talked to this client before"),
    }.get(who.gender, pgettext("unknown", "%(name)s talked to this client before"))
    return pattern % {"name": who.short}
