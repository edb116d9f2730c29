"""The doors of a web chat: its page's addresses on the project's pages host, and our own provider's on the application's.

No cookie is read at either. A visitor is whom the token in the Authorization header proves, our sender whom the channel's.
"""

import functools
import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from acquisition import tickets
from acquisition.domain.pace import AddressPace
from acquisition.queries import web_chats
from channels_hub.models import Channel
from common.door import View, hook_view, mark
from common.visitors import ip_of
from projects.domain.refusals import Refused
from projects.scope import project_scope

LONGEST_BODY = 64 * 1024
KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")
STATUSES = {"fast": 429, "large": 413, "long": 413, "gone": 409, "closed": 404, "stranger": 401, "disk": 507}
acts = AddressPace(burst=400, seconds=0.05)


class ChatRequest(HttpRequest):
    """What a view of a web chat is given."""

    chat: Channel
    code: str


def chat_view(*methods: str, known: bool = True, page: bool = False) -> Callable[[View], View]:
    """For the chat's own page: `view(request, account)` with `request.chat`, in its project's scope.

    `known`: only for a visitor whose token is of this chat; `request.code` is theirs. A Refused becomes its
    sentence, with `page` on a page of its own.
    """

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: Any, account: str) -> HttpResponse:
            try:
                if request.method not in methods:
                    raise Refused(_("The page asks in a way that does not exist here"), "method")
                acts.let(ip_of(request) or "")
                chat = web_chats.chat_at(account) if len(account) <= 64 and account.isascii() else None
                if chat is None or not is_host_of(request, chat.project_id):
                    raise Refused(_("This chat is closed"), "closed")
                request.chat = chat
                if known:
                    request.code = tickets.code_of(account, _bearer(request, "Visitor"))
                    if not request.code:
                        raise Refused(_("The page does not know you any more. Open it anew"), "stranger")
                with project_scope(chat.project_id):
                    answer: HttpResponse = view(request, account)
            except Refused as no:
                answer = closed(no.sentence, STATUSES.get(no.code, 400)) if page else refusal(no)
            answer.headers.setdefault("Cache-Control", "no-store")
            answer["X-Robots-Tag"] = "noindex"
            return answer

        guarded.csrf_exempt = True  # type: ignore[attr-defined]  # no cookie is read, so nobody's browser can be misused
        return mark(guarded, "visitor")

    return decorate


def provider_view(view: View) -> View:
    """For our own sender: `view(request, …)` with `request.chat`, the channel whose token the request bears."""

    @functools.wraps(view)
    def guarded(request: Any, **parts: Any) -> HttpResponse:
        chat = web_chats.chat_of_token(_bearer(request, "Bearer"))
        if chat is None:
            return problem(401, "token", "no channel has this token")
        request.chat = chat
        with project_scope(chat.project_id):
            answer: HttpResponse = view(request, **parts)
        return answer

    return hook_view(guarded)


def body(request: HttpRequest) -> dict[str, Any]:
    """The request's JSON object. Raises Refused "long", "unreadable"."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > LONGEST_BODY:
        raise Refused(_("This is too long for one message"), "long")
    try:
        loaded = json.loads(request.body)
    except (ValueError, RecursionError):
        loaded = None
    if not isinstance(loaded, dict):
        raise Refused(_("The page sent something unreadable. Open it anew"), "unreadable")
    return loaded


def word(fields: Any, name: str, longest: int = 10_000) -> str:
    """The text under `name`, "" when there is none. Raises Refused "unreadable" for another type, "long"."""
    value = fields.get(name, "")
    if not isinstance(value, str):
        raise Refused(_("The page sent something unreadable. Open it anew"), "unreadable")
    if len(value) > longest:
        raise Refused(_("This is too long for one message"), "long")
    return value


def number(fields: Any, name: str) -> int:
    """The whole number ≥ 0 under `name`, 0 when there is none. Raises Refused "unreadable"."""
    value = fields.get(name, 0)
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 19:
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**62:
        raise Refused(_("The page sent something unreadable. Open it anew"), "unreadable")
    return value


def key(fields: Any) -> str:
    """The browser's word that makes the act happen once. Raises Refused "unreadable"."""
    value = word(fields, "key")
    if not KEY.fullmatch(value):
        raise Refused(_("The page sent something unreadable. Open it anew"), "unreadable")
    return f"v{value}"


def refusal(no: Refused) -> JsonResponse:
    """The sentence, with a status that scripts understand."""
    return problem(STATUSES.get(no.code, 400), no.code, no.sentence)


def closed(title: str, status: int = 404) -> HttpResponse:
    """A page that says why there is no chat. It may stand in any frame: there is nothing on it."""
    answer = HttpResponse(render_to_string("acquisition/closed.html", {"title": title}), status=status)
    answer["Content-Security-Policy"] = "default-src 'none'; style-src 'self'; frame-ancestors *"
    answer["Cache-Control"] = "no-store"
    answer.xframe_options_exempt = True
    return answer


def problem(status: int, error: str, text: str) -> JsonResponse:
    """`{"error", "text"}`."""
    return JsonResponse(
        {"error": error, "text": text}, status=status, json_dumps_params={"ensure_ascii": False}
    )


def is_host_of(request: HttpRequest, project: int) -> bool:
    """Was the project's own pages host asked? What runs on another project's host reaches nothing here."""
    pages = urlsplit(settings.PAGES_URL)
    asked = str(request.META.get("HTTP_HOST", "")).lower()
    return asked == f"p{project}.{pages.netloc}".lower()


def _bearer(request: HttpRequest, scheme: str) -> str:
    said, _space, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if said == scheme else ""
