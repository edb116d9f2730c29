"""Where a request comes from."""

import ipaddress

from django.http import HttpRequest


def ip_of(request: HttpRequest) -> str | None:
    """The address of the other end, for the audit log and for counting attempts; None when there is none.

    What a proxy says of the client is the server's business (uvicorn's trusted proxies), not ours.
    """
    address = str(request.META.get("REMOTE_ADDR", "")).partition("%")[0]
    try:
        return str(ipaddress.ip_address(address))
    except ValueError:
        return None
