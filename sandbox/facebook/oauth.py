"""Facebook Login: the screen, the code for a token, the long-lived token for it (PROTOCOLS §4.1)."""

import secrets
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from aiohttp import web

from sandbox.facebook import errors
from sandbox.facebook.knowing import OWNER
from sandbox.facebook.models import SCOPES, fresh_token
from sandbox.telegram.webhook_url import is_loopback

if TYPE_CHECKING:
    from sandbox.facebook.calling import Call
    from sandbox.facebook.provider import Facebook

CODE_SECONDS = 600
DENIED = {
    "error": "access_denied",
    "error_code": "200",
    "error_description": "Permissions error",
    "error_reason": "user_denied",
}
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
}
WORDS = {
    "ru": (
        "Вход через Facebook",
        "{app} получит доступ к вашим страницам: сообщения и настройки переписки.",
        "Продолжить как {name}",
        "Отмена",
        "Имитация Facebook в песочнице",
    ),
    "en": (
        "Log in with Facebook",
        "{app} will get access to your pages: their messages and the settings of messaging.",
        "Continue as {name}",
        "Cancel",
        "Facebook imitated by the sandbox",
    ),
}


async def screen(facebook: "Facebook", request: web.BaseRequest, path: str) -> web.StreamResponse:
    """``dialog/oauth``: the question; its two links, ``…/yes`` and ``…/no``, lead back to the app."""
    asked = dict(request.query)
    redirect = asked.get("redirect_uri", "")
    if asked.get("client_id") != facebook.app.id:
        return _page(
            "Invalid App ID",
            "<p>Invalid App ID: The provided app ID does not look like a valid app ID.</p>",
            400,
        )
    if not is_loopback(redirect):
        return _page("URL blocked", "<p>URL blocked: the redirect URI is not in the app's settings.</p>", 400)
    verdict = path.removeprefix("dialog/oauth").strip("/")
    if verdict == "yes":
        return _back(redirect, {"code": _code(facebook, asked), "state": asked.get("state", "")})
    if verdict == "no":
        return _back(redirect, {**DENIED, "state": asked.get("state", "")})
    return _question(facebook, request, asked)


def _question(facebook: "Facebook", request: web.BaseRequest, asked: dict[str, str]) -> web.Response:
    language = request.cookies.get("lang", "ru")
    title, about, yes, no, note = WORDS.get(language, WORDS["ru"])
    query, root = escape(urlencode(asked)), escape(f"{_root(request)}/dialog/oauth")
    scopes = "".join(
        f"<li><code>{escape(one)}</code></li>" for one in asked.get("scope", "").split(",") if one
    )
    body = (
        f"<h1>{escape(title)}</h1><p>{escape(about.format(app=facebook.app.name))}</p><ul>{scopes}</ul>"
        f'<p><a class="button" id="yes" href="{root}/yes?{query}">{escape(yes.format(name=OWNER["name"]))}</a></p>'
        f'<p><a id="no" href="{root}/no?{query}">{escape(no)}</a></p><p><small>{escape(note)}</small></p>'
    )
    return _page(title, body, 200, language)


def _root(request: web.BaseRequest) -> str:
    """The path under which Facebook was asked, without its version."""
    return f"/{request.path.lstrip('/').partition('/')[0]}"


def _code(facebook: "Facebook", asked: dict[str, str]) -> str:
    code = f"AQ{secrets.token_urlsafe(90)}"
    scopes = [one for one in asked.get("scope", "").split(",") if one] or list(SCOPES)
    facebook.codes[code] = {
        "redirect": asked["redirect_uri"],
        "scopes": scopes,
        "until": facebook.clock.now() + CODE_SECONDS,
    }
    return code


def _back(redirect: str, more: dict[str, str]) -> web.Response:
    joint = "&" if urlsplit(redirect).query else "?"
    return web.Response(status=302, headers={"Location": f"{redirect}{joint}{urlencode(more)}#_=_"})


def _page(title: str, body: str, status: int, language: str = "en") -> web.Response:
    text = (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="stylesheet" href="/static/css/base.css"><link rel="stylesheet" href="/static/css/facebook-login.css"></head>'
        f'<body class="login"><main>{body}</main></body></html>'
    )
    return web.Response(text=text, status=status, content_type="text/html", headers=HEADERS)


async def access_token(call: "Call") -> dict[str, Any]:
    """A token for a code (once), or a long-lived one for a short one; the app proves itself by its secret."""
    facebook, fields = call.facebook, call.fields
    if fields.get("client_id") != facebook.app.id or fields.get("client_secret") != facebook.app.secret:
        raise errors.Refused(
            101, "Error validating application. Cannot get application info due to a system error."
        )
    if fields.get("grant_type") == "fb_exchange_token":
        grant = facebook.grants.pop(str(fields.get("fb_exchange_token", "")), None)
        if grant is None:
            raise errors.STRANGE_TOKEN
        return _granted(facebook, {**grant, "long": True}, 60 * 24 * 3600)
    code = facebook.codes.pop(str(fields.get("code", "")), None)
    if code is None or code["until"] < facebook.clock.now():
        raise errors.bad("This authorization code has been used.", 36009)
    if code["redirect"] != fields.get("redirect_uri"):
        raise errors.bad(
            "Error validating verification code. Please make sure your redirect_uri is identical.", 36008
        )
    return _granted(facebook, {"scopes": code["scopes"], "long": False}, 3600)


def _granted(facebook: "Facebook", grant: dict[str, Any], seconds: int) -> dict[str, Any]:
    token = fresh_token("EAAU")
    facebook.grants[token] = grant
    return {"access_token": token, "token_type": "bearer", "expires_in": seconds}
