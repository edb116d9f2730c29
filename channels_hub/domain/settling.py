"""Writing down how calls ended (ARCHITECTURE §4, row settle), and telling the floor above in the same transaction."""

import logging
from collections.abc import Iterable, Sequence
from datetime import timedelta
from functools import partial
from itertools import groupby

from django.db import DatabaseError, connection, transaction

from channels_hub.domain import sending
from channels_hub.domain.healing import redden
from channels_hub.enums import DeliveryState
from channels_hub.messengers import messenger
from channels_hub.models import Channel
from channels_hub.queries import deliveries
from channels_hub.queries.deliveries import Lost, Outcome
from channels_hub.receivers import Settled, receiver
from common import clock, tally, wakes
from common.database import is_passing
from projects.scope import everywhere, project_scope

log = logging.getLogger(__name__)
WORTH_TELLING = 5.0


def settle(outcomes: Sequence[Outcome]) -> None:
    """Write all outcomes in one transaction; when that fails for one of them, each by itself.

    An outcome counts while its attempt is open: the call's own, or one given up as uncertain whose answer came late.
    Raises database errors that pass (nothing is written then; come again).
    """
    try:
        with transaction.atomic():
            _write(outcomes)
        return
    except Exception as error:
        if is_passing(error):
            raise
        log.warning("%d outcomes are settled one by one: %s", len(outcomes), type(error).__name__)
    for outcome in outcomes:
        _alone(outcome)


def _alone(outcome: Outcome) -> None:
    try:
        with transaction.atomic():
            _write([outcome])
    except Exception as error:
        if is_passing(error):
            raise
        # The floor above could not take it; what happened at the provider is kept all the same.
        log.exception("delivery %s: its outcome was not taken up", outcome.delivery)
        try:
            with (
                transaction.atomic(),
                everywhere("settle: an outcome nobody took up"),
                connection.cursor() as cursor,
            ):
                deliveries.settle(cursor, [outcome], clock.now())
        except DatabaseError:
            log.exception("delivery %s: its outcome is lost", outcome.delivery)


def _write(outcomes: Sequence[Outcome]) -> None:
    """In one transaction: deliveries, then the floor above, project after project, then the channels."""
    with everywhere("settle: outcomes of many channels"), connection.cursor() as cursor:
        written = deliveries.settle(cursor, outcomes, clock.now())
    taken = sorted(
        (one for one in outcomes if one.delivery in written), key=lambda one: (one.project, one.channel)
    )
    for project, group in groupby(taken, key=lambda one: one.project):
        with project_scope(project):
            _tell(list(group))


def _tell(outcomes: list[Outcome]) -> None:
    channels = {row.pk: row for row in Channel.objects.filter(pk__in={one.channel for one in outcomes})}
    for purpose in sorted({channel.purpose for channel in channels.values()}):
        told = [
            _settled(one)
            for one in outcomes
            if channels[one.channel].purpose == purpose
            and not (one.code == "throttled" and one.silence < WORTH_TELLING)
        ]
        if told:
            receiver(purpose).settled(told)
    for channel, silence in _silences(outcomes).items():
        _silence(channels[channel], silence)
    for one in outcomes:
        if one.red:
            redden(channels[one.channel], one.red, one.text)
    ends = [(channels[one.channel].kind, _word(one)) for one in outcomes]
    transaction.on_commit(partial(_count, ends))


def _word(one: Outcome) -> str:
    """The outcome as `/metrics` names it."""
    if one.state == DeliveryState.QUEUED:
        return "throttled" if one.code == "throttled" else "again"
    return one.state


def _count(ends: list[tuple[str, str]]) -> None:
    for kind, word in ends:
        tally.count("deliveries_settled", kind, word)


def _settled(one: Outcome) -> Settled:
    return Settled(one.delivery, one.chat, one.entry, one.state, one.provider_id, one.at, one.code, one.text)


def _silences(outcomes: Iterable[Outcome]) -> dict[int, float]:
    longest: dict[int, float] = {}
    for one in outcomes:
        if one.silence:
            longest[one.channel] = max(one.silence, longest.get(one.channel, 0.0))
    return longest


def _silence(channel: Channel, seconds: float) -> None:
    """The provider's own retry-after: silent for this channel alone."""
    until = clock.now() + timedelta(seconds=seconds)
    Channel.objects.filter(pk=channel.pk).exclude(blocked_until__gte=until).update(blocked_until=until)


def give_up_lost() -> int:
    """Calls whose process never told how they ended become uncertain, or are queued again where the provider dedupes.

    Returns how many. Run by the lanes' sweep and by beat.
    """
    now = clock.now()
    with everywhere("sweep: calls that nobody finished"), connection.cursor() as cursor:
        freed = deliveries.free_expired(cursor)
        lost = deliveries.lost(cursor, now)
    for _, channel in freed:
        wakes.wake(wakes.WAY_OUT, channel)
    if lost:
        settle([_lost(one) for one in lost])
    return len(lost)


def _lost(one: Lost) -> Outcome:
    again = sending.may_repeat(messenger(one.kind).TRAITS, one.age)
    state = DeliveryState.QUEUED if again else DeliveryState.UNCERTAIN
    return Outcome(
        one.id,
        one.project,
        one.channel,
        one.chat,
        one.entry,
        one.attempt,
        state.value,
        code="lost",
        tried=1,
        doubt=again,
    )
