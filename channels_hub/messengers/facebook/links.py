"""Addresses that people open (PROTOCOLS §4.7)."""

from urllib.parse import quote


def chat_link(username: str, payload: str = "") -> str:
    """Where a client writes to the page, by its username or number; `payload` comes back as the referral's ref."""
    ref = f"?ref={quote(payload, safe='')}" if payload else ""
    return f"https://m.me/{quote(username)}{ref}"
