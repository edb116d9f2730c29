"""Whether the composer is open, and if not, why (INB-4, INB-5): pages show it, posting refuses by it."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from audience.models import Identity
from channels_hub.queries.reply_window import NONE, ReplyWindow, reply_window
from common import clock
from common.presenting import moments
from inbox.enums import ChatAct, DialogState
from inbox.models import Chat
from projects.enums import Right
from projects.models import Member


@dataclass(frozen=True)
class Writing:
    """Whether the composer is open; `reason` says in a sentence why not, `code` as posting's Refused."""

    open: bool
    code: str = ""
    reason: str = ""
    window: ReplyWindow = NONE


def writing(
    member: Member, chat: Chat, acts: frozenset[ChatAct], identity: Identity, leader: str = ""
) -> Writing:
    """May `member`, who has these `acts`, write to the client now? The chat comes with its channel loaded.

    `leader` is the responsible's name, looked up when it is not given.
    """
    if not acts:
        return Writing(False, "gone", _("This chat is not open to you any more."))
    if not member.may(Right.CHATS_WRITE):
        return Writing(False, "right", _("You do not have the right to write to clients."))
    if chat.state == DialogState.NEW:
        return Writing(False, "new", _("Take the chat to answer."))
    if ChatAct.WRITE not in acts:
        name = leader or (chat.responsible.person.name if chat.responsible else "")
        return Writing(False, "others", _("%(name)s leads this chat. You can leave a note.") % {"name": name})
    if not chat.channel.connected:
        return Writing(
            False, "channel", _("The channel is disconnected: what you write would not reach the client.")
        )
    if identity.blocked_at is not None:
        return Writing(False, "blocked", _("The client has blocked the bot: nothing can reach them now."))
    window = reply_window(chat.channel, chat.last_client_at, clock.now())
    if not window.allows:
        return Writing(False, "window", shut(window), window)
    return Writing(True, window=window)


def shut(window: ReplyWindow) -> str:
    """Why a closed window keeps the client from being written to (CHN-8)."""
    passed = moments.span(datetime.timedelta(hours=window.hours))
    return _("%(time)s have passed since the client wrote. You can write when the client writes again.") % {
        "time": passed
    }
