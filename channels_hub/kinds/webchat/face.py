"""Words about the web chat of a site."""

from django.utils.translation import gettext_lazy as _

from channels_hub.enums import Health
from channels_hub.kinds.face import Cause, Face
from channels_hub.kinds.saying import Saying
from channels_hub.kinds.webchat.form import SiteForm

SAID = Saying(
    aside=_("How the chat comes to the site"),
    first_step=_("The chat"),
    open_button=_("Open the chat"),
    invitation=_("Write anything as a visitor"),
    invitation_text=_(
        "Open the chat's page and send any message. The page waits for it and turns green by itself."
    ),
    connected=_("The chat is made, its page is open"),
    qr=_("Point the phone's camera at it, and the chat opens."),
    line=_("Open the chat and write anything. This line turns green by itself."),
    hint=_("write in the chat, and we check the connection"),
    disconnecting=_(
        "The chat's page closes and messages stop coming here. Chats and contacts stay, and go on when the chat is connected again."
    ),
)
FACE = Face(
    kind="webchat",
    account=_("Website chat"),
    tile=_("The visitor writes right on the site. No messenger and no key, 1 minute"),
    form=SiteForm,
    templates="channels_hub/webchat",
    panel="channels_hub/webchat/_form.html",
    said=SAID,
    causes={
        Health.TOKEN.value: Cause(
            _("The chat lost its key"),
            _(
                "Disconnect the chat and connect it again: visitors, chats and the page's address stay in place."
            ),
            "",
            "",
            "key-round",
        ),
    },
)
