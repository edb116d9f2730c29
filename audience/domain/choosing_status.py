"""A contact gets another status (CARD-2)."""

from django.db import transaction
from django.utils.translation import gettext as _

from audience import changes, guards
from audience.models import Contact, Status
from projects.domain.auditing import audited
from projects.domain.refusals import Refused
from projects.models import Member


def choose_status(member: Member, contact_id: int, status_id: int) -> Contact:
    """Set the contact's status; raises Refused without the right, DoesNotExist for what is not this project's."""
    with transaction.atomic():
        contact: Contact = Contact.objects.select_for_update(of=("self",)).get(pk=contact_id)
        if not guards.may_edit(member, contact.pk):
            raise Refused(_("You cannot change this card's status."), "right")
        status = Status.objects.get(pk=status_id)
        if contact.status_id != status.pk:
            contact.status = status
            contact.version += 1
            contact.save(update_fields=["status", "version"])
            audited("contact.status", member.person, contact=contact.pk, status=status.pk)
            changes.changed(contact.pk)
        return contact
