"""Who is writing: identities and contacts of a channel's people, by set (CARD-1; ARCHITECTURE §3, receive)."""

import datetime
from collections.abc import Iterable, Mapping

from audience.domain.editing import search_text
from audience.domain.naming import follow, rename
from audience.enums import StatusKey
from audience.models import Contact, Identity, Status
from channels_hub.messengers.vocabulary import Profile
from channels_hub.models import Channel
from common import clock

PORTRAIT_EVERY = datetime.timedelta(days=1)


def known(channel: Channel, peers: Iterable[str]) -> dict[str, Identity]:
    """Identities of the channel by the provider's id, of those whom we know; one query."""
    rows = Identity.objects.filter(channel=channel, external_id__in=set(peers))
    return {row.external_id: row for row in rows}


def identify(channel: Channel, profiles: Mapping[str, Profile]) -> dict[str, Identity]:
    """Find or make an identity, and with it a contact, for each peer of one channel; in the caller's transaction.

    The unique constraint decides when another transaction makes the same one: its contact is used, ours is taken back.
    """
    found = known(channel, profiles)
    strangers = {peer: profile for peer, profile in profiles.items() if peer not in found}
    if not strangers:
        return found
    now = clock.now()
    status = first_status()
    made = []
    for peer, profile in strangers.items():
        identity = Identity(project_id=channel.project_id, channel=channel, external_id=peer, created_at=now)
        contact = Contact(project_id=channel.project_id, status=status, created_at=now, last_at=now)
        rename(identity, profile)
        follow(contact, identity)
        contact.search = search_text(contact)
        made.append((identity, contact))
    contacts = Contact.objects.bulk_create([contact for _, contact in made])
    for (identity, _), contact in zip(made, contacts, strict=True):
        identity.contact = contact
    Identity.objects.bulk_create([identity for identity, _ in made], ignore_conflicts=True)
    found.update(known(channel, strangers))
    used = {identity.contact_id for identity in found.values()}
    lost = [contact.pk for contact in contacts if contact.pk not in used]
    if lost:
        Contact.objects.filter(pk__in=lost).delete()
    return found


def first_status() -> Status:
    """«Обратился», the status of a new contact; the first of all in a project that has none of that key."""
    rows = Status.objects.order_by("position")
    status: Status | None = rows.filter(key=StatusKey.ENQUIRED).first() or rows.first()
    if status is None:
        raise LookupError("the project has no statuses")
    return status


def refresh(
    identities: Mapping[str, Identity], profiles: Mapping[str, Profile], wrote: Iterable[str]
) -> list[Identity]:
    """Bring names up to date and move forward `last_at` of those who acted; locks the contacts in order of id.

    `profiles` and `wrote` are by peer. Call before chats are locked: contacts come first in the order of locks. Returns
    the identities whose portrait is to be fetched anew (at most daily).
    """
    now = clock.now()
    renamed = {
        peer: row for peer, row in identities.items() if peer in profiles and rename(row, profiles[peer])
    }
    acted = {identities[peer].contact_id for peer in wrote if peer in identities}
    touched = acted | {identity.contact_id for identity in renamed.values()}
    locked = (
        Contact.objects.filter(pk__in=touched).order_by("pk").select_for_update(no_key=True, of=("self",))
    )
    contacts = {row.pk: row for row in locked}
    changed = []
    for identity in renamed.values():
        contact = contacts[identity.contact_id]
        if follow(contact, identity):
            contact.search = search_text(contact)
            changed.append(contact)
    if renamed:
        Identity.objects.bulk_update(renamed.values(), ["first_name", "last_name", "username", "language"])
    if changed:
        Contact.objects.bulk_update(changed, ["first_name", "last_name", "search"])
    Contact.objects.filter(pk__in=acted).update(last_at=now)
    due = [
        row
        for peer, row in identities.items()
        if peer in profiles and (row.profile_at is None or now - row.profile_at >= PORTRAIT_EVERY)
    ]
    if due:
        Identity.objects.filter(pk__in=[row.pk for row in due]).update(profile_at=now)
    return due
