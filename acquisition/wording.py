"""What the visitor's page says; its scripts take these words from the page."""

from django.utils.translation import gettext as _


def words() -> dict[str, str]:
    """By name, in the active language. {n} and the like are filled by the page."""
    return {
        "today": _("Today"),
        "yesterday": _("Yesterday"),
        "connecting": _("Connecting…"),
        "online": _("We read what you write here"),
        "polling": _("New messages come a little later"),
        "offline": _("No network. What you write is sent when it is back"),
        "away": _("The connection is lost. Connecting again…"),
        "closed": _("This chat is closed"),
        "sending": _("Being sent"),
        "waiting": _("Waits for the network"),
        "sent": _("Sent"),
        "failed": _("Not sent"),
        "again": _("Send again"),
        "drop": _("Remove"),
        "earlier": _("Earlier messages"),
        "you": _("You"),
        "they": _("Answer"),
        "pressed": _("Pressed"),
        "download": _("Download"),
        "picture": _("Picture"),
        "large": _("A file can be up to 25 MB"),
        "program": _("Programs and installers (.exe, .dmg and the like) cannot be sent"),
        "new": _("New messages below"),
        "unread": _("({n}) New message"),
        "trouble": _("This did not work. Try again in a minute"),
        "bytes": _("B KB MB"),
    }
