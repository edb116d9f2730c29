"""The bubble that nearly all are, a plain text, without the template engine: thirty of them are half of what a chat costs.

The same as templates/inbox/_message.html draws; a test holds the two equal.
"""

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from common import clock
from common.presenting.icons import icon
from common.presenting.moments import when
from common.presenting.people import avatar
from inbox.showing.lines import Line


def plain(line: Line) -> SafeString:
    """The line's HTML if it is a text and nothing more, else "": then the template draws it."""
    item = line.item
    if (
        item is None
        or line.shape != "message"
        or line.body != "text"
        or line.kind
        or line.after
        or item.quote
        or item.content.get("deleted")
    ):
        return SafeString()
    by, author = "", item.author
    if line.staff:
        name, photo = (author.name, author.photo) if author else (item.author_name, "")
        short = (author.short if author else "") or item.author_name
        face = avatar(name or item.author_name, photo=photo)
        by = f'{face}<p class="msg__author"><b>{escape(short)}</b></p>'
    mark = ""
    if line.mark:
        sign = icon(line.mark.icon, data=line.mark.data)
        mark = f'{sign}<span class="vh">{escape(line.mark.words)}</span>'
    edited = f"{escape(_('edited'))} " if item.edited_at else ""
    classes = f"msg{' msg--staff' if line.staff else ''}{' msg--cont' if line.cont else ''}"
    state = f' data-state="{line.state}"' if line.state else ""
    intent = f' data-intent="{escape(line.intent)}"' if line.intent else ""
    # All that is not escaped here is ours: ids, states, and HTML that was made safe where it was made.
    return SafeString(
        f'<li class="{classes}" id="{line.id}" data-at="{line.order}" data-by="{escape(line.by)}" '
        f'data-ms="{int(item.at.timestamp())}" data-dir="{escape(item.direction) or "out"}"{state}{intent}>{by}'
        f'<div class="bubble"><p dir="auto">{line.html or "…"}<span class="bubble__meta">{edited}'
        f"{when(item.at, clock.now(), 'time')}{mark}</span></p></div></li>"
    )
