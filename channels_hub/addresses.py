"""Addresses of providers and of our webhooks, and whether the two can meet (CHN-3)."""

import ipaddress
from urllib.parse import urlsplit

from django.conf import settings

from channels_hub.messengers import messenger


def base(kind: str) -> str:
    """The provider's API address from the settings, which are trusted."""
    return str(settings.PROVIDER_URLS[kind]).rstrip("/")


def oauth(kind: str) -> str:
    """Where a person signs in at the provider, from the settings."""
    return str(settings.OAUTH_URLS[kind]).rstrip("/")


def app(kind: str) -> dict[str, str]:
    """The app that this installation is at the provider: id, secret, verify; all empty when none is registered."""
    return dict(settings.APPS[kind])


def oauth_return(kind: str) -> str:
    """Where the provider sends a person back to: one address for the app."""
    return f"{settings.PUBLIC_URL}/oauth/{kind}/"


def hook_path(kind: str, key: str) -> str:
    """The path of a channel's webhook: its own, or the one of all accounts of the app."""
    return f"/in/{kind}" if is_shared(kind) else f"/in/{kind}/{key}"


def is_shared(kind: str) -> bool:
    """Has the messenger one webhook for all accounts of an app?"""
    return bool(getattr(messenger(kind), "shared_hook", False))


def hook_url(kind: str, key: str) -> str:
    """What the provider calls."""
    return f"{settings.PUBLIC_URL}{hook_path(kind, key)}"


def is_ours(kind: str, webhook: str) -> bool:
    """Does this webhook lead to this installation?"""
    ours = f"{settings.PUBLIC_URL}/in/{kind}"
    return webhook == ours or webhook.startswith(f"{ours}/")


def host(webhook: str) -> str:
    """The host of a webhook, for people; "" of none."""
    return urlsplit(webhook).hostname or webhook


def webhooks_arrive(kind: str) -> bool:
    """Can the provider reach PUBLIC_URL? One that runs beside us (the sandbox, an own API server) can."""
    if has_page(kind) or _private(urlsplit(base(kind)).hostname or ""):
        return True
    public = urlsplit(settings.PUBLIC_URL)
    ports = messenger(kind).TRAITS.hook_ports
    if public.scheme != "https" or _private(public.hostname or ""):
        return False
    return not ports or (public.port or 443) in ports


def collects(kind: str) -> bool:
    """Must the messages be collected, because none reach us, and can they be?"""
    return not webhooks_arrive(kind) and hasattr(messenger(kind), "updates")


def has_page(kind: str) -> bool:
    """Is the messenger's window a page of ours, on the project's pages host?"""
    return hasattr(messenger(kind), "page_path")


def pages_origin(project: int) -> str:
    """The project's own pages host."""
    pages = urlsplit(settings.PAGES_URL)
    return f"{pages.scheme}://p{project}.{pages.netloc}"


def chat_link(kind: str, account: str, username: str, project: int = 0) -> str:
    """Where a person writes to the bot; in the demo, the sandbox's window instead of the real messenger."""
    if has_page(kind):
        return f"{pages_origin(project)}{messenger(kind).page_path(account)}"
    sandbox = settings.SANDBOX_URL
    if sandbox and base(kind).startswith(f"{sandbox}/"):
        return f"{sandbox}/?kind={kind}&bot={account}"
    return str(messenger(kind).chat_link(username))


def _private(host: str) -> bool:
    """Is it a name or a number of this machine or network?"""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith((".localhost", ".local", ".internal", ".test"))
