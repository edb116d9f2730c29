"""A chat opened as a whole page (list, chat, composer), beside the raw SQL of one page of its timeline by key."""

import random

from ..browsing import Browser
from ..database import database
from ..measuring import CannotMeasure, Result, percentile, seconds
from ..registry import measure
from ..stack import Filled, Stack

RUNS = 200
WARM = 20
_SOME = "SELECT id FROM inbox_chat WHERE project_id = %s AND id >= %s AND rev > 0 ORDER BY id LIMIT 1"
_LONGEST = "SELECT id FROM inbox_chat WHERE project_id = %s ORDER BY id DESC LIMIT 200"
_PAGE = """
SELECT id, kind, direction, text, state, at, author_id, media, content FROM inbox_entry
WHERE chat_id = %s ORDER BY at DESC, number DESC, id DESC LIMIT 50
"""


@measure("chat_page", unit="ms", sized=True)
def chat_page(stack: Stack) -> Result:
    """The 95th percentile of 100 times of a chat that was not opened before: half of them any, half of the longest.

    `pane_p95` is what the page asks for when a chat is opened from the list: the chat's panes alone.
    """
    return measured(stack.filled)


def measured(filled: Filled) -> Result:
    """The same of any filled Wepster."""
    ours: list[float] = []
    panes: list[float] = []
    raw: list[float] = []
    browser = Browser(filled.running)
    with database(filled.running) as connection, connection.cursor() as cursor:
        for run, chat in enumerate(_chats(cursor, filled.project)):
            part = run // 2 % 2 if run >= WARM else 0
            took, answer = browser.timed(
                f"/p/{filled.project}/inbox/chats/{chat}/{'?part=chat' if part else ''}"
            )
            if "timeline" not in answer:
                raise CannotMeasure(f"The page of chat {chat} has no timeline.")

            def page(chat: int = chat) -> None:
                cursor.execute(_PAGE, (chat,))
                cursor.fetchall()

            bare = seconds(page) * 1000
            if run >= WARM:
                (panes if part else ours).append(took)
                raw.append(bare)
    browser.close()
    more = {"p50": percentile(ours, 50), "pane_p50": percentile(panes, 50), "pane_p95": percentile(panes, 95)}
    more |= {"contacts": filled.contacts, "entries": filled.entries}
    return Result(percentile(ours, 95), percentile(raw, 95), len(ours), more)


def _chats(cursor: object, project: int) -> list[int]:
    execute, fetch = cursor.execute, cursor.fetchall  # type: ignore[attr-defined]
    execute("SELECT min(id), max(id) FROM inbox_chat WHERE project_id = %s", (project,))
    ((low, high),) = fetch()
    execute(_LONGEST, (project,))
    longest = [chat for (chat,) in fetch()]
    dice = random.Random()
    found: list[int] = []
    while len(found) < WARM + RUNS:
        execute(_SOME, (project, dice.randint(low, high)))
        found += [chat for (chat,) in fetch()] + [dice.choice(longest)]
    return found[: WARM + RUNS]
