"""Telegram's window: what a client can do there (sandbox.pages)."""

LOOK = {"name": "Telegram", "edits": True, "deletes": True, "replies": True}
