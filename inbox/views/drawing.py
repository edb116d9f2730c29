"""The inbox's pages from their parts; every view ends here."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from channels_hub.queries.files import staff_link
from common import clock
from inbox import visibility
from inbox.domain import reading
from inbox.domain.refusals import Refused
from inbox.enums import ChatAct, Tab
from inbox.queries import chat_page, lists, timeline
from inbox.queries.chat_page import ChatHead
from inbox.queries.faces import Face, face
from inbox.showing import windows
from inbox.showing.foot import foot
from inbox.showing.lines import lines
from inbox.showing.listing import FIRST, Listing, listing
from inbox.showing.trouble import trouble
from projects.door import ProjectRequest, no_permission

# All at once instead of one after another as imports are found: the page works sooner.
MODULES = tuple(
    f"js/inbox/{name}.js"
    for name in (
        *(
            "acting",
            "ask",
            "attaching",
            "composing",
            "drafts",
            "emoji",
            "lightbox",
            "listing",
            "merging",
            "morphing",
        ),
        *(
            "noticing",
            "outbox",
            "pace",
            "panes",
            "place",
            "player",
            "presence",
            "reading",
            "scrolling",
            "timeline",
        ),
        *("updating", "walking", "windows", "words"),
    )
)
ORDERS = (lists.ORDER_WAITING, lists.ORDER_NEW)
PARTS = ("list", "chat")
# Three screens of messages, or what is unread with a little of what the reader knows, if it is not too much for once.
FIRST_LINES, SEEN_LINES, MOST_LINES = 30, 5, 40


def own_tab(request: ProjectRequest, wanted: str = "") -> str:
    """The tab to show: the wanted one if the member has it, else their first; "" when they have none."""
    mine = [tab.value for tab in visibility.tabs(request.member) if tab != Tab.SEARCH]
    return wanted if wanted in mine else mine[0] if mine else ""


def list_context(request: ProjectRequest, tab: str) -> dict[str, Any]:
    """What the list pane needs."""
    order = request.GET.get("order", "")
    count = request.GET.get("count", "")
    limit = int(count) if count.isascii() and count.isdigit() and len(count) < 5 else FIRST
    shown: Listing = listing(
        request.member, tab, order if order in ORDERS else lists.ORDER_WAITING, max(limit, FIRST)
    )
    return {"list": shown, "tab": tab, "order": shown.order}


def head_or_404(request: ProjectRequest, chat: int) -> ChatHead:
    """The chat's head for this member; a chat one may not see does not exist."""
    head = chat_page.head(request.member, chat)
    if head is None:
        raise Http404
    return head


def head_context(request: ProjectRequest, head: ChatHead, taken_by: Face | None = None) -> dict[str, Any]:
    """What the head and the foot of a chat need."""
    return {
        "head": head,
        "foot": foot(head, taken_by),
        "window": windows.shown(head.window, clock.now()),
        "contact_photo": staff_link(request.member, head.photo) if head.photo else "",
        "may": {act.value: act in head.acts for act in ChatAct},
    }


def chat_context(request: ProjectRequest, head: ChatHead, **more: Any) -> dict[str, Any]:
    """What the chat pane needs: its newest page, or the one round `?entry=`, or the one `?before=` a key."""
    member, asked = request.member, request.GET.get("entry", "")
    around = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else None
    before = request.GET.get("before", "")
    limit = min(max(FIRST_LINES, head.unread + SEEN_LINES), MOST_LINES)
    page = timeline.page(member, head.chat, before=before, around=around, limit=limit)
    if page is None:
        raise Http404
    return {
        **head_context(request, head, more.pop("taken_by", None)),
        "lines": lines(page, 0 if before or around else head.unread),
        "page": page,
        "entry": around,
        **more,
    }


def whole(
    request: ProjectRequest, pane: str, tab: str, chat: dict[str, Any] | None, status: int = 200
) -> HttpResponse:
    """The page with its three panes."""
    context = {
        **list_context(request, tab),
        **(chat or {}),
        "pane": pane,
        "open": chat is not None,
        "modules": MODULES,
        "trouble": trouble(request.member),
    }
    return render(request, "inbox/page.html", context, status=status)


def no_tabs(request: ProjectRequest) -> HttpResponse:
    """The member has no tab at all."""
    return no_permission(request, str(Tab.NEW.label))


def draw_chat(
    request: ProjectRequest, head: ChatHead, pane: str = "chat", status: int = 200, **more: Any
) -> HttpResponse:
    """The chat: its panes alone for `?part=chat`, else the whole page. Opening it counts as reading."""
    context = chat_context(request, head, **more)
    newest = not context["page"].after and request.GET.get("read") != "0"
    if request.method == "GET" and newest and head.unread:
        reading.read(request.member, head.chat, head.rev)
    tab = own_tab(request, request.GET.get("tab") or head.tab)
    if request.GET.get("part") == "chat":
        return render(request, "inbox/_opened.html", {**context, "tab": tab, "pane": pane}, status=status)
    return whole(request, pane, tab, context, status)


def draw_update(request: ProjectRequest, chat: int, rev: int, status: int = 200, **more: Any) -> HttpResponse:
    """What changed in a chat after `rev`, with its head and foot: the one answer to live hints and to every act."""
    head = head_or_404(request, chat)
    changes = timeline.since(request.member, chat, rev)
    if changes is None:
        raise Http404
    context = {
        **head_context(request, head, more.pop("taken_by", None)),
        "lines": [] if changes.again else lines(changes),
        "page": changes,
        "tab": own_tab(request, request.GET.get("tab") or head.tab),
        **more,
    }
    return render(request, "inbox/_update.html", context, status=status)


def scripted(request: ProjectRequest) -> bool:
    """Did our script ask, wanting fragments?"""
    return bool(request.headers.get("HX-Request"))


def known_rev(request: ProjectRequest) -> int:
    """The cursor that the page sent with its act."""
    sent = request.POST.get("rev", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 19 else 0


def chat_url(request: ProjectRequest, chat: int, name: str = "chat") -> str:
    """The chat's address, in the tab the reader is in."""
    address = reverse(f"inbox:{name}", args=[request.project.pk, chat])
    tab = request.GET.get("tab") or request.POST.get("tab") or ""
    return f"{address}?{urlencode({'tab': tab})}" if tab in Tab.values else address


STATUS = {"gone": 404, "empty": 422, "long": 422, "files": 422, "right": 403}


def refused(request: ProjectRequest, chat: int, no: Refused, **more: Any) -> HttpResponse:
    """Say no in place: the sentence above the composer, or the take bar turned into who was faster; text typed stays."""
    status = STATUS.get(no.code, 409)
    if no.code == "gone":
        raise Http404
    if no.code == "taken" and no.by is not None:
        more["taken_by"] = face(no.by, request.member)
    else:
        more["refusal"] = no.sentence
    if scripted(request):
        return draw_update(request, chat, known_rev(request), status, **more)
    return draw_chat(request, head_or_404(request, chat), status=status, **more)
