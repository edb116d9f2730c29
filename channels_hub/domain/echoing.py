"""Our own messages as the provider tells of them (ARCHITECTURE §4, settle): an echo proves that a call was taken."""

from collections.abc import Collection, Iterable, Sequence

from channels_hub.enums import DeliveryState
from channels_hub.messengers.vocabulary import Echo
from channels_hub.models import Channel, Delivery
from common import clock

# Providers carry a number of 31 bits as a mark, ours grow on: the mark may mean any of these.
BITS, ROUNDS = 31, 16
# What an answer of the provider would still settle, and what was given up.
OPEN = (DeliveryState.CALLING, DeliveryState.UNCERTAIN, DeliveryState.QUEUED, DeliveryState.FAILED)


def recognise(channel: Channel, echoes: Sequence[Echo]) -> dict[int, Delivery]:
    """Which of these echoes, by their place, are of our deliveries: by the mark that we sent along, in the same chat of the same client.

    A mark is believed of a delivery that was called and has no other id at the provider: other programs number theirs too.
    In the caller's transaction and scope; the deliveries are locked.
    """
    marked = {
        place: _meant(echo.mark)
        for place, echo in enumerate(echoes)
        if echo.mark.isascii() and echo.mark.isdecimal()
    }
    wanted = {key for keys in marked.values() for key in keys}
    if not wanted:
        return {}
    rows = Delivery.objects.select_for_update(of=("self",)).filter(
        channel=channel, pk__in=wanted, first_tried_at__isnull=False
    )
    found = {row.pk: row for row in rows.order_by("id")}
    ours: dict[int, Delivery] = {}
    for place, keys in marked.items():
        echo = echoes[place]
        for key in keys:
            row = found.get(key)
            if row and row.peer == echo.peer and row.provider_id in ("", echo.provider_id):
                ours[place] = row
    return ours


def take_up(ours: Iterable[tuple[Echo, Delivery]]) -> list[Delivery]:
    """Mark as sent what nobody knew to be sent; returns those. In the caller's transaction and scope."""
    news = []
    for echo, row in ours:
        if row.state not in OPEN:
            continue
        row.state, row.provider_id, row.doubt = DeliveryState.SENT, echo.provider_id[:128], False
        row.error_code = row.error_text = ""
        row.lease_until, row.settled_at = None, clock.now()
        news.append(row)
    fields = ["state", "provider_id", "doubt", "error_code", "error_text", "lease_until", "settled_at"]
    if news:
        Delivery.objects.bulk_update(news, fields)
    return news


def later_parts(channel: Channel, provider_ids: Collection[str]) -> dict[str, Delivery]:
    """Deliveries that are not the first call of their entry, by the provider's id."""
    if not provider_ids:
        return {}
    rows = Delivery.objects.filter(channel=channel, part__gt=0, provider_id__in=provider_ids)
    return {row.provider_id: row for row in rows.exclude(provider_id="")}


def _meant(mark: str) -> list[int]:
    number = int(mark[:19])
    return [number] if number >> BITS else [number + (round_ << BITS) for round_ in range(ROUNDS)]
