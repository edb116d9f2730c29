"""The inbox list as the page fetches it, 50 rows, beside the raw SQL of one page by key."""

from ..browsing import Browser
from ..database import database
from ..measuring import CannotMeasure, Result, percentile, seconds
from ..registry import measure
from ..stack import Filled, Stack

RUNS = 30
WARM = 5
PEOPLE = ("owner@demo.test", "anna@demo.test")
TABS = {"new": "new", "mine": "active", "others": "active", "done": "done"}
_PAGE = """
SELECT c.id, c.last_at, c.preview, n.first_name, n.last_name FROM inbox_chat c JOIN audience_contact n ON n.id = c.contact_id
WHERE c.id IN (SELECT id FROM inbox_chat WHERE project_id = %s AND state = %s AND group_id = %s
               ORDER BY last_at DESC, id DESC LIMIT 50)
"""


@measure("inbox_list", unit="ms", sized=True)
def inbox_list(stack: Stack) -> Result:
    """The 95th of 100 times of a fragment of 50 rows: three tabs, an administrator and a manager, the worst of the six.

    "Mine" has two lists of 50 each; its times stand in the line too.
    """
    return measured(stack.filled)


def measured(filled: Filled) -> Result:
    """The same of any filled Wepster."""
    times: dict[str, list[float]] = {}
    raw: list[float] = []
    browsers = {email.partition("@")[0]: Browser(filled.running, email) for email in PEOPLE}
    with database(filled.running) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT min(id) FROM inbox_group WHERE project_id = %s", (filled.project,))
        group = cursor.fetchone()[0]

        def page(state: str) -> None:
            cursor.execute(_PAGE, (filled.project, state, group))
            cursor.fetchall()

        for run in range(WARM + RUNS):
            for tab, state in TABS.items():
                for who, browser in browsers.items():
                    took, answer = browser.timed(f"/p/{filled.project}/inbox/{tab}/?part=list")
                    if "list-scroll" not in answer:
                        raise CannotMeasure(f"The list {tab} of {who} is no list.")
                    if run >= WARM:
                        times.setdefault(f"{tab}_{who}", []).append(took)
                bare = seconds(lambda state=state: page(state)) * 1000  # type: ignore[misc]
                if run >= WARM:
                    raw.append(bare)
    for browser in browsers.values():
        browser.close()
    worst = {name: percentile(found, 95) for name, found in times.items()}
    single = {name: found for name, found in times.items() if not name.startswith("mine")}
    whole = [took for found in single.values() for took in found]
    return Result(
        max(worst[name] for name in single),
        percentile(raw, 95),
        RUNS,
        {"p50": percentile(whole, 50), "contacts": filled.contacts, "entries": filled.entries}
        | {f"{name}_p95": took for name, took in worst.items()},
    )
