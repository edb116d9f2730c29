"""Addresses that people open (PROTOCOLS §3.6)."""


def chat_link(username: str, payload: str = "") -> str:
    """Where a client writes to the community; `payload` (≤ 64 of A-Za-z0-9_-) comes back as `ref` with the next message."""
    return f"https://vk.me/{username}{f'?ref={payload}' if payload else ''}"
