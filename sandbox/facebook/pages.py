"""The pages of who signed in (PROTOCOLS §4.1)."""

from typing import Any

from sandbox.facebook.calling import Call
from sandbox.facebook.models import Page

TASKS = {
    "admin": ["ANALYZE", "ADVERTISE", "MESSAGING", "MODERATE", "CREATE_CONTENT", "MANAGE"],
    "editor": ["ANALYZE", "ADVERTISE", "MESSAGING", "MODERATE", "CREATE_CONTENT"],
}


async def accounts(call: Call) -> dict[str, Any]:
    """GET me/accounts: pages with tokens, ``limit`` at once, a cursor to the next."""
    call.grant()
    mine = [page for page in call.facebook.pages.values() if page.role in TASKS]
    limit = min(max(int(call.fields.get("limit", 25)), 1), 100)
    after = str(call.fields.get("after", ""))
    start = next((n + 1 for n, page in enumerate(mine) if page.id == after), 0)
    shown = mine[start : start + limit]
    answer: dict[str, Any] = {"data": [_page(call, page) for page in shown]}
    if shown:
        answer["paging"] = {"cursors": {"before": shown[0].id, "after": shown[-1].id}}
        if start + limit < len(mine):
            url = f"{call.facebook.root}/me/accounts?access_token={call.token}&after={shown[-1].id}"
            answer["paging"]["next"] = url
    return answer


def _page(call: Call, page: Page) -> dict[str, Any]:
    """A page; who signs in again gets a token that works."""
    if page.revoked and page.role == "admin":
        call.facebook.reissue(page)
    about = {
        "id": page.id,
        "name": page.name,
        "username": page.username,
        "category": "Coffee shop",
        "access_token": page.token,
        "tasks": TASKS[page.role],
    }
    names = str(call.fields.get("fields", "id,name,access_token,tasks,category")).split(",")
    return {name: value for name, value in about.items() if name in names}
