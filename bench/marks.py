"""What was promised (the marks of issue 3), what others reach on the same machine, and whether a line keeps the promise."""

from collections.abc import Callable
from dataclasses import dataclass

from .lines import Line, number


@dataclass(frozen=True)
class Mark:
    """`words` say the mark, `holds(line)` whether it is reached, `peers` what others do; `at_full`: it speaks of 1M contacts."""

    title: str
    words: str
    holds: Callable[[Line], bool]
    peers: str = ""
    raw: str = ""
    at_full: bool = False


FULL = 1_000_000
MARKS = {
    "webhook_intake": Mark(
        "Webhooks stored, 8 at once",
        "≥ 0.4 of the bare server, p95 < 25 ms",
        lambda line: number(line, "ratio") >= 0.4 and number(line, "p95_ms") < 25,
        "Live Helper Chat 81–144/s, RapidPro 106/s",
        "bare ASGI, one INSERT a request",
    ),
    "end_to_end": Mark(
        "The whole way: webhook to entry and unread",
        "≥ 250/s",
        lambda line: number(line) >= 250,
        raw="bare ASGI, one INSERT a request",
    ),
    "push_latency": Mark(
        "Webhook to an operator's open socket, 100/s, p95",
        "p50 < 60 ms, p95 < 150 ms, none lost",
        lambda line: number(line, "p50") < 60 and number(line) < 150,
        "Live Helper Chat polls: 1.75–5 s",
        "Redis publish to a bare socket",
    ),
    "push_fanout": Mark(
        "Pushes to 100 sockets",
        "≥ 20,000 deliveries/s, none lost",
        lambda line: number(line) >= 20_000,
        "Channels' layers 4,000–5,000/s",
        "one subscription and a loop, a frame each",
    ),
    "send_rate": Mark(
        "Sends of one lanes process, 100 bots, API of 50 ms",
        "≥ 1,500/s, no bot above its rate",
        lambda line: number(line) >= 1_500 and number(line, "most_of_one_bot") <= 30,
        "python-telegram-bot alone 115/s",
        "claim 500, 400 calls in flight, one UPDATE",
    ),
    "inbox_list": Mark(
        "Inbox list, 50 rows, p95",
        "< 40 ms with 1M contacts, 10M entries",
        lambda line: number(line) < 40,
        "with 100k chats: LHC 29–39 ms, FreeScout 42–45, RapidPro 65–73 (p50)",
        "SQL of one page by key",
        at_full=True,
    ),
    "chat_page": Mark(
        "A chat as a whole page, p95",
        "< 60 ms with 1M contacts, 10M entries",
        lambda line: number(line) < 60,
        raw="SQL of one page of the timeline",
        at_full=True,
    ),
    "memory": Mark("Memory, everything started, idle", "< 500 MB", lambda line: number(line) < 500),
    "first_start": Mark(
        "From an empty folder to ready",
        "< 10 s",
        lambda line: number(line) < 10,
        raw="PostgreSQL and Valkey alone",
    ),
}


def verdict(found: Line) -> str:
    """ "reached", "not reached", or why it cannot be said."""
    mark = MARKS.get(str(found["name"]))
    if mark is None:
        return ""
    if mark.at_full and number(found, "contacts") < FULL * 0.99:
        return "measured on a smaller one"
    return "reached" if mark.holds(found) else "**not reached**"
