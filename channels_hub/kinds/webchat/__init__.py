"""The web chat as people meet it (CHN-13)."""

from channels_hub.kinds.webchat.face import FACE

__all__ = ["FACE"]
