"""Facebook pages as people meet them (CHN-6, CHN-7)."""

from channels_hub.kinds.facebook.face import FACE

__all__ = ["FACE"]
