"""The sandbox's pages and their files. A page is HTML with ``{{word}}`` put in from words.py."""

import json
import re
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aiohttp import web

from sandbox.answers import wrong
from sandbox.portraits import PORTRAITS
from sandbox.providers import KINDS, part
from sandbox.words import LANGUAGES

if TYPE_CHECKING:
    from sandbox.world import World

STATIC = Path(__file__).parent / "static"
TYPES = {
    ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2", ".png": "image/png",
    ".txt": "text/plain",
}  # fmt: skip
SAFE = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' blob:; media-src 'self' blob:; frame-src 'self'; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
# a letter is shown in a frame that inherits the policy: mails carry styles of their own and pictures of this machine
MAIL = {
    **SAFE,
    "Content-Security-Policy": SAFE["Content-Security-Policy"].replace(
        "img-src 'self' blob:", "img-src 'self' blob: data: http://localhost:* http://127.0.0.1:*"
    )
    + "; style-src 'self' 'unsafe-inline'",
}
WINDOW = re.compile(r"\d+(/[^/]+)?/?")
WORD = re.compile(r"\{\{(\w+)\}\}")


def is_window(kind: str, rest: str) -> bool:
    """Is ``/<kind>/<rest>`` the window of a bot or of one of its clients, and not the provider's own?"""
    return bool(WINDOW.fullmatch(rest))


async def answer(world: "World", request: web.BaseRequest, path: str) -> web.StreamResponse:
    """``/`` and ``/telegram/<bot>[/<client>]``: the messenger; ``/mail``: mailboxes; ``/static/…``: their files."""
    if path.startswith("/static/"):
        return _file(path[8:])
    if path.startswith("/portraits/"):
        name = path[11:].removesuffix(".png")
        return (
            _send(STATIC.parent / "portraits" / f"{name}.png")
            if name in PORTRAITS
            else wrong("no such portrait", 404)
        )
    language = request.query.get("lang", "")
    if language not in LANGUAGES:
        language = request.cookies.get("lang", "")
    language = language if language in LANGUAGES else "ru"
    _, kind, rest = (*path.split("/", 2), "", "")[:3]
    if path == "/" or (kind in KINDS and (not rest or is_window(kind, rest))):
        page = "messenger.html"
    elif path.rstrip("/") == "/mail":
        page = "mail.html"
    else:
        return wrong(f"there is no {path}", 404)
    answer = web.Response(
        text=rendered(page, language), content_type="text/html", headers=MAIL if page == "mail.html" else SAFE
    )
    answer.set_cookie("lang", language, samesite="Lax")
    return answer


def look(kind: str) -> dict[str, Any]:
    """What a provider's window is like: LOOK of its look.py, or only its name."""
    try:
        return {"name": kind.title(), **part(kind, "look").LOOK}
    except ModuleNotFoundError:
        return {"name": kind.title()}


@lru_cache(8)
def rendered(page: str, language: str) -> str:
    """A page in a language."""
    words = {**LANGUAGES[language], "lang": language, "other": "en" if language == "ru" else "ru"}
    source = (STATIC / page).read_text("utf-8")
    facts = {"words": words, "portraits": PORTRAITS, "kinds": {kind: look(kind) for kind in KINDS}}
    about = json.dumps(facts, ensure_ascii=False).replace("<", "\\u003c")
    return WORD.sub(lambda match: about if match[1] == "json" else escape(words[match[1]]), source)


def _file(name: str) -> web.StreamResponse:
    """A file of the pages; nothing outside their folder."""
    path = (STATIC / name).resolve()
    if STATIC not in path.parents or path.suffix not in TYPES or not path.is_file():
        return wrong("there is no such file", 404)
    return _send(path)


def _send(path: Path) -> web.StreamResponse:
    """A file with its type; browsers ask each time whether it changed."""
    headers = {**SAFE, "Content-Type": TYPES[path.suffix], "Cache-Control": "no-cache"}
    return web.FileResponse(path, headers=headers)
