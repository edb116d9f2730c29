"""Viber's REST Bot API at ``/viber/pa``: accounts, webhooks with their handshake, messages, receipts, clients who act."""
