"""Addresses by which clients get what their messenger does not carry (ARCHITECTURE §10): random, 90 days, revocable."""

import datetime
import secrets

from channels_hub.models import ClientLink, MediaFile
from common import clock
from projects.models import Member

LIFE = datetime.timedelta(days=90)


def issue(file: MediaFile, chat: int, entry: int) -> ClientLink:
    """A new link to a stored file for the client of a chat; in the caller's transaction and scope."""
    now = clock.now()
    link: ClientLink = ClientLink.objects.create(
        project_id=file.project_id,
        file=file,
        token=secrets.token_urlsafe(32),
        chat=chat,
        entry=entry,
        until=now + LIFE,
        created_at=now,
    )
    return link


def revoke(entry: int, by: Member) -> int:
    """Close the links of an entry that are still open; who may do so is asked above. In the caller's transaction and scope.

    Returns how many: 0 when somebody was first, or they have run out.
    """
    now = clock.now()
    open_ones = ClientLink.objects.filter(entry=entry, revoked_at=None, until__gt=now)
    return int(open_ones.update(revoked_at=now, revoked_by=by))
