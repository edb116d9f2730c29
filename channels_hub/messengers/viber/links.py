"""Addresses that people open (PROTOCOLS §2.6)."""

from urllib.parse import quote


def chat_link(username: str, payload: str = "") -> str:
    """Where a client writes to the bot; `payload` (≤ 200 of ASCII) comes back when the chat is opened."""
    context = f"&context={quote(payload, safe='')}" if payload else ""
    return f"viber://pa?chatURI={quote(username, safe='')}{context}"
