"""A card's field is edited (CARD-5, CARD-9)."""

from django.db import transaction
from django.utils.translation import gettext as _

from audience import changes, guards
from audience.models import Contact
from audience.queries.cards import DATA
from audience.values import clean
from common.text import search_key
from projects.domain.auditing import audited
from projects.domain.refusals import Refused
from projects.enums import Right
from projects.models import Member

SEARCHED = ("first_name", "last_name", "phone", "email", "about")


class Overtaken(Exception):
    """Somebody else changed the same field meanwhile; `theirs` is what stands there now."""

    def __init__(self, theirs: str) -> None:
        super().__init__("field changed meanwhile")
        self.theirs = theirs


def search_text(contact: Contact) -> str:
    """What plain search looks in: name, surname, phone, email, the note."""
    return search_key(" ".join(str(getattr(contact, name)) for name in SEARCHED if getattr(contact, name)))


def _region(member: Member) -> str:
    """Numbers without a country code belong to the project's country; by its time zone so far."""
    zone = member.project.time_zone
    return {"Europe/Kiev": "UA", "Europe/Kyiv": "UA", "Europe/Minsk": "BY", "Asia/Almaty": "KZ"}.get(
        zone, "RU"
    )


def edit(member: Member, contact_id: int, field: str, text: str, was: str | None) -> Contact:
    """Write `text` into one field of the card.

    `was` is the value the editor saw (None skips the comparison). Raises Refused without the right, Unfit for a value
    that cannot stand there, Overtaken when the field holds neither `was` nor the new value, Contact.DoesNotExist.
    """
    with transaction.atomic():
        contact: Contact = Contact.objects.select_for_update(of=("self",)).get(pk=contact_id)
        if not guards.may_edit(member, contact.pk):
            raise Refused(
                _("You cannot edit this card: the chat is somebody else's now, or the right is off."), "right"
            )
        if field in DATA and not member.may(Right.CONTACTS_SEE):
            # Whoever may not see a value may not write over it either: a conflict would tell what stands there.
            raise Refused(
                _("Contact data is hidden from you. Owner and administrators can open it."), "right"
            )
        value = clean(field, text, _region(member))
        stands = str(getattr(contact, field))
        if value == stands:
            return contact
        if was is not None and was != stands:
            raise Overtaken(stands)
        setattr(contact, field, value)
        contact.version += 1
        if field in ("first_name", "last_name"):
            contact.name_edited = True
        contact.search = search_text(contact)
        contact.save(update_fields=[field, "version", "name_edited", "search"])
        audited("contact.edited", member.person, contact=contact.pk, field=field)
        changes.changed(contact.pk)
        return contact
