"""Who may see whose face."""

from accounts.models import Membership, Person


def photo_seen_by(reader: Person, name: str) -> bool:
    """Is `name` the photo of the reader or of somebody who belongs to an account with the reader?"""
    owner = Person.objects.filter(photo=name).values_list("pk", flat=True).first()
    if owner is None:
        return False
    shared = Membership.objects.filter(person=owner, account__memberships__person=reader)
    return owner == reader.pk or shared.exists()
