"""Which call is answered by what."""

from collections.abc import Awaitable, Callable
from typing import Any

from sandbox.facebook import errors, knowing, oauth, pages, sending, subscribing
from sandbox.facebook.calling import Call

Run = Callable[[Call], Awaitable[Any]]

NODES: dict[tuple[str, str], Run] = {
    ("GET", "oauth/access_token"): oauth.access_token,
    ("POST", "oauth/access_token"): oauth.access_token,
    ("GET", "debug_token"): knowing.debug_token,
}
EDGES: dict[tuple[str, str], Run] = {
    ("POST", "messages"): sending.send,
    ("GET", "accounts"): pages.accounts,
    ("GET", "subscribed_apps"): subscribing.subscribed,
    ("POST", "subscribed_apps"): subscribing.subscribe,
    ("DELETE", "subscribed_apps"): subscribing.unsubscribe,
    ("GET", "messenger_profile"): subscribing.profile,
    ("POST", "messenger_profile"): subscribing.set_profile,
    ("GET", "subscriptions"): subscribing.app_subscriptions,
    ("POST", "subscriptions"): subscribing.subscribe_app,
    ("GET", ""): knowing.node,
}


def edge_of(call: Call) -> Run:
    """What answers a call; raises Refused for an unknown path."""
    run = NODES.get((call.method, call.path)) or EDGES.get((call.method, call.edge))
    if run is None or not call.node:
        raise errors.UNKNOWN_PATH
    return run
