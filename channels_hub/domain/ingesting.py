"""From stored receipts to the floor above (ARCHITECTURE §3, row ingest): one lane a channel, fifty receipts a transaction."""

import logging
import traceback
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from channels_hub.domain import healing
from channels_hub.enums import ReceiptState
from channels_hub.messengers import messenger
from channels_hub.messengers.vocabulary import Nothing
from channels_hub.models import Channel, Lane
from channels_hub.queries import receipts
from channels_hub.queries.receipts import Mark, Waiting
from channels_hub.receivers import Received, receiver
from common import wakes
from common.database import is_passing
from projects.scope import active_project, everywhere, project_scope

log = logging.getLogger(__name__)
BATCH = 50


def busy() -> list[tuple[int, int]]:
    """(project, channel) of all lanes with work."""
    with everywhere("sweep: lanes with waiting receipts"), connection.cursor() as cursor:
        return receipts.busy(cursor)


def project_of(channel: int) -> int | None:
    """The project of a channel, None when there is no such channel."""
    with everywhere("lane: whose channel is it"):
        return Channel.objects.values_list("project_id", flat=True).filter(pk=channel).first()


def ingest(project: int, channel: int, limit: int = BATCH) -> int:
    """Interpret the oldest waiting receipts of a channel in one transaction; returns how many (0: none, or another has the lane).

    A receipt that fails alone is marked broken and kept; the others go on. Raises database errors that
    pass (common.database.is_passing): nothing is written then and the batch is taken again.
    """
    with project_scope(project):
        with transaction.atomic():
            if not _hold(project, channel):
                return 0
            with connection.cursor() as cursor:
                waiting = receipts.waiting(cursor, project, channel, limit)
            if not waiting:
                return 0
            row = Channel.objects.get(pk=channel)
            marks = _interpret(row, waiting)
            moments = [one.received_at for one in waiting]
            with connection.cursor() as cursor:
                receipts.mark(cursor, project, marks, min(moments), max(moments))
        healing.saw_events(row)
    return len(waiting)


def _hold(project: int, channel: int) -> bool:
    """Lock the lane's row, making it when the channel has none yet; False when another process has it."""
    lane = Lane.objects.select_for_update(skip_locked=True).filter(pk=channel, project=project)
    if lane.exists():
        return True
    Lane.objects.bulk_create([Lane(channel_id=channel, project=project)], ignore_conflicts=True)
    return bool(lane.exists())


def _interpret(channel: Channel, waiting: Sequence[Waiting]) -> list[Mark]:
    """Parse all, hand all over together; when that fails, each by itself in a savepoint."""
    parse, receive = messenger(channel.kind).parse, receiver(channel.purpose).receive
    parsed: list[tuple[Waiting, list[Received]]] = []
    marks: list[Mark] = []
    for one in waiting:
        try:
            happenings = parse(one.body)
        except Exception as error:
            marks.append(Mark(one.id, ReceiptState.BROKEN, where(error)))
            continue
        known = [Received(one.id, what) for what in happenings if not isinstance(what, Nothing)]
        if known:
            parsed.append((one, known))
        else:
            names = ", ".join(what.what for what in happenings if isinstance(what, Nothing))
            marks.append(Mark(one.id, ReceiptState.UNKNOWN, names[:200]))
    together = [received for _, known in parsed for received in known]
    try:
        if together:
            with transaction.atomic():
                receive(channel, together)
        marks += [Mark(one.id, ReceiptState.DONE) for one, _ in parsed]
    except Exception as error:
        if is_passing(error):
            raise
        log.warning("channel %s: a batch is received one by one: %s", channel.pk, where(error))
        marks += [_alone(channel, receive, one, known) for one, known in parsed]
    return marks


def _alone(channel: Channel, receive: object, one: Waiting, known: list[Received]) -> Mark:
    try:
        with transaction.atomic():
            receive(channel, known)  # type: ignore[operator]
    except Exception as error:
        if is_passing(error):
            raise
        log.error("receipt %s is broken: %s", one.id, where(error))
        return Mark(one.id, ReceiptState.BROKEN, where(error))
    return Mark(one.id, ReceiptState.DONE)


def where(error: BaseException) -> str:
    """What failed and where in our code, without the error's own words: they may quote the client."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [
        frame
        for frame in frames
        if frame.filename.startswith(str(settings.BASE_DIR)) and ".venv" not in frame.filename
    ]
    last = (ours or list(frames))[-1:]
    place = "".join(f" in {Path(frame.filename).stem}.{frame.name}, line {frame.lineno}" for frame in last)
    return f"{type(error).__name__}{place}"


def replay(ids: Sequence[int]) -> int:
    """Let broken and unknown receipts of the active project be interpreted again, after a fix; returns how many channels wake."""
    project = active_project()
    with transaction.atomic(), connection.cursor() as cursor:
        channels = receipts.replay(cursor, project, ids)
        for channel in channels:
            wakes.wake(wakes.WAY_IN, channel)
    return len(channels)


def replay_broken(channel: int) -> int:
    """Let all broken receipts of a channel of the active project be interpreted again; returns how many."""
    with transaction.atomic(), connection.cursor() as cursor:
        count = receipts.replay_broken(cursor, active_project(), channel)
        if count:
            wakes.wake(wakes.WAY_IN, channel)
    return count
