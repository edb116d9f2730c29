"""Why a message was not sent, in words (INB-12): by the closed vocabulary of channels_hub.messengers.errors."""

from django.utils.translation import gettext as _


def reason(code: str, text: str) -> str:
    """A sentence for the code of a failed delivery; `text` is the messenger's own words, shown where it refused."""
    if code == "rejected" and text:
        return _("The messenger refused the message: %(words)s") % {"words": text}
    known = {
        "blocked": _("The client blocked the bot, so the message did not arrive"),
        "window": _("The messenger's time for answering is over"),
        "rejected": _("The messenger refused the message"),
        "credentials": _("The channel's key does not work any more. Connect the channel again, then send"),
        "retry": _("The messenger did not answer for a long time"),
        "throttled": _("The messenger asked to wait for too long"),
        "file": _("The file could not be read. Attach it again"),
        "disconnected": _("The channel was disconnected before the message left"),
    }
    return known.get(code, text or _("Not sent"))
