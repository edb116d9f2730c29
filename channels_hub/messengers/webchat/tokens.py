"""Tokens of web chats: `account.secret`, made by us and known to our own processes alone."""

import re
import secrets

_SHAPE = re.compile(r"([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})")


def make_token(account: str = "") -> str:
    """A token for `account`, or for a new one. The account stands in the address of the visitor's page."""
    return f"{account or secrets.token_urlsafe(16)}.{secrets.token_urlsafe(32)}"


def account_of(token: str) -> str:
    """The account a token is for; "" when it has not a token's shape."""
    found = _SHAPE.fullmatch(token)
    return found[1] if found else ""
