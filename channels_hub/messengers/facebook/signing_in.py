"""Facebook Login (CHN-6, PROTOCOLS §4.1): from a person's consent to the pages they administer."""

from typing import Any
from urllib.parse import urlencode

from channels_hub import addresses
from channels_hub.messengers.errors import Rejected
from channels_hub.messengers.facebook.application import application, versioned
from channels_hub.messengers.facebook.client import Client
from channels_hub.messengers.vocabulary import Account, Offer

SCOPES = "pages_show_list,pages_messaging,pages_manage_metadata,business_management"
ADMINISTERS = "MANAGE"
EDITOR, NO_TOKEN = "editor", "no_token"
MOST_PAGES = 500


def authorize_url(state: str, redirect: str) -> str:
    """Where to send the person; `state` comes back to `redirect` with the code or with the refusal."""
    app = application()
    asked = {
        "client_id": app.id,
        "redirect_uri": redirect,
        "state": state,
        "scope": SCOPES,
        "response_type": "code",
        "auth_type": "rerequest",  # who once left a permission out is asked for it again
    }
    return f"{versioned(app.oauth)}/dialog/oauth?{urlencode(asked)}"


async def exchange(code: str, redirect: str) -> str:
    """The person's long-lived token for the code; raises errors.* (Rejected: the code is old or not ours)."""
    app, base = application(), addresses.base("facebook")
    ours = {"client_id": app.id, "client_secret": app.secret}
    async with Client() as client:
        # By POST, so that neither the secret nor a token stands in a URL.
        short = await _token(client, base, {**ours, "redirect_uri": redirect, "code": code})
        return await _token(
            client, base, {**ours, "grant_type": "fb_exchange_token", "fb_exchange_token": short}
        )


async def accounts(grant: str) -> list[Offer]:
    """The pages of the person whose token `grant` is, in Facebook's order; only an administrator's may be connected.

    `why` of a page that may not: "editor" (any role below) or "no_token". Raises errors.*.
    """
    base = addresses.base("facebook")
    query = {"fields": "id,name,username,access_token,tasks", "limit": "100"}
    found: list[Offer] = []
    async with Client() as client:
        while len(found) < MOST_PAGES:
            answer = await client.ask(grant, base, "GET", "me/accounts", query=query)
            pages = answer.get("data")
            found += (
                [_offer(page) for page in pages if isinstance(page, dict)] if isinstance(pages, list) else []
            )
            after = _after(answer)
            if not after:
                break
            query = {**query, "after": after}
    return found[:MOST_PAGES]


async def _token(client: Client, base: str, asked: dict[str, str]) -> str:
    answer = await client.ask("", base, "POST", "oauth/access_token", body=asked)
    token = answer.get("access_token")
    if not isinstance(token, str) or not token:
        raise Rejected("no token in the answer")
    return token


def _offer(page: dict[str, Any]) -> Offer:
    token = page.get("access_token")
    token = token if isinstance(token, str) else ""
    tasks = page.get("tasks")
    leads = isinstance(tasks, list) and ADMINISTERS in tasks
    why = "" if leads and token else EDITOR if not leads else NO_TOKEN
    account = Account(str(page.get("id") or ""), str(page.get("name") or ""), str(page.get("username") or ""))
    return Offer(account, token, not why, why)


def _after(answer: dict[str, Any]) -> str:
    """The cursor of the next pages: the ready-made address would carry the token."""
    paging = answer.get("paging")
    if not isinstance(paging, dict) or not paging.get("next"):
        return ""
    cursors = paging.get("cursors")
    after = cursors.get("after") if isinstance(cursors, dict) else None
    return after if isinstance(after, str) else ""
