"""The contact card as a member may see it: contact data is masked here, so every way out gives the same bytes (ARCHITECTURE §7.3)."""

from dataclasses import dataclass, field

from django.urls import reverse

from audience import guards
from audience.enums import Sex
from audience.models import Contact, ContactTag, Identity, Status, Tag
from audience.values import shown_phone
from channels_hub.queries import files
from projects.enums import Right
from projects.models import Member


@dataclass(frozen=True)
class Row:
    """One line of the card: `value` is what is stored ("" when masked), `shown` what is read."""

    field: str
    value: str
    shown: str
    masked: bool = False


@dataclass(frozen=True)
class Messenger:
    """Where the contact writes from."""

    kind: str
    channel: str
    username: str
    blocked: bool


@dataclass(frozen=True)
class Card:
    contact: Contact
    name: str
    photo: str
    rows: list[Row]
    about: str
    about_row: Row
    status: Status
    statuses: list[Status]
    place: int
    tags: list[Tag]
    messengers: list[Messenger]
    editable: bool
    masked: bool
    links: dict[str, str] = field(default_factory=dict)


FIELDS = ("first_name", "last_name", "phone", "email", "sex", "country", "city", "address")
DATA = {"phone", "email", "address"}


def mask(name: str, value: str) -> str:
    """A value without the right to see contact data: enough to tell two apart, not enough to use."""
    if not value:
        return ""
    if name == "email":
        return f"{value[0]}•••@•••"
    return f"••• {value[-2:]}" if name == "phone" else "•••"


def row(member: Member, contact: Contact, name: str) -> Row:
    """One field of the card for this member."""
    value = str(getattr(contact, name))
    if name in DATA and not member.may(Right.CONTACTS_SEE):
        return Row(name, "", mask(name, value), masked=True)
    shown = value
    if name == "phone" and value:
        shown = shown_phone(value)
    elif name == "sex":
        shown = str(Sex(value).label) if value else ""
    return Row(name, value, shown)


def card(member: Member, contact_id: int) -> Card:
    """Everything the card's first part shows, in a fixed number of queries.

    Raises Contact.DoesNotExist for another project's contact, and for one the member may not see.
    """
    contact: Contact = Contact.objects.select_related("photo").get(pk=contact_id)
    if contact.merged_into_id is not None:
        contact = Contact.objects.select_related("photo").get(pk=contact.merged_into_id)
    if not guards.may_see(member, contact.pk):
        raise Contact.DoesNotExist
    identities = list(
        Identity.objects.filter(contact=contact).select_related("channel", "photo").order_by("id")[:20]
    )
    statuses = list(Status.objects.order_by("position", "id"))
    status = next(item for item in statuses if item.pk == contact.status_id)
    tags = [
        item.tag
        for item in ContactTag.objects.filter(contact=contact).select_related("tag").order_by("at", "id")
    ]
    photo = contact.photo or next((item.photo for item in identities if item.photo_id), None)
    seen = member.may(Right.CONTACTS_SEE)
    return Card(
        contact=contact,
        name=contact.name,
        photo=files.staff_link(member, photo) if photo is not None else "",
        rows=[row(member, contact, name) for name in FIELDS],
        about=contact.about,
        about_row=Row("about", contact.about, contact.about),
        status=status,
        statuses=statuses,
        place=statuses.index(status) + 1,
        tags=tags,
        messengers=[
            Messenger(
                item.channel.kind,
                item.channel.name,
                item.username if seen else "",
                item.blocked_at is not None,
            )
            for item in identities
        ],
        editable=guards.may_edit(member, contact.pk),
        masked=not seen,
        links={"card": reverse("audience:card", args=[member.project_id, contact.pk])},
    )


def all_tags(limit: int = 500) -> list[Tag]:
    """The project's tags by name, for suggestions."""
    return list(Tag.objects.order_by("name")[:limit])
