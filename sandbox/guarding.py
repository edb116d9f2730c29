"""The control interface has no password: web pages of other origins and foreign host names are kept out."""

from urllib.parse import urlsplit

from aiohttp import web


def strange(request: web.BaseRequest) -> str:
    """Why a request is refused; empty when it may pass. Programs send no Origin and pass."""
    host = urlsplit(f"//{request.host}").hostname or ""
    if (
        host not in ("127.0.0.1", "localhost", "::1")
        and not host.startswith("127.")
        and not host.endswith(".localhost")
    ):
        return f"the sandbox answers only at loopback names, not {host}"
    origin = request.headers.get("Origin")
    if origin and origin != f"http://{request.host}":
        return "pages of other origins may not control the sandbox"
    return ""
