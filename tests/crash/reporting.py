"""The table of a run, in words and for docs/reliability.md."""

import datetime
import os
import platform
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.crash.comparing import Row
from tests.crash.killing import KINDS

COLUMNS = {
    "messenger": "messenger",
    "killed": "kind",
    "kills": "kills",
    "of them alone": "alone",
    "in": "came_in",
    "lost in": "lost_in",
    "doubled in": "doubled_in",
    "out": "went_out",
    "lost out": "lost_out",
    "doubled out": "doubled_out",
    "sent twice": "sent_twice",
    "not shown": "unshown",
    "chats out of order": "disordered",
    "uncertain": "uncertain",
    "in flight at the kills": "in_flight",
    "posts repeated": "repeats",
    "slowest recovery, s": "slowest",
}
RUN = ("seed", "at")


def table(lines: Iterable[Sequence[str]], more: Sequence[str] = ()) -> str:
    """Markdown of cells."""
    head = [*COLUMNS, *more]
    rows = [head, ["---"] * len(head), *lines]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def cells(row: Row) -> list[str]:
    """A row in words."""
    values = [getattr(row, name) for name in COLUMNS.values()]
    return [f"{value:.1f}" if isinstance(value, float) else str(value) for value in values]


def write(path: Path, row: Row, seed: int) -> None:
    """Put the row into the page, in place of an older one of its messenger and kind; the others stay as they were printed."""
    rows = {(line[0], line[1]): line for line in _written(path)}
    rows[row.messenger, row.kind] = [*cells(row), str(seed), _at()]
    order = {kind: place for place, kind in enumerate(KINDS)}
    lines = sorted(rows.values(), key=lambda line: (line[0], order.get(line[1], len(order))))
    path.write_text(_page(table(lines, RUN)), encoding="utf-8")


def _written(path: Path) -> list[list[str]]:
    if not path.exists():
        return []
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    found = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in found if len(row) == len(COLUMNS) + len(RUN) and row[1] in KINDS]


def _at() -> str:
    """The day and the commit of the run."""
    asked = ["git", "rev-parse", "--short", "HEAD"]
    done = subprocess.run(asked, cwd=Path(__file__).parent, capture_output=True, text=True, check=False)
    day = datetime.datetime.now(datetime.UTC).date().isoformat()
    return f"{day} {done.stdout.strip()}".strip()


def _page(rows: str) -> str:
    return f"""# What survives kill -9

Each row is printed by `tests/crash` from a run of its own and says how many kills and messages that run had:
`WEPSTER_CRASH_PAGE=docs/reliability.md WEPSTER_CRASH_ROUNDS=20 WEPSTER_CRASH_MESSAGES=2000 bin/test -m slow tests/crash -n0`
(`WEPSTER_CRASH_KINDS=lanes,web` runs some of them). The slow tests run the same with few kills and messages, to fit into one sitting.
{os.cpu_count()} cores, Python {platform.python_version()}, all processes, the clients and other work on one machine: recovery times are upper bounds.

{rows}

## What was done

The whole product runs as `bin/up` starts it; the messenger (the sandbox) is a process outside it and lives on. Clients write
through the webhook, every tenth message a photo; operators answer through the composer's form, every tenth answer a picture with a
long text, which takes two calls. Each call takes the messenger 150 ms. Meanwhile processes are killed with `kill -9` at random moments of
the work: of a kind with all it started, or alone, as the kernel does when memory is short. Valkey's file is deleted too, so it comes back empty; after "everything", the supervisor included,
a person starts `bin/up` again. A post that got no answer is repeated with the same intent, as the page does.

When all is settled, three sides are compared: what the sandbox sent and received, what the database holds, what the operator's page shows.

- **lost, doubled, sent twice, not shown**: messages that one side has and another has not, or has twice. A photo that was not fetched is lost;
  so is an answer of which one call is missing. All are to be 0.
- **chats out of order**: the database has a client's messages in another order than the messenger, the client got answers in another order than they were
  written, a text overtook its picture, or the page shows either side in another order. To be 0.
- **uncertain**: calls whose process died between the request and the answer. Telegram cannot tell whether it took them, so they are shown as
  "Perhaps delivered" and never repeated by us. Each one must have been in flight at a kill: there may be no more than **in flight at the kills**.
- **posts repeated**: how often the page had to make a post again.
- **slowest recovery**: from the kill until `/readyz` says that all is well and the lanes (and what was killed) are heard again.
"""
