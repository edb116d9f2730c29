"""Service lines in the reader's words (INB-14): stored as verb, ids and names, worded when read.

Languages that mark gender in the past tense have four forms: for the reader ("you"), for a woman, for a man, and for who
did not say; the contexts of the messages name them.
"""

import datetime

from django.utils import timezone
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from common.presenting.moments import clock_time
from inbox.enums import Verb

ICONS = {
    Verb.TOOK: "hand",
    Verb.CLOSED: "circle-check",
    Verb.TOOK_OVER: "hand",
    Verb.STARTED: "zap",
    Verb.REOPENED: "corner-up-left",
    Verb.BLOCKED: "lock",
    Verb.UNBLOCKED: "message-circle",
    Verb.PARTICIPANT: "user-round-plus",
    Verb.RETURNED: "inbox",
    Verb.LEFT: "user-round",
}


def sentence(
    verb: str,
    at: datetime.datetime,
    who: str = "",
    whom: str = "",
    gender: str = "",
    me: bool = False,
    whom_me: bool = False,
) -> SafeString:
    """One service line, names in <b>. `who` did it and `whom` it concerns, by their names then; `gender` f, m or "".

    `me` and `whom_me`: that is the reader. The moment is said as hours and minutes of the reader's zone.
    """
    pattern = _pattern(verb, "you" if me else {"f": "feminine", "m": "masculine"}.get(gender, "unknown"))
    if pattern is None:
        return format_html("<b>{}</b>", who) if who else SafeString("")
    if verb == Verb.PARTICIPANT:
        who, me = whom, whom_me
        pattern = _("You are a participant now") if whom_me else _("%(who)s is a participant now")
    facts = {
        "who": format_html("<b>{}</b>", _bare(who)),
        "whom": format_html("<b>{}</b>", pgettext("whom", "you") if whom_me else _bare(whom)),
        "time": clock_time(timezone.localtime(at)),
    }
    return SafeString(pattern % facts)  # the pattern is ours, names are escaped by format_html


def words(*args: object, **facts: object) -> str:
    """The same as plain text, for lists."""
    import html

    return html.unescape(strip_tags(sentence(*args, **facts)))  # type: ignore[arg-type]


def taken_by(name: str, gender: str = "") -> str:
    """What all but the first are told (INB-7), and the bar says once somebody else has the chat."""
    pattern = {
        "f": pgettext("feminine", "%(name)s took this chat"),
        "m": pgettext("masculine", "%(name)s took this chat"),
    }.get(gender, pgettext("unknown", "%(name)s took this chat"))
    return pattern % {"name": name}


def hidden(group: str) -> str:
    """In the place of entries that the reader may not see (INB-8)."""
    if group:
        return _("A dialog of the group “%(group)s” is not shown to you") % {"group": group}
    return _("A dialog here is not shown to you")


def _bare(name: str) -> str:
    return name or _("Somebody")


def _pattern(verb: str, form: str) -> str | None:
    """The message of a verb in one of its forms; None for a verb of a later version."""
    match verb:
        case Verb.TOOK:
            return {
                "you": pgettext("you", "<b>You</b> took the chat at %(time)s"),
                "feminine": pgettext("feminine", "%(who)s took the chat at %(time)s"),
                "masculine": pgettext("masculine", "%(who)s took the chat at %(time)s"),
                "unknown": pgettext("unknown", "%(who)s took the chat at %(time)s"),
            }[form]
        case Verb.CLOSED:
            return {
                "you": pgettext("you", "<b>You</b> closed the dialog at %(time)s"),
                "feminine": pgettext("feminine", "%(who)s closed the dialog at %(time)s"),
                "masculine": pgettext("masculine", "%(who)s closed the dialog at %(time)s"),
                "unknown": pgettext("unknown", "%(who)s closed the dialog at %(time)s"),
            }[form]
        case Verb.TOOK_OVER:
            return {
                "you": pgettext("you", "<b>You</b> took the chat over from %(whom)s at %(time)s"),
                "feminine": pgettext("feminine", "%(who)s took the chat over from %(whom)s at %(time)s"),
                "masculine": pgettext("masculine", "%(who)s took the chat over from %(whom)s at %(time)s"),
                "unknown": pgettext("unknown", "%(who)s took the chat over from %(whom)s at %(time)s"),
            }[form]
        case Verb.REOPENED:
            return {
                "you": pgettext("you", "<b>You</b> opened a new dialog at %(time)s"),
                "feminine": pgettext("feminine", "%(who)s opened a new dialog at %(time)s"),
                "masculine": pgettext("masculine", "%(who)s opened a new dialog at %(time)s"),
                "unknown": pgettext("unknown", "%(who)s opened a new dialog at %(time)s"),
            }[form]
        case Verb.RETURNED:
            return {
                "you": pgettext("you", "<b>You</b> left the project, the dialog is new again"),
                "feminine": pgettext("feminine", "%(who)s left the project, the dialog is new again"),
                "masculine": pgettext("masculine", "%(who)s left the project, the dialog is new again"),
                "unknown": pgettext("unknown", "%(who)s left the project, the dialog is new again"),
            }[form]
        case Verb.LEFT:
            return {
                "you": pgettext("you", "<b>You</b> left the chat at %(time)s"),
                "feminine": pgettext("feminine", "%(who)s left the chat at %(time)s"),
                "masculine": pgettext("masculine", "%(who)s left the chat at %(time)s"),
                "unknown": pgettext("unknown", "%(who)s left the chat at %(time)s"),
            }[form]
        case Verb.PARTICIPANT:
            return ""
        case Verb.STARTED:
            return _("The client pressed “Start” at %(time)s")
        case Verb.BLOCKED:
            return _("The client blocked the bot at %(time)s")
        case Verb.UNBLOCKED:
            return _("The client lets the bot write again, %(time)s")
    return None
