"""People's names that a messenger tells when it is asked, not with their messages (CARD-1)."""

from collections.abc import Sequence

from audience import changes
from audience.domain import identifying
from channels_hub.messengers.vocabulary import Profile
from channels_hub.models import Channel


def named(channel: Channel, profiles: Sequence[Profile]) -> None:
    """Take over the names of people we know; pages look again. In the caller's transaction and the project's scope."""
    told = {profile.external_id: profile for profile in profiles}
    identities = identifying.known(channel, told)
    before = {peer: (row.first_name, row.last_name, row.username) for peer, row in identities.items()}
    identifying.refresh(identities, told, ())
    for peer, row in identities.items():
        if (row.first_name, row.last_name, row.username) != before[peer]:
            changes.changed(row.contact_id)
