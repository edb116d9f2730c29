"""The table of a run, in words and for docs/reliability.md."""

import os
import platform
from collections.abc import Sequence

from tests.crash.comparing import Row

HEAD = (
    "| killed | times | in | lost | doubled | out | lost | doubled | sent twice | uncertain | in flight at the kills "
    "| not shown | chats out of order | posts repeated by the page | slowest recovery |"
)


def table(rows: Sequence[Row]) -> str:
    """Markdown."""
    lines = [HEAD, "|" + "---|" * HEAD.count(" | ") + "---|"]
    for row in rows:
        cells = [*list(vars(row).values())[:-2], f"{row.slowest:.1f} s"]
        lines.append("| " + " | ".join(str(cell) for cell in cells) + " |")
    return "\n".join(lines)


def page(rows: Sequence[Row], seed: int) -> str:
    """docs/reliability.md."""
    return f"""# What survives kill -9

Written by `tests/crash` from its own run: `WEPSTER_CRASH_PAGE=docs/reliability.md bin/test -m slow tests/crash`.
Seed {seed}, {os.cpu_count()} cores, Python {platform.python_version()}.

The whole product runs as `bin/up` starts it; the messenger (the sandbox) is a process outside it and lives on. Clients write
through the webhook, an operator answers through the composer's form, and meanwhile processes are killed with `kill -9` at
random moments of the work (Valkey's file is deleted too; after "everything" a person starts `bin/up` again). A post that
got no answer is repeated with the same intent, as the page does. When all is settled, three sides are compared: what the
sandbox sent and received, what the database holds, what the operator's page shows.

{table(rows)}

*Uncertain* are calls whose process died between the request and the answer. Telegram cannot tell whether it took them, so they
are shown as "Perhaps delivered" and never repeated by us; there may be no more of them than calls were in flight at the kills.
*Slowest recovery* is from the kill until `/readyz` says that all is well and the lanes are heard again.

The table says how many kills and messages this run had. The slow tests run few of each kind, to fit into one sitting;
`WEPSTER_CRASH_ROUNDS=20 WEPSTER_CRASH_MESSAGES=2000` before the same command is the long run.
"""
