"""A visitor's lines: reading by the cursor, writing, pressing, marks of what was seen; a new visitor's token."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from acquisition import showing, tickets
from acquisition.domain import chatting, uploads
from acquisition.domain.chatting import Said
from acquisition.domain.pace import AddressPace
from acquisition.queries import web_chats
from acquisition.views.entering import body, chat_view, key, number, word
from channels_hub.messengers.webchat import TRAITS
from common.visitors import ip_of
from projects.domain.refusals import Refused

newcomers = AddressPace(burst=30, seconds=10)
writers = AddressPace(burst=60, seconds=0.5)
FRAMING = 64 * 1024  # of a form around its file


@chat_view("POST", known=False)
def visitor(request: Any, account: str) -> HttpResponse:
    """The token of a browser that was never here: nothing is kept until it writes."""
    newcomers.let(ip_of(request) or "")
    return JsonResponse({"token": tickets.issue(account)})


@chat_view("GET", "POST")
def lines(request: Any, account: str) -> HttpResponse:
    """GET: a page of lines, after a number (all that is new), before one (what was earlier), or the last. POST: one more."""
    if request.method == "POST":
        return _write(request)
    who = web_chats.visitor(request.chat, request.code)
    if who is None:
        return JsonResponse({"lines": [], "rev": 0, "more": False})
    if "after" in request.GET:
        found = web_chats.lines_after(who, number(request.GET, "after"))
        more = bool(found) and found[-1].rev < who.rev
    else:
        before = number(request.GET, "before") if "before" in request.GET else None
        found = web_chats.lines_before(who, before)
        more = bool(found) and found[0].rev > 1
    return JsonResponse({"lines": [showing.line(one) for one in found], "rev": who.rev, "more": more})


def _write(request: Any) -> HttpResponse:
    writers.let(ip_of(request) or "")
    fields = body(request)
    said = Said(
        key(fields),
        word(fields, "text"),
        number(fields, "reply_to"),
        word(fields, "start", 256) if "start" in fields else None,
    )
    written = chatting.write(request.chat, request.code, said, language=get_language() or "")
    return JsonResponse({"line": showing.line(written)})


@chat_view("POST")
def files(request: Any, account: str) -> HttpResponse:
    """A line with a file: a form of key, text, file."""
    writers.let(ip_of(request) or "")
    if int(request.META.get("CONTENT_LENGTH") or 0) > TRAITS.download_bytes + FRAMING:
        raise Refused(_("A file can be up to 25 MB"), "large")
    said = Said(key(request.POST), word(request.POST, "text"))
    known = chatting.known_line(request.chat, request.code, said.key)
    if known is not None:
        return JsonResponse({"line": showing.line(known)})
    upload = request.FILES.get("file")
    if upload is None:
        raise Refused(_("The file did not come whole. Send it once more"), "unreadable")
    kept = uploads.keep(request.chat, upload, upload.name or "")
    try:
        written = chatting.write(request.chat, request.code, said, kept, get_language() or "")
    except Exception:
        uploads.discard(kept)
        raise
    if written.file_id != kept.pk:  # it was sent twice at once, and the other was first
        uploads.discard(kept)
    return JsonResponse({"line": showing.line(written)})


@chat_view("POST")
def presses(request: Any, account: str) -> HttpResponse:
    """A press of a button under one of our lines."""
    writers.let(ip_of(request) or "")
    fields = body(request)
    chatting.press(request.chat, request.code, key(fields), number(fields, "rev"), number(fields, "button"))
    return JsonResponse({})


@chat_view("POST")
def marks(request: Any, account: str) -> HttpResponse:
    """How far our lines came to the page, and to the visitor's eyes."""
    fields = body(request)
    chatting.see(request.chat, request.code, number(fields, "delivered"), number(fields, "read"))
    return JsonResponse({})
