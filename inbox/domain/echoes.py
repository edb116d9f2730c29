"""Messages in the account's own name, as the messenger tells of them: ours are recognised, others' are shown as such."""

from collections.abc import Sequence

from channels_hub.domain import echoing
from channels_hub.enums import DeliveryState
from channels_hub.messengers.vocabulary import Echo, Inbound
from channels_hub.models import Channel
from channels_hub.receivers import Settled
from common import clock
from inbox.domain.ordering import moment
from inbox.domain.settling import settled
from inbox.models import Entry


def without_ours(channel: Channel, happenings: Sequence[Inbound]) -> list[Inbound]:
    """The happenings without echoes of our own messages; one of them settles a message that nobody knew to be sent.

    Call before chats are loaded: it writes entries. In the caller's transaction and scope.
    """
    echoes = [one for one in happenings if isinstance(one, Echo)]
    if not echoes:
        return list(happenings)
    ours = echoing.recognise(channel, echoes)
    later = echoing.later_parts(channel, {one.provider_id for one in echoes})
    news = echoing.take_up([(echoes[place], row) for place, row in ours.items()])
    if news:
        settled(
            [Settled(row.pk, row.chat, row.entry, DeliveryState.SENT.value, row.provider_id) for row in news]
        )
    for place, row in ours.items():
        if row.part == 0:  # the provider's clock is the one that its states of messages go by
            at = moment(echoes[place].at, clock.now())
            Entry.objects.filter(pk=row.entry, at__gt=at).update(at=at)
    known = {id(echoes[place]) for place in ours}
    return [
        one
        for one in happenings
        if not (isinstance(one, Echo) and (id(one) in known or one.provider_id in later))
    ]
