"""Tags on a card, made on the fly (CARD-3)."""

from django.db import transaction
from django.utils.translation import gettext as _

from audience import changes, guards
from audience.models import Contact, ContactTag, Tag
from common.presenting.people import hue
from common.text import storable
from projects.domain.auditing import audited
from projects.domain.refusals import Refused
from projects.models import Member

LONGEST = 60


def named(project_id: int, name: str) -> Tag:
    """The project's tag of that name in any case; made when missing.

    Raises Refused for an empty name or one over 60 characters.
    """
    name = " ".join(storable(name).split())
    if not name or len(name) > LONGEST:
        raise Refused(_("A tag has 1 to %(n)d characters.") % {"n": LONGEST}, "name")
    found = Tag.objects.filter(name__iexact=name).first()
    if found is None:
        Tag.objects.bulk_create([Tag(project_id=project_id, name=name, hue=hue(name))], ignore_conflicts=True)
        found = Tag.objects.get(name__iexact=name)
    return found


def add_tag(member: Member, contact_id: int, name: str) -> Tag:
    """Put the tag on the card; a second time changes nothing. Raises Refused, Contact.DoesNotExist."""
    with transaction.atomic():
        contact = _editable(member, contact_id)
        tag = named(contact.project_id, name)
        ContactTag.objects.bulk_create(
            [ContactTag(project_id=contact.project_id, contact=contact, tag=tag)], ignore_conflicts=True
        )
        audited("contact.tagged", member.person, contact=contact.pk, tag=tag.pk)
        changes.changed(contact.pk)
        return tag


def remove_tag(member: Member, contact_id: int, tag_id: int) -> None:
    """Take the tag off the card. Raises Refused, Contact.DoesNotExist."""
    with transaction.atomic():
        contact = _editable(member, contact_id)
        ContactTag.objects.filter(contact=contact, tag_id=tag_id).delete()
        audited("contact.untagged", member.person, contact=contact.pk, tag=tag_id)
        changes.changed(contact.pk)


def _editable(member: Member, contact_id: int) -> Contact:
    contact: Contact = Contact.objects.select_for_update(of=("self",)).get(pk=contact_id)
    if not guards.may_edit(member, contact.pk):
        raise Refused(_("You cannot change this card's tags."), "right")
    return contact
