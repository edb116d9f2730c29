"""Words about Telegram bots."""

from django.utils.translation import gettext_lazy as _

from channels_hub.enums import Health
from channels_hub.kinds.face import Cause, Face, Rest
from channels_hub.kinds.telegram.form import TokenForm

FACE = Face(
    kind="telegram",
    account=_("Telegram bot"),
    tile=_("A bot. Needs a key from BotFather, 4 minutes"),
    form=TokenForm,
    templates="channels_hub/telegram",
    revoked=_("%(name)s does not accept this key: it was revoked. Take a new one from BotFather"),
    rest=Rest(
        _("Telegram: the command /mybots in BotFather"),
        terms=(
            ("Name", _("the name in the list of chats")),
            ("Description", _("the text in an empty chat, before the button “Start”")),
            ("About", _("a line in the bot's profile")),
            ("Botpic", _("the bot's picture, square")),
        ),
    ),
    causes={
        Health.TOKEN.value: Cause(
            _("Telegram revoked the bot's key"),
            _(
                "It happens when a new key is issued in BotFather. Paste the new one: chats and contacts stay in place."
            ),
            "connect",
            _("Connect again"),
            "key-round",
        ),
        Health.TAKEN.value: Cause(
            _("Another service took the bot: %(detail)s"),
            _(
                "Telegram gives messages to one service only. Take the bot back, and what was not read will come by itself."
            ),
            "hook",
            _("Take the bot back"),
            "unplug",
        ),
        Health.LOST.value: Cause(
            _("The bot stopped sending messages here"),
            _(
                "Somebody keeps removing the bot's webhook, or Telegram does not let us set it. Take the bot back; if it happens again, issue a new key in BotFather, so that other programs lose the bot."
            ),
            "hook",
            _("Take the bot back"),
            "unplug",
        ),
    },
)
