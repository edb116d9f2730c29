"""Telegram as people meet it (CHN-3)."""

from channels_hub.kinds.telegram.face import FACE

__all__ = ["FACE"]
