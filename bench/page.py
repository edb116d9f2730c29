"""docs/benchmarks.md, from what was measured."""

from collections.abc import Sequence
from pathlib import Path

from .lines import Line, number
from .marks import MARKS, verdict

UNITS = {"1/s": "/s", "ms": " ms", "MB": " MB", "s": " s"}
_INTRO = """# Benchmarks

What Wepster costs, measured beside what the same machine could do without it. Each measure times ours and a raw baseline in
turns within one run: on a shared machine single figures move by a third, their ratio much less. Load client, server,
PostgreSQL and Valkey share the processors. This page is written by `bin/bench --curves docs/benchmarks`; the lines it was
made from lie in [`benchmarks/`](benchmarks/).
"""
_NOTES = """
## How they are taken

- **Webhooks** are answered after the commit. Ours verifies the secret, dedupes by the event's id and writes many requests in
  one commit; the bare server is an ASGI application with one INSERT by asyncpg for each.
- **The whole way** ends when the entry stands in the chat with its dialog, unread marks and pushes written.
- **Webhook to open socket**: one bot's clients write 100 messages a second, at random moments, to 100 operators, each of whom
  sees their own chats. A socket gets at most four frames a second (more would make pages fetch more often than people read),
  so an administrator who sees all 100 a second waits for the next frame: `one_socket_p50` and `one_socket_p95` in the lines,
  about 125 ms and 240 ms by that rule alone.
- **Pushes**: a delivery is one socket told of one change. The bare loop sends a frame for each; ours filters each by what the
  member may see and merges what waits, so one frame carries many. A run counts only when every socket ends with the last
  state of every chat.
- **Sends**: 100 bots, an API that answers in 50 ms. Ours writes down each call before it leaves and how it ended, keeps each
  bot under its messenger's rate and each chat in order; the bare loop does none of that.
- **Lists and chats** are whole HTTP answers to a signed-in browser, one after another: three tabs of 50 rows, an administrator
  and a manager; the figure is the worst tab's 95th of 100. Chats are any and the longest, each opened for the first time.
- **Memory** is the proportional size of all processes together, PostgreSQL and Valkey too.
"""


def text(measured: Sequence[Line], points: Sequence[Line], folder: Path) -> str:
    """The page. `points` are the curves' lines; pictures lie in `folder`."""
    order = {name: place for place, name in enumerate(MARKS)}
    lines = sorted(measured, key=lambda one: order.get(str(one["name"]), len(order)))
    parts = [
        _INTRO,
        *_machines([*lines, *points]),
        _table(lines),
        _peers(lines),
        _growth(points, folder),
        _NOTES,
    ]
    return "\n".join(part for part in parts if part)


def shown(found: Line, key: str) -> str:
    """A number with its unit, in as many digits as mean something; "–" when there is none."""
    value = found.get(key)
    if not isinstance(value, int | float):
        return "–"
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{digits}f}{UNITS.get(str(found['unit']), '')}"


def _machines(lines: Sequence[Line]) -> list[str]:
    return [f"Measured on {machine}.\n" for machine in sorted({str(one["machine"]) for one in lines})]


def _table(lines: Sequence[Line]) -> str:
    rows = ["| measure | ours | raw limit | ours / raw | mark | |", "|---|---|---|---|---|---|"]
    for one in lines:
        mark = MARKS.get(str(one["name"]))
        title, words = (mark.title, mark.words) if mark else (str(one["name"]), "")
        raw = f"{shown(one, 'baseline')}{f' ({mark.raw})' if mark and mark.raw else ''}"
        ratio = "–" if one["ratio"] is None else f"{number(one, 'ratio'):,.2f}"
        rows.append(
            f"| {title} | {shown(one, 'value')}{_beside(one)} | {raw} | {ratio} | {words} | {verdict(one)} |"
        )
    return "\n".join([*rows, ""])


def _beside(found: Line) -> str:
    """The second number that the mark speaks of."""
    for key, words in (("p95_ms", "p95 {} ms"), ("p50", "p50 {} ms"), ("most_of_one_bot", "one bot ≤ {}/s")):
        if key in found:
            return f", {words.format(f'{number(found, key):,.3g}')}"
    return ""


def _peers(lines: Sequence[Line]) -> str:
    names = {str(one["name"]) for one in lines}
    rows = [f"| {m.title} | {m.peers} |" for name, m in MARKS.items() if m.peers and name in names]
    if not rows:
        return ""
    head = ["## Others, on the same machine", "", "| measure | they reach |", "|---|---|"]
    return "\n".join([*head, *rows, ""])


def _growth(points: Sequence[Line], folder: Path) -> str:
    parts = []
    for name in dict.fromkeys(str(one["name"]) for one in points):
        if (folder / f"{name}.svg").exists():
            mark = MARKS[name]
            parts.append(f"![{mark.title}: how it grows with contacts]({folder.name}/{name}.svg)\n")
    if not parts:
        return ""
    sizes = ", ".join(f"{size:,.0f}" for size in sorted({number(one, "contacts") for one in points}))
    return "\n".join(["## Growth", "", f"Each size is a database of its own: {sizes} contacts.\n", *parts])
