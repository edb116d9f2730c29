"""What the provider, the database and the pages say of the same messages."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import requests

from tests.crash.flood import Chat, Flood
from tests.crash.shop import Shop

WORD = re.compile(r"\b(?:in|out)-\d+\.|\bhello\b")


@dataclass
class Row:
    """One line of the table: `lost_in` … `disordered` are to be 0, `uncertain` at most `in_flight`."""

    messenger: str
    kind: str
    kills: int = 0
    alone: int = 0
    came_in: int = 0
    lost_in: int = 0
    doubled_in: int = 0
    went_out: int = 0
    lost_out: int = 0
    doubled_out: int = 0
    sent_twice: int = 0
    uncertain: int = 0
    in_flight: int = 0
    unshown: int = 0
    disordered: int = 0
    repeats: int = 0
    slowest: float = 0.0
    details: list[str] = field(default_factory=list)

    def wrong(self) -> dict[str, int]:
        """What should be 0 and is not."""
        names = ("lost_in", "doubled_in", "lost_out", "doubled_out", "sent_twice", "unshown", "disordered")
        return {name: getattr(self, name) for name in names if getattr(self, name)}


def unsettled(shop: Shop, flood: Flood) -> int:
    """How much is still under way: at the provider, on the way in, on the way out, photos to fetch."""
    chats = [chat.chat for chat in flood.chats]
    kind = flood.chats[0].bot.kind
    waiting = sum(len(shop.provider.pending(bot.id, kind=kind)) for bot in shop.bots(kind))
    ((ours,),) = shop.query(
        "SELECT (SELECT count(*) FROM channels_hub_receipt WHERE state = 0)"
        " + (SELECT count(*) FROM channels_hub_delivery WHERE state IN ('queued', 'claimed', 'calling') AND chat = ANY(%s))"
        " + (SELECT count(*) FROM channels_hub_mediafile WHERE state = 'remote' AND chat = ANY(%s))",
        chats,
        chats,
    )
    return waiting + int(ours)


def calling(shop: Shop, before: float | None = None) -> set[int]:
    """Deliveries whose call is under way; with `before` (seconds since the epoch) those that began earlier.

    A start of everything may take longer than a call's lease: those given up since then are counted too.
    """
    if before is None:
        rows = shop.query("SELECT id FROM channels_hub_delivery WHERE state = 'calling'")
    else:
        rows = shop.query(
            "SELECT id FROM channels_hub_delivery WHERE state IN ('calling', 'uncertain')"
            " AND first_tried_at BETWEEN to_timestamp(%s) - interval '40 s' AND to_timestamp(%s)",
            before,
            before,
        )
    return {key for (key,) in rows}


def compare(shop: Shop, flood: Flood, row: Row, in_flight: set[int]) -> None:
    """Fill the row in from all three sides; `in_flight` are deliveries that were being called at a kill."""
    (operator,) = shop.operators(1)
    row.in_flight, row.repeats = len(in_flight), flood.repeats
    for chat in flood.chats:
        kind = chat.bot.kind
        provider = shop.provider.received(chat.bot.id, chat.client, everything=True, kind=kind)
        _compare_in(shop, chat, [one["text"] for one in provider if one["from"] != "bot"], row)
        _compare_out(shop, chat, [_token(one) for one in provider if one["from"] == "bot"], row, in_flight)
        _compare_page(shop, chat, operator, row)


def _compare_in(shop: Shop, chat: Chat, there: list[str], row: Row) -> None:
    stored = shop.query(
        "SELECT text FROM inbox_entry WHERE chat_id = %s AND kind = 'message' AND direction = 'in'"
        " ORDER BY at, number, id",
        chat.chat,
    )
    here = [text for (text,) in stored]
    row.came_in += len(chat.said)
    row.lost_in += len(set(chat.said) - set(here))
    row.doubled_in += len(here) - len(set(here))
    if there != here:
        row.disordered += 1
        row.details.append(f"chat {chat.chat}, stored: {there} and {here}")
    ((photos,),) = shop.query(
        "SELECT count(*) FROM channels_hub_mediafile WHERE chat = %s AND kind = 'image' AND state = 'ready'"
        " AND ref <> '{}'",
        chat.chat,
    )
    if photos != chat.photos:
        row.lost_in += abs(chat.photos - photos)
        row.details.append(f"chat {chat.chat}: {photos} photos of {chat.photos} are here")


def _compare_out(shop: Shop, chat: Chat, seen: list[str], row: Row, in_flight: set[int]) -> None:
    written = shop.query(
        "SELECT text, state FROM inbox_entry WHERE chat_id = %s AND kind = 'message' AND direction = 'out'",
        chat.chat,
    )
    entries = {_word(text): state for text, state in written}
    calls = shop.query(
        "SELECT d.id, e.text, d.part, d.state FROM channels_hub_delivery d JOIN inbox_entry e ON e.id = d.entry"
        " WHERE e.chat_id = %s",
        chat.chat,
    )
    states = {(_word(text), part): (key, state) for key, text, part, state in calls}
    row.went_out += len(chat.posted)
    row.doubled_out += len(written) - len(entries) + len(calls) - len(states)
    row.sent_twice += sum(times - 1 for times in Counter(seen).values())
    lost = set()
    for part in chat.parts:
        key, state = states.get((part.entry, part.number), (0, "missing"))
        if state == "uncertain":
            row.uncertain += 1
            if key not in in_flight or entries.get(part.entry) != "uncertain":
                lost.add(part.entry)
                row.details.append(
                    f"chat {chat.chat}: {part} was not in flight at a kill, or is not shown so"
                )
        elif state != "sent" or part.token not in seen:
            lost.add(part.entry)
            row.details.append(f"chat {chat.chat}: {part} is {state}")
    row.lost_out += len(lost)
    order = [part.token for part in chat.parts if part.token in seen]
    if order != seen:
        row.disordered += 1
        row.details.append(f"chat {chat.chat}, sent: {order} and {seen}")


def _compare_page(shop: Shop, chat: Chat, operator: requests.Session, row: Row) -> None:
    """The timeline as the operator's page loads it: all that was written, each side in its own order."""
    address = f"{shop.url}/p/{shop.project}/inbox/chats/{chat.chat}/timeline?since=0"
    page = operator.get(address, headers={"HX-Request": "true"}, timeout=60)
    shown = list(dict.fromkeys(WORD.findall(page.text)))
    for side in (chat.said, chat.posted):
        row.unshown += len(set(side) - set(shown))
        mine = [word for word in shown if word in set(side)]
        if mine != [word for word in side if word in set(shown)]:
            row.disordered += 1
            row.details.append(f"chat {chat.chat}, shown: {side} and {mine}")


def _word(text: str) -> str:
    return text.split(" ", 1)[0]


def _token(message: dict[str, Any]) -> str:
    """The word of a text, or how wide a picture is."""
    return _word(message["text"]) if message["text"] else f"picture-{message['media'][0]['width']}"
