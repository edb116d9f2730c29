"""Ways to sign in besides email (ACC-1): messengers whose system bot is configured; upper floors register them."""

from collections.abc import Callable

_ways: list[tuple[str, Callable[[], str]]] = []


def on_way(kind: str, path: Callable[[], str]) -> None:
    """Register the messenger `kind`; `path()` is the page that begins the sign-in, "" while it is not configured."""
    _ways.append((kind, path))


def ways() -> list[tuple[str, str]]:
    """(kind, path) of the configured ones, in order."""
    return [(kind, way) for kind, path in _ways if (way := path())]
