"""The visitor's page: alone at its address, or in a frame of the sites that the channel allows (CHN-13)."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _

from acquisition.views.entering import chat_view, closed
from acquisition.wording import words
from common.colour import text_on

THEMES = ("light", "dark")


@chat_view("GET", "HEAD", known=False, page=True)
def frame(request: Any, account: str) -> HttpResponse:
    """The page. `?lang=` and `?theme=` say what the site around it looks like; without them the browser decides."""
    chat = request.chat
    known = dict(settings.LANGUAGES)
    asked = request.GET.get("lang", "")
    language = asked if asked in known else translation.get_language() or settings.LANGUAGE_CODE
    theme = request.GET.get("theme", "")
    with translation.override(language):
        facts = {
            "words": words(),
            "account": account,
            "language": language,
            "start": request.GET.get("start", "")[:256] if "start" in request.GET else None,
        }
        page = render(
            request,
            "acquisition/frame.html",
            {
                "chat": chat,
                "facts": facts,
                "language": language,
                "theme": theme if theme in THEMES else "",
                "look": chat.project.look,
            },
        )
    page["Content-Security-Policy"] = policy(request, allowed_origins(chat.extra))
    page["Referrer-Policy"] = "no-referrer"
    page.xframe_options_exempt = True  # the policy's frame-ancestors says who may
    return page


@chat_view("GET", "HEAD", known=False)
def brand(request: Any, account: str) -> HttpResponse:
    """The project's colour and the text on it."""
    colour = request.chat.project.colour
    answer = HttpResponse(
        f":root{{--wc-brand:{colour};--wc-on-brand:{text_on(colour)}}}\n",
        content_type="text/css; charset=utf-8",
    )
    answer["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer


def allowed_origins(extra: dict[str, Any]) -> list[str]:
    """The sites in which the page may be framed; origins, checked when they were written down."""
    found = extra.get("origins", [])
    return [str(one) for one in found] if isinstance(found, list) else []


def policy(request: HttpRequest, origins: list[str]) -> str:
    """What the page may do: its own scripts, its own socket, files of the files' host; framed by `origins` alone."""
    socket = ("wss" if settings.PAGES_URL.startswith("https") else "ws") + f"://{request.get_host()}"
    rules = {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "blob:", settings.FILES_URL],
        "media-src": [settings.FILES_URL],
        "connect-src": ["'self'", socket],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
        "frame-ancestors": ["'self'", *origins],
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in rules.items())


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Any other address of a pages host; nothing of the application is shown there."""
    return closed(_("There is no such page"))
