"""What a browser notification says (NTF-1): new client messages in the member's new and own chats."""

from datetime import datetime

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from common import clock
from inbox.enums import Tab
from inbox.queries import counts, lists
from inbox.queries.arrivals import arrivals
from inbox.showing.texts import clipped
from inbox.views import drawing
from projects.door import ProjectRequest, project_view

MOST = 5
LOOKED = 50


@project_view()
@require_safe
def news(request: ProjectRequest) -> HttpResponse:
    """`?since=<ISO time>`: messages that reached us after it, at most five, with the counts for the tab's title.

    The page asks with a little of the past again and knows told ones by `entry`: a message is received before it is seen.
    """
    try:
        since = datetime.fromisoformat(request.GET.get("since", ""))
    except ValueError:
        since = None
    found = []
    for tab in (Tab.NEW, Tab.MINE):
        if since is None or since.tzinfo is None or drawing.own_tab(request, tab) != tab:
            continue
        rows = lists.page(request.member, tab, order=lists.ORDER_NEW, limit=LOOKED).rows
        rows = [row for row in rows if row.unread and row.preview.direction == "in"]
        came = arrivals(row.chat for row in rows)
        found += [
            {
                "chat": row.chat,
                "entry": came[row.chat].entry,
                "at": came[row.chat].at.isoformat(),
                "title": row.name or _("No name"),
                "text": clipped(row.preview.text),
                "url": f"{reverse('inbox:chat', args=[request.project.pk, row.chat])}?tab={tab.value}",
            }
            for row in rows
            if row.chat in came and came[row.chat].at > since
        ]
    found.sort(key=lambda each: str(each["at"]))
    counted = counts.of(request.member)
    return JsonResponse(
        {
            "now": clock.now().isoformat(),
            "new": counted.new or 0,
            "unread": counted.unread,
            "messages": found[-MOST:],
        }
    )
