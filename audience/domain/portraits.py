"""The photo from the messenger (CARD-1): fetched in the background, hung on the identity and its contact."""

from audience.models import Contact, Identity
from channels_hub.enums import FileState
from channels_hub.models import MediaFile


def hang(file: MediaFile, identity: int) -> bool:
    """Make a fetched avatar the photo of the identity and its contact; False when it is not ready or hangs already."""
    if file.state != FileState.READY:
        return False
    row = Identity.objects.filter(pk=identity).exclude(photo=file).values_list("contact", flat=True).first()
    if row is None:
        return False
    Contact.objects.filter(pk=row).update(photo=file)
    Identity.objects.filter(pk=identity).update(photo=file)
    return True
