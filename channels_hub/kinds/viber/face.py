"""Words about Viber bots."""

from django.utils.translation import gettext_lazy as _

from channels_hub.enums import Health
from channels_hub.kinds.face import Cause, Face, Rest
from channels_hub.kinds.viber.form import TokenForm

FACE = Face(
    kind="viber",
    account=_("Viber bot"),
    tile=_("A bot. Needs the key from the bot's settings, 7 minutes"),
    form=TokenForm,
    templates="channels_hub/viber",
    revoked=_(
        "%(name)s does not accept this key: it was revoked. Take the present one from the bot's settings on the phone"
    ),
    greets=True,
    rest=Rest(
        _("Viber: on the phone, in the bot's card"),
        _(
            "Open the bot in Viber on its owner's phone, press “Info”, then “Edit”: picture, name, description, site and address are there."
        ),
    ),
    causes={
        Health.TOKEN.value: Cause(
            _("Viber does not accept the bot's key any more"),
            _(
                "It happens when a new key is made in the bot's settings. Paste the new one: chats and contacts stay in place."
            ),
            "connect",
            _("Connect again"),
            "key-round",
        ),
        Health.TAKEN.value: Cause(
            _("Another service took the bot: %(detail)s"),
            _(
                "Viber gives messages to one service only. Take the bot back; what clients wrote meanwhile stays in that service."
            ),
            "hook",
            _("Take the bot back"),
            "unplug",
        ),
        Health.LOST.value: Cause(
            _("The bot stopped sending messages here"),
            _(
                "Its webhook was removed, or Viber could not reach us when it was set. Take the bot back; if it happens again, make a new key in the bot's settings, so that other programs lose the bot."
            ),
            "hook",
            _("Take the bot back"),
            "unplug",
        ),
        Health.BLOCKED.value: Cause(
            _("Viber blocked the bot"),
            _(
                "It says: “%(detail)s”. Only Viber's support lifts it: write to them from the account at partners.viber.com. The messages wait here and leave by themselves afterwards."
            ),
            "",
            "",
            "circle-alert",
        ),
        Health.PERMISSION.value: Cause(
            _("Viber does not let the bot write"),
            _(
                "It says: “%(detail)s”. Look at the bot's balance and terms at partners.viber.com. The messages wait here and leave by themselves afterwards."
            ),
            "",
            "",
            "circle-alert",
        ),
    },
)
