"""Words about Facebook pages."""

from django.utils.translation import gettext_lazy as _

from channels_hub.enums import Health
from channels_hub.kinds.face import Cause, Face, Rest
from channels_hub.kinds.facebook.types import DEFAULT, TYPES

FACE = Face(
    kind="facebook",
    account=_("Facebook page"),
    tile=_("A page where you are an administrator"),
    templates="channels_hub/facebook",
    signs_in=True,
    choose=_("Which page to connect"),
    choice_note=_("Messages of the page will come both here and to Facebook"),
    missing="channels_hub/facebook/_problems.html",
    content_types=TYPES,
    content_type=DEFAULT,
    after="channels:content_type",
    refusals={
        "editor": _("You are an editor there. Only an administrator of the page can connect it"),
        "no_token": _("Facebook did not give access to this page. Sign in again and tick it"),
    },
    rest=Rest(
        _("A Facebook page"),
        _("Its name, picture, description and greeting are edited at Facebook: open the page, “Settings”."),
    ),
    causes={
        Health.TOKEN.value: Cause(
            _("Facebook ended the access to the page"),
            _(
                "It happens when an administrator changes the password or removes the application. Sign in again: chats and contacts stay in place."
            ),
            "connect",
            _("Connect again"),
            "key-round",
        ),
        Health.TAKEN.value: Cause(
            _("Another service receives the page's messages: %(detail)s"),
            _("Take the page back, and what clients write comes here again."),
            "hook",
            _("Take the page back"),
            "unplug",
        ),
        Health.LOST.value: Cause(
            _("The page stopped sending messages here"),
            _(
                "Somebody removed the application in the page's settings. Take the page back; if it happens again, look there at the list of applications."
            ),
            "hook",
            _("Take the page back"),
            "unplug",
        ),
        Health.BLOCKED.value: Cause(
            _("Facebook blocked the page's messages"),
            _(
                "For breaking the rules of messages a page is blocked for 7 to 30 days. Write to Facebook's support to learn the reason: facebook.com/business/help. Your messages wait here and go out when the page may write again."
            ),
            "",
            "",
            "ban",
        ),
        Health.PERMISSION.value: Cause(
            _("A permission is missing"),
            _(
                "Somebody took the permission to read and write messages away from the application, or Facebook has not approved it yet. Sign in again and leave all permissions ticked."
            ),
            "connect",
            _("Sign in again"),
            "lock",
        ),
    },
)
