"""Telegram's Bot API at ``/telegram``: methods, updates by webhook and getUpdates, files, clients who act."""
