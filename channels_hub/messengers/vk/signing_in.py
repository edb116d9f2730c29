"""Signing in with VK (CHN-5): the person's own token tells the communities; each community then gives its token."""

from typing import Any
from urllib.parse import urlencode

from channels_hub import addresses
from channels_hub.messengers.errors import Unknown
from channels_hub.messengers.vk.client import VERSION
from channels_hub.messengers.vk.connecting import RIGHTS
from channels_hub.messengers.vk.library import ask, exchange_code
from channels_hub.messengers.vocabulary import Account, Offer

KIND = "vk"
ADMINISTRATOR = 3
MOST = 1000


def authorize_url(state: str, redirect: str) -> str:
    """Where the person signs in and lets us see their communities."""
    return _authorize(state, redirect, scope="groups")


def authorize_account_url(account: str, state: str, redirect: str) -> str:
    """Where the person lets us into one community."""
    return _authorize(state, redirect, scope=",".join(RIGHTS), group_ids=account)


async def exchange(code: str, redirect: str) -> str:
    """The person's token for the code that the sign-in gave. Raises errors.*."""
    return _token(await _exchanged(code, redirect), "access_token")


async def exchange_account(code: str, redirect: str, account: str) -> str:
    """The community's token for the code. Raises errors.*."""
    answer = await _exchanged(code, redirect)
    for one in answer.get("groups") or []:
        if str(one.get("group_id")) == account:
            return _token(one, "access_token")
    return _token(answer, f"access_token_{account}")


async def accounts(grant: str) -> list[Offer]:
    """The communities that the person runs; only an administrator may connect one ("role"). Raises errors.*."""
    answer = await ask(
        grant, addresses.base(KIND), "groups.get", extended=1, filter="moder", fields="photo_50", count=MOST
    )
    items = answer.get("items") if isinstance(answer, dict) else None
    return [_offer(group) for group in items or [] if isinstance(group, dict)]


def _offer(group: dict[str, Any]) -> Offer:
    number = group.get("id")
    name, username = str(group.get("name") or number), str(group.get("screen_name") or f"club{number}")
    why = "blocked" if group.get("deactivated") else ""
    if not why and group.get("admin_level") != ADMINISTRATOR:
        why = "role"
    return Offer(Account(str(number), name, username), token="", allowed=not why, why=why)


async def _exchanged(code: str, redirect: str) -> dict[str, Any]:
    app = addresses.app(KIND)
    return await exchange_code(app["id"], app["secret"], addresses.oauth(KIND), code, redirect)


def _authorize(state: str, redirect: str, **more: str) -> str:
    asked = {
        "client_id": addresses.app(KIND)["id"],
        "redirect_uri": redirect,
        "response_type": "code",
        "display": "page",
        "state": state,
        "v": VERSION,
        **more,
    }
    return f"{addresses.oauth(KIND)}/authorize?{urlencode(asked)}"


def _token(answer: dict[str, Any], key: str) -> str:
    token = answer.get(key)
    if not isinstance(token, str) or not token:
        raise Unknown("the sign-in gave no token", code="garbled")
    return token
