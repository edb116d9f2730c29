"""Signing in: the screens where a person lets an application in, and the tokens for its code (PROTOCOLS §3.1)."""

import secrets
from html import escape
from typing import Any
from urllib.parse import parse_qsl, urlencode

from aiohttp import web

from sandbox import forms
from sandbox.answers import data
from sandbox.telegram.webhook_url import is_loopback
from sandbox.vk.models import RIGHTS, User
from sandbox.vk.provider import ADMINISTRATOR, OWNER, Vk

LIFE = 3600.0
LOOK = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"}
PAGE = """<!doctype html><html lang="ru"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>ВКонтакте | Разрешение доступа</title><style>
body{{font:15px/1.5 system-ui,sans-serif;background:#edeef0;margin:0;color:#000}}
header{{background:#0077ff;color:#fff;padding:14px 24px;font-weight:600}}
main{{background:#fff;max-width:440px;margin:48px auto;padding:28px;border-radius:12px}}
button{{font:inherit;padding:9px 20px;border-radius:8px;border:0;background:#0077ff;color:#fff;cursor:pointer;margin-right:8px}}
button[value=deny]{{background:#e5ebf1;color:#2a5885}}label{{display:block;margin:6px 0}}</style>
<header>ВКонтакте</header><main>{inside}</main></html>"""


async def authorize(vk: Vk, request: web.BaseRequest, rest: str) -> web.StreamResponse:
    """GET: the screen. POST {decision, person}: back to the application with a code, or with the person's refusal."""
    asked = dict(parse_qsl(request.query_string))
    redirect = asked.get("redirect_uri", "")
    if not asked.get("client_id") or not is_loopback(redirect):
        return _page("<h1>Ошибка</h1><p>redirect_uri is incorrect, check application redirect uri</p>", 401)
    if request.method != "POST":
        return _page(_screen(vk, asked))
    fields, _ = await forms.read(request, vk.blobs, 0)
    state = {"state": asked["state"]} if "state" in asked else {}
    if fields.get("decision") != "allow":
        told = {"error": "access_denied", "error_reason": "user_denied", **state}
        return _back(redirect, {**told, "error_description": "User denied your request"})
    person = vk.users.get(int(fields.get("person", OWNER)))
    groups = [int(one) for one in asked.get("group_ids", "").split(",") if one.isdigit()]
    if person is None or any(not _runs(vk, person, group) for group in groups):
        return _page("<h1>Ошибка</h1><p>Вы не администратор этого сообщества</p>", 403)
    code = secrets.token_hex(9)
    vk.codes[code] = {
        "client": asked["client_id"],
        "redirect": redirect,
        "person": person.id,
        "groups": groups,
        "rights": [right for right in asked.get("scope", "").split(",") if right in RIGHTS],
        "at": vk.clock.now(),
    }
    return _back(redirect, {"code": code, **state})


async def access_token(vk: Vk, request: web.BaseRequest, rest: str) -> web.StreamResponse:
    """The tokens for a code, once, with the same redirect_uri. Fault method: "access_token"."""
    fields, _ = await forms.read(request, vk.blobs, 0)
    fault = vk.faults.take("", "access_token", "") if vk.faults.orders else None
    if fault is not None and fault.status:
        return data({"error": fault.error or "temporarily_unavailable"}, fault.status)
    known = vk.codes.pop(str(fields.get("code", "")), None)
    if known is None or vk.clock.now() - known["at"] > LIFE:
        return _refused("invalid_grant", "Code is invalid or expired.")
    if known["redirect"] != fields.get("redirect_uri") or known["client"] != fields.get("client_id"):
        return _refused("invalid_grant", "Code is expired or redirect_uri is incorrect.")
    if not fields.get("client_secret"):
        return _refused("invalid_client", "client_secret is incorrect")
    if not known["groups"]:
        token = f"vk1.a.{secrets.token_urlsafe(60)}"
        vk.people[token] = known["person"]
        return data({"access_token": token, "expires_in": 86400, "user_id": known["person"]})
    given = [
        {"group_id": group, "access_token": vk.give_token(vk.bots[group], known["rights"])}
        for group in known["groups"]
    ]
    return data({"groups": given, "expires_in": 0})


def _runs(vk: Vk, person: User, group: int) -> bool:
    return group in vk.bots and vk.bots[group].roles.get(person.id) == ADMINISTRATOR


def _screen(vk: Vk, asked: dict[str, Any]) -> str:
    groups = [
        vk.bots[int(one)]
        for one in asked.get("group_ids", "").split(",")
        if one.isdigit() and int(one) in vk.bots
    ]
    what = f"управлять сообществом «{escape(groups[0].name)}»" if groups else "узнать ваши сообщества"
    runners = {OWNER} | {person for one in vk.bots.values() for person in one.roles}
    people = "".join(
        f'<label><input type="radio" name="person" value="{one}"{" checked" if one == OWNER else ""}> '
        f"{escape(vk.users[one].name)}</label>"
        for one in sorted(runners)
        if one in vk.users
    )
    return (
        f"<h1>Разрешение доступа</h1><p>Приложение {escape(asked['client_id'])} хочет {what}.</p>"
        f'<form method="post">{people}<p><button name="decision" value="allow">Разрешить</button>'
        '<button name="decision" value="deny">Отмена</button></p></form>'
    )


def _back(redirect: str, told: dict[str, Any]) -> web.Response:
    mark = "&" if "?" in redirect else "?"
    return web.Response(status=302, headers={"Location": f"{redirect}{mark}{urlencode(told)}"})


def _refused(error: str, words: str) -> web.Response:
    return data({"error": error, "error_description": words}, 401)


def _page(inside: str, status: int = 200) -> web.Response:
    return web.Response(
        text=PAGE.format(inside=inside), status=status, content_type="text/html", headers=LOOK
    )
