"""The messengers as people meet them, in the order of the page (CHN-1)."""

from django.utils.translation import gettext_lazy as _

from channels_hub.kinds.face import Face
from channels_hub.kinds.telegram import FACE as TELEGRAM

FACES = (
    TELEGRAM,
    Face("viber", _("Viber bot"), _("A bot. Needs the key from the bot's settings")),
    Face("vk", _("VK community"), _("A community where you are an administrator")),
    Face("facebook", _("Facebook page"), _("A page where you are an administrator")),
    Face("webchat", _("Website chat"), _("The visitor writes right in the widget")),
)
_BY_KIND = {face.kind: face for face in FACES}


def face(kind: str) -> Face:
    """The face of a kind; raises KeyError for an unknown one."""
    return _BY_KIND[kind]
