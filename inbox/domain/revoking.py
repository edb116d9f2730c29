"""Closing the link by which a client gets a large file (INB-11, ARCHITECTURE §10)."""

from django.utils.translation import gettext as _

from channels_hub.domain import links
from inbox import visibility
from inbox.domain.acting import acting, gone, may_see
from inbox.domain.refusals import Refused
from inbox.models import Dialog, Entry
from projects.domain.auditing import audited
from projects.models import Member


def revoke(member: Member, entry: int) -> Entry:
    """Close the links of a message: who has them finds nothing there from now on.

    Raises Refused: "right" (one who may not write in this chat), "state" (nothing is open any more), "gone".
    """
    chat = Entry.objects.filter(pk=entry).values_list("chat", flat=True).first()
    if chat is None:
        raise gone()
    with acting(member, chat) as held:
        may_see(held)
        row: Entry = Entry.objects.get(pk=entry)
        dialog = Dialog.objects.filter(pk=row.dialog).first()
        if dialog is not None and not visibility.sees_dialog(held.member, dialog):
            raise gone()
        if not visibility.may_revoke(held.member, visibility.acts(held.member, held.chat, held.participants)):
            raise Refused(_("Only who may write in this chat closes its links."), "right")
        if not links.revoke(entry, held.member):
            raise Refused(_("The link is closed already."), "state")
        row.rev = held.touch()
        row.save(update_fields=["rev"])
        audited("link.revoked", held.member.person, chat=chat, entry=entry)
        return row
