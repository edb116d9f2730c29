"""The photo from the messenger (CARD-1): fetched in the background, hung on the identity and its contact."""

from django.db.models import Q

from audience.models import Contact, Identity
from channels_hub.models import MediaFile


def hang(file: MediaFile) -> int | None:
    """Make a fetched portrait the photo of its identity (`ref["peer"]` in the file's channel) and of the contact.

    The same row carries a newer picture later. Returns the contact's id; None when there is no picture or nobody's.
    """
    peer = file.ref.get("peer")
    if not file.path or not peer:
        return None
    identity = Identity.objects.filter(channel=file.channel_id, external_id=str(peer)).first()
    if identity is None:
        return None
    if identity.photo_id != file.pk:
        messenger_s = Q(photo=None) | Q(photo__kind=file.kind)  # never over a picture that staff chose
        Contact.objects.filter(messenger_s, pk=identity.contact_id).update(photo=file)
        Identity.objects.filter(pk=identity.pk).update(photo=file)
    return identity.contact_id
