"""Webhooks (written by the channels road)."""
