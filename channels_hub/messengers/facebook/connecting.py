"""Whose token it is, whether the page's events come to us, and how it stands (PROTOCOLS §4.1)."""

from typing import Any

from channels_hub import addresses
from channels_hub.messengers.errors import BadCredentials, ChannelStopped, Rejected
from channels_hub.messengers.facebook.application import Application, application
from channels_hub.messengers.facebook.client import Client
from channels_hub.messengers.facebook.parsing import GET_STARTED
from channels_hub.messengers.facebook.traits import TRAITS
from channels_hub.messengers.vocabulary import Account

NEEDED = frozenset({"pages_messaging"})


async def identify(token: str, base: str) -> Account:
    """The page of a token, with the address its events go to now ("" = to nobody of ours). Raises errors.*."""
    async with Client() as client:
        return await _account(client, token, base, application())


async def hook(token: str, base: str, url: str, secret: str) -> None:
    """Send the page's events to `url`: the app's webhook once, then the page, then the Get Started button. Raises errors.*.

    Without the button the first link of a new person would be lost. Other apps keep their subscriptions.
    """
    async with Client() as client:
        app = application()
        if app.id and app.secret and await _callback(client, base, app) != url:
            await _take_app(client, base, app, url)
        fields = ",".join(TRAITS.events)
        await client.ask(token, base, "POST", "me/subscribed_apps", body={"subscribed_fields": fields})
        started = {"get_started": {"payload": GET_STARTED}}
        await client.ask(token, base, "POST", "me/messenger_profile", body=started)


async def unhook(token: str, base: str, url: str) -> bool:
    """Take the page's events off, when they come to us: was it so? Raises errors.*."""
    async with Client() as client:
        if not await _subscribed(client, token, base, application()):
            return False
        await client.ask(token, base, "DELETE", "me/subscribed_apps")
    return True


async def health(token: str, base: str, account: str, extra: dict[str, Any]) -> Account:
    """How the page stands: does the token work and may it write (debug_token), does the page send us its events?

    Raises errors.* (BadCredentials: revoked; ChannelStopped: a permission was taken back, or the app's webhook leads elsewhere).
    """
    async with Client() as client:
        app = application()
        if app.id and app.secret:
            _check(await _debugged(client, token, base, app))
        found = await _account(client, token, base, app)
    if found.webhook and not addresses.is_ours("facebook", found.webhook):
        raise ChannelStopped(addresses.host(found.webhook), "taken")
    return found


async def _account(client: Client, token: str, base: str, app: Application) -> Account:
    me = await client.ask(token, base, "GET", "me", query={"fields": "id,name,username"})
    number = me.get("id")
    if not isinstance(number, str) or not number:
        raise Rejected("the token is no page's")
    webhook = ""
    if app.id and app.secret and await _subscribed(client, token, base, app):
        webhook = await _callback(client, base, app)
    return Account(number, str(me.get("name") or ""), str(me.get("username") or ""), webhook)


async def _subscribed(client: Client, token: str, base: str, app: Application) -> bool:
    answer = await client.ask(token, base, "GET", "me/subscribed_apps")
    return any(str(one.get("id")) == app.id for one in _data(answer))


async def _callback(client: Client, base: str, app: Application) -> str:
    """Where the app's page events go, "" when nowhere."""
    answer = await client.ask(app.token, base, "GET", f"{app.id}/subscriptions")
    for one in _data(answer):
        if one.get("object") == "page" and one.get("active", True):
            return str(one.get("callback_url") or "")
    return ""


async def _take_app(client: Client, base: str, app: Application, url: str) -> None:
    fields = ",".join(TRAITS.events)
    wanted = {"object": "page", "callback_url": url, "verify_token": app.verify, "fields": fields}
    await client.ask(app.token, base, "POST", f"{app.id}/subscriptions", body=wanted)


async def _debugged(client: Client, token: str, base: str, app: Application) -> dict[str, Any]:
    """What Facebook knows of the token; asked by POST, so that the token stands in no URL."""
    asked = {"method": "get", "input_token": token}
    found = (await client.ask(app.token, base, "POST", "debug_token", body=asked)).get("data")
    return found if isinstance(found, dict) else {}


def _check(known: dict[str, Any]) -> None:
    if known.get("is_valid") is False:
        said = known.get("error")
        raise BadCredentials(str(said.get("message") or "") if isinstance(said, dict) else "invalid token")
    scopes = known.get("scopes")
    if isinstance(scopes, list) and (missing := NEEDED - set(map(str, scopes))):
        raise ChannelStopped(", ".join(sorted(missing)), "permission")


def _data(answer: dict[str, Any]) -> list[dict[str, Any]]:
    found = answer.get("data")
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
