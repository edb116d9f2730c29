"""Who somebody is: a page, the person who signed in, a client; and what a token is good for."""

from typing import Any

from sandbox.facebook import errors
from sandbox.facebook.calling import Call
from sandbox.facebook.models import Page

OWNER = {"id": "100000000000001", "name": "Olga Vetrova"}


async def node(call: Call) -> dict[str, Any]:
    """GET me, <page> or <client>: the fields asked for."""
    if call.token in call.facebook.grants:
        return OWNER
    page = call.page
    if page is not None and not page.revoked and call.node not in ("me", page.id):
        return _person(call, page)
    page = call.my_page()
    return _chosen(call, {"id": page.id, "name": page.name, "username": page.username})


async def debug_token(call: Call) -> dict[str, Any]:
    """What a token is good for; asked with the app's own token."""
    call.my_app()
    token = str(call.fields.get("input_token", ""))
    page = call.facebook.tokens.get(token)
    app = call.facebook.app
    about: dict[str, Any] = {"app_id": app.id, "application": app.name, "type": "PAGE"}
    if page is None:
        error = {"code": 190, "message": "Invalid OAuth access token."}
        return {"data": {**about, "is_valid": False, "error": error, "scopes": []}}
    if page.revoked:
        error = {"code": 190, "message": errors.DEAD_TOKEN.text, "subcode": 460}
        return {"data": {**about, "is_valid": False, "error": error, "scopes": []}}
    valid = {"is_valid": True, "profile_id": page.id, "expires_at": 0, "scopes": page.scopes}
    return {"data": {**about, **valid}}


def _person(call: Call, page: Page) -> dict[str, Any]:
    """A client of the page; raises Refused."""
    chat = page.chats.get(call.node)
    if chat is None or not chat.acted:
        raise errors.NO_PROFILE if chat else errors.NO_OBJECT
    person, facebook = chat.person, call.facebook
    about = {"id": person.id, "first_name": person.first_name, "last_name": person.last_name}
    if person.photo != "none":
        about["profile_pic"] = (
            f"{facebook.root}/portraits/{page.id}/{person.id}.png?ext={int(facebook.clock.now())}"
        )
    return _chosen(call, about)


def _chosen(call: Call, about: dict[str, Any]) -> dict[str, Any]:
    names = str(call.fields.get("fields", "id,name")).split(",")
    return {name: value for name, value in about.items() if name in names or name == "id"}
