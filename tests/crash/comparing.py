"""What the provider, the database and the pages say of the same messages."""

import re
from collections import Counter
from dataclasses import dataclass, field

from tests.crash.flood import Flood
from tests.crash.shop import Shop

WORD = re.compile(r"\b(?:in|out)-\d+\.|\bhello\b")


@dataclass
class Row:
    """One line of the table: `lost_in` … `disordered` are to be 0, `uncertain` at most `in_flight`."""

    kind: str
    kills: int = 0
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


def unsettled(shop: Shop) -> int:
    """How much is still under way: at the provider, on the way in, on the way out."""
    waiting = sum(len(shop.provider.pending(bot)) for bot in shop.bots)
    ((receipts, deliveries),) = shop.query(
        "SELECT (SELECT count(*) FROM channels_hub_receipt WHERE state = 0),"
        " (SELECT count(*) FROM channels_hub_delivery WHERE state IN ('queued', 'claimed', 'calling'))"
    )
    return waiting + receipts + deliveries


def calling(shop: Shop) -> int:
    """Calls that were begun and whose end is not written down."""
    ((count,),) = shop.query("SELECT count(*) FROM channels_hub_delivery WHERE state = 'calling'")
    return int(count)


def compare(shop: Shop, flood: Flood, row: Row) -> None:
    """Fill the row in from all three sides."""
    operator = shop.operator()
    for chat in flood.chats:
        said, posted = flood.said[chat.chat], flood.posted[chat.chat]
        provider = [one["text"] for one in shop.provider.received(chat.bot, chat.client, everything=True)]
        stored = shop.query(
            "SELECT e.text, e.direction, e.state, d.state FROM inbox_entry e LEFT JOIN channels_hub_delivery d"
            " ON d.entry = e.id WHERE e.chat_id = %s AND e.kind = 'message' ORDER BY e.at, e.number, e.id",
            chat.chat,
        )
        came = [text for text, direction, *_ in stored if direction == "in"]
        went = {text: (entry, delivery) for text, direction, entry, delivery in stored if direction == "out"}
        written = [text for text, direction, *_ in stored if direction == "out"]
        row.came_in += len(said)
        row.lost_in += len(set(said) - set(came))
        row.doubled_in += len(came) - len(set(came))
        row.went_out += len(posted)
        seen = [text for text in provider if text.startswith("out-")]
        row.sent_twice += sum(times - 1 for times in Counter(seen).values())
        row.doubled_out += len(written) - len(set(written))
        for text in posted:
            entry, delivery = went.get(text, ("", ""))
            perhaps = entry == delivery == "uncertain"
            row.uncertain += perhaps
            row.lost_out += not perhaps and not (entry == delivery == "sent" and text in seen)
        fragment = operator.get(
            f"{shop.url}/p/{shop.project}/inbox/chats/{chat.chat}/timeline?since=0",
            headers={"HX-Request": "true"},
            timeout=30,
        )
        shown = list(dict.fromkeys(WORD.findall(fragment.text)))
        row.unshown += len(set(said + posted) - set(shown))
        # Each side's own order: the provider's for what came, the operator's for what went, on the page and at the client.
        there, here = [text for text in provider if text in said], [text for text in came if text in said]
        answered = [text for text in posted if text in seen]
        for words, left, right in (("stored", there, here), ("sent", answered, seen)):
            if left != right:
                row.disordered += 1
                row.details.append(f"chat {chat.chat}, {words}: {left} and {right}")
