"""What pages say of an account that is connected: of a bot, or of something else."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class Saying:
    """`aside` and `first_step` are of connecting, `invitation` and `qr` of the check, `line` and `hint` of the list.

    An empty `invitation_text` names the bot's username.
    """

    aside: Any
    first_step: Any
    open_button: Any
    invitation: Any
    invitation_text: Any
    connected: Any
    qr: Any
    line: Any
    hint: Any
    disconnecting: Any


BOT = Saying(
    aside=_("Where to get the key"),
    first_step=pgettext_lazy("of a bot", "Key"),
    open_button=_("Open the bot"),
    invitation=_("Write anything to the bot"),
    invitation_text="",
    connected=_("The key is accepted, the bot is found"),
    qr=_("Point the phone's camera at it, and the bot opens."),
    line=_("Open the bot and write anything. This line turns green by itself."),
    hint=_("write to the bot, and we check the connection"),
    disconnecting=_(
        "Messages stop coming here and answers stop going out. Chats and contacts stay, and go on when the same bot is connected again."
    ),
)
