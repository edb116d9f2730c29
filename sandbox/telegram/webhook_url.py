"""Which addresses setWebhook takes."""

import ipaddress
from urllib.parse import urlsplit

from sandbox.telegram.errors import bad

PORTS = {443, 80, 88, 8443}
UNKNOWN = (".invalid", ".test", ".example", ".local", ".internal")


def is_loopback(url: str) -> bool:
    """Whether an address is this machine's: localhost, \\*.localhost, 127.0.0.0/8, ::1."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def check(url: str) -> None:
    """Raise Refused for what Telegram would refuse; unlike Telegram take any loopback address, http and any port too.

    Nothing is resolved: names without a dot or under reserved endings count as unknown.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise bad("bad webhook: Invalid URL") from None
    if is_loopback(url) and parts.scheme in ("http", "https"):
        return
    if parts.scheme != "https" or not host:
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if (port or 443) not in PORTS:
        raise bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        if "." not in host or host.endswith(UNKNOWN):
            raise bad("bad webhook: Failed to resolve host: Name or service not known") from None
    else:
        if not address.is_global:
            raise bad(f"bad webhook: IP address {address} is reserved")
