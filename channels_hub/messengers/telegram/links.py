"""Addresses that people open (PROTOCOLS §1.6)."""


def chat_link(username: str, payload: str = "") -> str:
    """Where a client writes to the bot; `payload` (≤ 64 of A-Za-z0-9_-) comes back with Start."""
    return f"https://t.me/{username}{f'?start={payload}' if payload else ''}"
