"""One provider call and what became of it (ARCHITECTURE §4, row call). No transaction is open here."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from channels_hub.domain import contents
from channels_hub.enums import DeliveryState, Health
from channels_hub.messengers import errors
from channels_hub.messengers.vocabulary import Outgoing, OutgoingFile, Traits
from channels_hub.queries.deliveries import Claimed, Outcome
from channels_hub.queries.links import provider_link

log = logging.getLogger(__name__)
CALL_SECONDS = 10
UPLOAD_SECONDS = 75
UPLOAD_AT_LEAST, UPLOAD_SPEED = 15, 1_000_000  # bytes a second; a file that takes longer is given up
REACH_SECONDS = 5
SETTLE_SECONDS = 20
LONGEST_PAUSE = 300.0
REPEAT_MARGIN = 60.0  # a repeat leaves, and reaches the provider, while it still knows the first try
STOPPED_SECONDS = 60.0  # the channel is looked at again; what another look disproves goes on then
UNREADABLE, FORGOTTEN = "file", "forgotten"
UNCALLED = frozenset({UNREADABLE, FORGOTTEN})  # nothing was asked of the provider, so nothing is known of it

Opener = Callable[[int, OutgoingFile], Awaitable[BinaryIO]]


@dataclass(frozen=True)
class Line:
    """How to reach a channel's provider: the messenger's package, its client on this loop, token and address."""

    messenger: Any
    client: Any
    token: str
    base: str


def seconds(claimed: Claimed) -> int:
    """How long the call of a delivery may take, with time to write down how it ended."""
    file = claimed.content.get("file")
    return (_upload_seconds(file.get("size", 0)) if file else CALL_SECONDS) + SETTLE_SECONDS


def _upload_seconds(size: int) -> int:
    """A small picture is soon given up: after a crash its chat waits for that."""
    return min(UPLOAD_AT_LEAST + size // UPLOAD_SPEED, UPLOAD_SECONDS) if size else UPLOAD_SECONDS


async def send(line: Line, claimed: Claimed, opener: Opener, first_reach: bool = False) -> Outcome:
    """Call the provider once and return what became of it; never raises but CancelledError.

    `opener(project, file)` opens one of our stored files for reading; it raises OSError for one that is gone.
    `first_reach`: ask the provider for a sign of life before a client's message is risked on it.
    """
    if claimed.doubt and not may_repeat(line.messenger.TRAITS, claimed.age):
        return outcome(claimed, DeliveryState.UNCERTAIN, code=FORGOTTEN)
    if first_reach and (missed := await _reach(line, claimed)) is not None:
        return missed
    opened: BinaryIO | None = None
    try:
        outgoing = replace(contents.from_json(claimed.content), key=claimed.id)
        if outgoing.file is not None:
            opened = await opener(claimed.project, outgoing.file)
            if line.messenger.TRAITS.fetches_files:
                outgoing = _addressed(claimed, outgoing, outgoing.file)
    except Exception as error:
        log.warning("delivery %s: its file or content cannot be read: %s", claimed.id, type(error).__name__)
        return outcome(claimed, DeliveryState.FAILED, code=UNREADABLE)
    try:
        size = outgoing.file.size if outgoing.file else 0
        async with asyncio.timeout(_upload_seconds(size) if opened else CALL_SECONDS):
            sent = await line.messenger.send(
                line.client, line.token, line.base, claimed.peer, outgoing, opened
            )
    except errors.SendError as error:
        return _again(line, claimed, judge(claimed, error))
    except TimeoutError:
        return _again(line, claimed, judge(claimed, errors.Unknown("no answer in time", code="silent")))
    except Exception as error:  # ours or the library's mistake: nobody knows whether the request left
        log.error("delivery %s: the call broke: %s", claimed.id, type(error).__name__)
        return _again(line, claimed, judge(claimed, errors.Unknown(type(error).__name__)))
    finally:
        if opened is not None:
            opened.close()
    return outcome(claimed, DeliveryState.SENT, provider_id=sent.provider_id[:128], at=sent.at)


def may_repeat(traits: Traits, age: float) -> bool:
    """Will the provider know a call that was first made `age` seconds ago by its key?"""
    return traits.dedupes_sends and age < traits.dedupe_seconds - REPEAT_MARGIN


def _again(line: Line, claimed: Claimed, ended: Outcome) -> Outcome:
    """Where the provider knows repeats, a call in doubt is made once more with its key; elsewhere it stays uncertain."""
    if ended.state != DeliveryState.UNCERTAIN or not may_repeat(line.messenger.TRAITS, claimed.age):
        return ended
    pause = min(2.0**claimed.tries, LONGEST_PAUSE)
    return replace(ended, state=DeliveryState.QUEUED.value, after=pause, tried=1, doubt=True)


async def _reach(line: Line, claimed: Claimed) -> Outcome | None:
    """None when the provider answers; else what that means for the message, which has not left."""
    try:
        async with asyncio.timeout(REACH_SECONDS):
            await line.messenger.reach(line.client, line.token, line.base)
    except errors.Unknown as error:
        return judge(claimed, errors.Retry(error.text))
    except errors.SendError as error:
        return judge(claimed, error)
    except TimeoutError:
        return judge(claimed, errors.Retry("no answer in time"))
    return None


def judge(claimed: Claimed, error: errors.SendError) -> Outcome:
    """What a failed call means for its delivery and its channel."""
    words = {"code": error.code, "text": error.text[:300]}
    if isinstance(error, errors.Throttled):
        return outcome(claimed, DeliveryState.QUEUED, **words, silence=max(error.after, 0.5))
    if isinstance(error, errors.Retry):
        pause = min(max(error.after, 1.0) * 2**claimed.tries, LONGEST_PAUSE)
        return outcome(claimed, DeliveryState.QUEUED, **words, after=pause, tried=1, unserved=True)
    if isinstance(error, errors.BadCredentials):
        return outcome(claimed, DeliveryState.QUEUED, **words, red=Health.TOKEN.value)
    if isinstance(error, errors.ChannelStopped):
        red = error.health if error.health in Health.values else Health.BLOCKED.value
        return outcome(claimed, DeliveryState.QUEUED, **words, red=red, silence=STOPPED_SECONDS)
    if isinstance(error, errors.Unknown):
        return outcome(claimed, DeliveryState.UNCERTAIN, **words, unserved=True)
    return outcome(claimed, DeliveryState.FAILED, **words)


def _addressed(claimed: Claimed, outgoing: Outgoing, file: OutgoingFile) -> Outgoing:
    """For a messenger that comes for the file itself: the address it gets, made anew for each attempt."""
    url = provider_link(claimed.id, file.mime, file.name)
    return replace(outgoing, file=replace(file, url=url))


def outcome(claimed: Claimed, state: DeliveryState, **facts: Any) -> Outcome:
    """An Outcome of this delivery's attempt."""
    return Outcome(
        claimed.id,
        claimed.project,
        claimed.channel,
        claimed.chat,
        claimed.entry,
        claimed.attempt,
        state.value,
        **facts,
    )
