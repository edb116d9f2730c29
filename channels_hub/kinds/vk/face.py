"""Words about VK communities."""

from django.utils.translation import gettext_lazy as _

from channels_hub.enums import Health
from channels_hub.kinds.face import Cause, Face
from channels_hub.kinds.vk.form import KeyForm

FACE = Face(
    kind="vk",
    account=_("VK community"),
    tile=_("A community where you are an administrator"),
    form=KeyForm,
    templates="channels_hub/vk",
    signs_in=True,
    revoked=_(
        "%(name)s does not accept this key: it was deleted, or it is a person's. Make a new one in the community's settings"
    ),
    refusals={
        "role": _("You are not its administrator. Only an administrator can connect it"),
        "blocked": _("VK blocked the community"),
    },
    choose=_("Which community to connect"),
    choice_note=_("The community's messages will come here and stay in VK"),
    missing="channels_hub/vk/_missing.html",
    key=_("The community's key"),
    only=_("A personal page cannot be connected, only a community"),
    beside=True,
    causes={
        Health.TOKEN.value: Cause(
            _("VK revoked the community's key"),
            _(
                "It happens when a password or a manager changes. Connect again: chats and contacts stay in place, and the messages of this time come by themselves."
            ),
            "connect",
            _("Connect again"),
            "key-round",
        ),
        Health.LOST.value: Cause(
            _("The community stopped sending messages here"),
            _(
                "Somebody removed Wepster's server in the community: Settings, API usage, Callback API. Switch the messages on again; if it happens once more, ask the other administrators."
            ),
            "hook",
            _("Switch on again"),
            "unplug",
        ),
        Health.PERMISSION.value: Cause(
            _("VK does not let us act for the community: %(detail)s"),
            _(
                "The key lacks a right. Connect again and allow everything: messages, management, photos and files."
            ),
            "connect",
            _("Connect again"),
            "lock",
        ),
        Health.OFF.value: Cause(
            _("The community's messages are switched off"),
            _(
                "In VK open the community: Manage, Messages, Community messages: On. In the bot's settings there switch on the bot's abilities. Then press the button."
            ),
            "hook",
            _("I have switched them on"),
            "circle-pause",
        ),
        Health.BLOCKED.value: Cause(
            _("VK blocked the community"),
            _(
                "Write to VK's support: vk.com/support. When the block is lifted, everything goes on by itself."
            ),
            "",
            "",
            "ban",
        ),
    },
)
