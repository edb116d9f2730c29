""" "Send again" of a failed or perhaps delivered message (INB-12)."""

from django.db import transaction
from django.utils.translation import gettext as _

from channels_hub.domain import queueing
from channels_hub.queries import links
from inbox.domain.acting import acting, gone
from inbox.domain.posting import may_write
from inbox.domain.previews import retouch
from inbox.domain.refusals import Refused
from inbox.enums import DialogState, MessageState
from inbox.models import Entry
from projects.domain.auditing import audited
from projects.models import Member

STUCK = (MessageState.FAILED, MessageState.UNCERTAIN)


def again(member: Member, entry: int) -> Entry:
    """Queue a message's failed or uncertain calls once more; a person decides, never we.

    Raises Refused: "state" (nothing to send again), "done" (the dialog is closed: write anew), "link" (the link it carries
    opens nothing any more), and what posting refuses
    ("others", "right", "channel", "blocked", "window", "gone").
    """
    chat = Entry.objects.filter(pk=entry).values_list("chat", flat=True).first()
    if chat is None:
        raise gone()
    with transaction.atomic():
        count = queueing.again(entry)  # deliveries are locked before the chat, as when calls settle
        with acting(member, chat) as held:
            queueing.tag(entry, may_write(held).window.tag)
            row: Entry = Entry.objects.get(pk=entry)
            if held.chat.state == DialogState.DONE:
                raise Refused(_("The dialog is closed. Write a new message instead."), "done")
            if not count or row.state not in STUCK:
                raise Refused(_("There is nothing to send again."), "state")
            if row.content.get("linked") and links.is_closed(entry):
                raise Refused(_("The link in this message is closed. Send the file once more."), "link")
            row.state, row.error_code, row.error_text, row.rev = MessageState.QUEUED, "", "", held.touch()
            row.save(update_fields=["state", "error_code", "error_text", "rev"])
            retouch(held.chat, row)
            audited("message.resent", held.member.person, chat=chat, entry=entry)
            return row
