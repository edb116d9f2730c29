"""Where events go: the app's webhook, the pages subscribed to it, the Get Started button (PROTOCOLS §4.1)."""

import secrets
from typing import Any

import aiohttp

from sandbox.facebook import errors
from sandbox.facebook.calling import Call
from sandbox.telegram.webhook_url import is_loopback

FIELDS = frozenset(
    {
        "messages",
        "messaging_postbacks",
        "messaging_referrals",
        "messaging_optins",
        "message_deliveries",
        "message_reads",
        "message_echoes",
        "message_edits",
        "message_reactions",
        "messaging_handovers",
        "standby",
        "messaging_account_linking",
        "messaging_policy_enforcement",
    }
)


async def subscribed(call: Call) -> dict[str, Any]:
    """GET <page>/subscribed_apps."""
    page, app = call.my_page(), call.facebook.app
    found: list[dict[str, Any]] = [{"id": other, "name": "Another service"} for other in page.others]
    if page.subscribed:
        found.append({"id": app.id, "name": app.name, "subscribed_fields": page.subscribed})
    return {"data": found}


async def subscribe(call: Call) -> dict[str, Any]:
    """POST <page>/subscribed_apps {subscribed_fields}."""
    page = call.my_page()
    if "pages_manage_metadata" not in page.scopes:
        raise errors.NO_PERMISSION
    given = call.fields.get("subscribed_fields", "")
    names = given.split(",") if isinstance(given, str) else [str(name) for name in given]
    if unknown := [name for name in names if name not in FIELDS]:
        raise errors.bad(
            f"Param subscribed_fields[0] must be one of the fields of a page - got {unknown[0]!r}"
        )
    page.subscribed = names
    call.facebook.keep_page(page)
    return {"success": True}


async def unsubscribe(call: Call) -> dict[str, Any]:
    """DELETE <page>/subscribed_apps."""
    page = call.my_page()
    page.subscribed = []
    call.facebook.keep_page(page)
    return {"success": True}


async def profile(call: Call) -> dict[str, Any]:
    """GET <page>/messenger_profile."""
    page = call.my_page()
    return {"data": [{"get_started": {"payload": page.get_started}}] if page.get_started else []}


async def set_profile(call: Call) -> dict[str, Any]:
    """POST <page>/messenger_profile {get_started: {payload}}."""
    page = call.my_page()
    started = call.fields.get("get_started")
    if not isinstance(started, dict) or not started.get("payload"):
        raise errors.bad("Requires one of the params: get_started, greeting, persistent_menu")
    page.get_started = str(started["payload"])
    call.facebook.keep_page(page)
    return {"result": "success"}


async def app_subscriptions(call: Call) -> dict[str, Any]:
    """GET <app>/subscriptions."""
    call.my_app()
    app = call.facebook.app
    if not app.callback:
        return {"data": []}
    fields = [{"name": name, "version": "v25.0"} for name in app.fields.split(",") if name]
    return {"data": [{"object": "page", "callback_url": app.callback, "active": True, "fields": fields}]}


async def subscribe_app(call: Call) -> dict[str, Any]:
    """POST <app>/subscriptions {object, callback_url, verify_token, fields}: the address must answer the challenge."""
    call.my_app()
    facebook, fields = call.facebook, call.fields
    if fields.get("object") != "page":
        raise errors.bad("Param object must be one of {page}")
    url = str(fields.get("callback_url", ""))
    await _challenged(call, url, str(fields.get("verify_token", "")))
    facebook.app.callback, facebook.app.fields = url, str(fields.get("fields", ""))
    facebook.keep_app()
    facebook.start()
    return {"success": True}


async def _challenged(call: Call, url: str, verify: str) -> None:
    if not is_loopback(url):
        raise errors.UNVERIFIED
    challenge = str(secrets.randbelow(10**10))
    asked = {"hub.mode": "subscribe", "hub.verify_token": verify, "hub.challenge": challenge}
    try:
        timeout = aiohttp.ClientTimeout(total=8)
        async with call.facebook.http.get(url, params=asked, timeout=timeout) as answer:
            said = (await answer.content.read(1000)).decode("utf-8", "replace")
            if answer.status != 200 or said.strip() != challenge:
                raise errors.UNVERIFIED
    except (aiohttp.ClientError, TimeoutError, ValueError):
        raise errors.UNVERIFIED from None
