"""VK as people meet it (CHN-5)."""

from channels_hub.kinds.vk.face import FACE

__all__ = ["FACE"]
