"""The messengers as people meet them, in the order of the page (CHN-1)."""

import importlib
import pkgutil
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from channels_hub.kinds.face import Face, Rest

# What is not built yet is shown all the same; a folder here is a face that is.
_COMING = (
    Face("telegram", _("Telegram bot"), ""),
    Face("viber", _("Viber bot"), _("A bot. Needs the key from the bot's settings")),
    Face(
        "vk",
        _("VK community"),
        _("A community where you are an administrator"),
        rest=Rest(
            _("VK: the community's settings"),
            _(
                "Open the community, press “Manage”: name, picture, description and the short address are there."
            ),
        ),
    ),
    Face(
        "facebook",
        _("Facebook page"),
        _("A page where you are an administrator"),
        rest=Rest(
            _("Facebook: the page's settings"),
            _("Open the page in its own name, press “Edit”: name, picture, cover and description are there."),
        ),
    ),
    Face("webchat", _("Website chat"), _("The visitor writes right in the widget")),
)
_ORDER = [face.kind for face in _COMING]
_BUILT = {
    module.name: importlib.import_module(f"{__name__}.{module.name}").FACE
    for module in pkgutil.iter_modules(__path__)
    if module.ispkg
}
_BY_KIND: dict[str, Face] = {face.kind: face for face in _COMING}
# A face that does not say where the rest is edited has the words above.
_BY_KIND |= {
    kind: built if built.rest or kind not in _BY_KIND else replace(built, rest=_BY_KIND[kind].rest)
    for kind, built in _BUILT.items()
}
FACES = tuple(sorted(_BY_KIND.values(), key=lambda face: [*_ORDER, face.kind].index(face.kind)))


def face(kind: str) -> Face:
    """The face of a kind; raises KeyError for an unknown one."""
    return _BY_KIND[kind]
