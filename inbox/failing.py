"""What happened to a message that did not simply arrive, and what to do (INB-12): docs/outcomes.md.

By the codes of channels_hub.messengers.errors, stored with the entry and worded when read.
"""

from django.utils.translation import gettext as _

from inbox.enums import MessageState

# The same message would be refused the same way.
_IN_VAIN = frozenset({"too_long", "markup", "too_large", "file"})


def sentence(state: str, code: str, text: str) -> str:
    """What to say under a message of this state, "" when the state says it all.

    `text` is the messenger's own words, shown where it refused. An uncertain message gets the cause alone: the page asks
    whether to send again.
    """
    if state == MessageState.FAILED:
        return _failed(code, text)
    if state == MessageState.UNCERTAIN:
        return _doubt(code)
    return _waiting(code) if state == MessageState.QUEUED else ""


def again_helps(code: str, blocked: bool) -> bool:
    """Is "send again" worth offering? `blocked`: the client still blocks the bot."""
    return code not in _IN_VAIN and not (code == "blocked" and blocked)


def _failed(code: str, text: str) -> str:
    if code == "rejected" and text:
        return _("The messenger refused the message: %(words)s") % {"words": text}
    known = {
        "blocked": _(
            "The client blocked the bot, so the message did not arrive. Try another way to reach them"
        ),
        "unreachable": _(
            "The client's account is deleted, or they never began a chat with the bot. Try another way to reach them"
        ),
        "window": _("The messenger's time for answering is over"),
        "too_long": _("The messenger finds the message too long. Send it in parts"),
        "markup": _("The messenger could not read the formatting. Send the text without it"),
        "too_large": _("The messenger finds the file too large. Send a smaller one"),
        "rejected": _("The messenger refused the message"),
        "retry": _("The messenger did not take the message after many tries. Send it again later"),
        "unreached": _("The messenger could not be reached after many tries. Send it again later"),
        "file": _("The file could not be read. Attach it again"),
        "disconnected": _("The channel was disconnected before the message left"),
    }
    return known.get(code, text or _("Not sent"))


def _doubt(code: str) -> str:
    return {
        "silent": _("The messenger got the message and did not answer in time"),
        "slow": _("The messenger's answer came too slowly and was not waited for"),
        "cut": _("The connection broke before the messenger answered"),
        "garbled": _("Something unreadable came instead of the messenger's answer"),
        "gateway": _("The messenger's own server did not finish in time"),
        "forgotten": _("It stayed unclear for too long, so the message was not sent once more"),
        "lost": _("Sending was interrupted on our side"),
    }.get(code, "")


def _waiting(code: str) -> str:
    return {
        "retry": _("The messenger does not work now. The message waits and leaves by itself"),
        "unreached": _("The messenger cannot be reached now. The message waits and leaves by itself"),
        "throttled": _("The messenger asked for a pause. The message leaves by itself after it"),
        "stopped": _(
            "The messenger does not let the channel write now. The message waits and leaves when it does"
        ),
        "credentials": _(
            "The channel's key does not work any more. Connect the channel again: the message waits and leaves then"
        ),
    }.get(code, "")
