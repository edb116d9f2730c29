"""Viber as people meet it (CHN-4)."""

from channels_hub.kinds.viber.face import FACE

__all__ = ["FACE"]
