"""A batch of one channel's happenings becomes entries (ARCHITECTURE §3): one transaction, everything by set.

identity → contact → chat → dialog → entry → counts; then facts and hints, which leave on commit.
"""

from collections.abc import Sequence

from audience.domain import identifying
from audience.models import Identity
from channels_hub.domain import fetching
from channels_hub.messengers.vocabulary import (
    Deletion,
    Echo,
    Edit,
    Inbound,
    Message,
    Opening,
    Press,
    Profile,
    Start,
    Status,
)
from channels_hub.models import Channel
from channels_hub.receivers import Received
from common import clock
from inbox.domain import echoes, openings, statuses
from inbox.domain.hearing import hear
from inbox.domain.threads import Batch, gather, write

OPENERS = (Message, Start, Edit)
NAMING = (*OPENERS, Press, Status, Echo, Deletion)


def receive(channel: Channel, received: Sequence[Received]) -> None:
    """Take a batch of one channel, oldest first, in the caller's transaction and the project's scope.

    Repeats add nothing (Entry is unique by chat and provider's id). What was sent in our own name elsewhere begins nothing. People who only blocked, pressed or read and are
    strangers to us leave nothing. Raises whatever the database raises; then nothing of the batch is written.
    """
    happenings = [item.inbound for item in received if isinstance(item.inbound, Inbound)]
    openings.remember(channel, [one for one in happenings if isinstance(one, Opening)])
    happenings = echoes.without_ours(channel, openings.consume(channel, happenings))
    openers: dict[str, Profile] = {}
    others: set[str] = set()
    for happening in happenings:
        if isinstance(happening, OPENERS):
            openers[happening.peer] = happening.profile
        else:
            others.add(happening.peer)
    identities, faceless = _people(channel, openers, others)
    named = {
        happening.provider_id
        for happening in happenings
        if isinstance(happening, NAMING) and happening.provider_id
    }
    threads = gather(Batch(channel, clock.now()), identities, openers.keys(), named)
    told = {one.provider_id for one in happenings if isinstance(one, Status) and one.provider_id}
    if told:
        statuses.know_calls(threads.values(), channel, told)
    for happening in happenings:
        thread = threads.get(happening.peer)
        if thread is not None:
            hear(happening, thread)
    write(threads.values())
    if faceless:
        fetching.want_avatars(channel, [identity.external_id for identity in faceless])
    if any(files for thread in threads.values() for _, _, files in thread.fresh):
        fetching.wake(channel.project_id)


def _people(
    channel: Channel, openers: dict[str, Profile], others: set[str]
) -> tuple[dict[str, Identity], list[Identity]]:
    """Who acts, and whose portrait is due."""
    identities = identifying.identify(channel, openers)
    strangers = others - identities.keys()
    if strangers:
        identities.update(identifying.known(channel, strangers))
    return identities, identifying.refresh(identities, openers, openers.keys())
