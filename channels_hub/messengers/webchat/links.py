"""Addresses that people open."""


def page_path(account: str, payload: str = "") -> str:
    """The visitor's page on the project's pages host; `payload` comes back with Start."""
    return f"/wc/{account}/{f'?start={payload}' if payload else ''}"


def chat_link(username: str, payload: str = "") -> str:
    """Where a visitor writes, without its host: the host is the project's (channels_hub.addresses)."""
    return page_path(username, payload)
