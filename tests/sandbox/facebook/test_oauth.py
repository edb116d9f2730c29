"""The sign-in: screen, code, tokens, pages with roles, debug_token (PROTOCOLS §4.1)."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests

from tests.sandbox.facebook.graph import app, app_token, call, code_of
from tests.sandbox_process import Sandbox

BACK = "http://localhost:1/oauth/facebook/"


def screen(sandbox: Sandbox, **changes: str) -> requests.Response:
    asked = {"client_id": app(sandbox)["id"], "redirect_uri": BACK, "state": "s1", "scope": "pages_messaging"}
    return requests.get(f"{sandbox.url}/facebook/v25.0/dialog/oauth", {**asked, **changes}, timeout=10)


def follow(sandbox: Sandbox, page: requests.Response, link: str) -> dict[str, list[str]]:
    found = re.search(rf'id="{link}" href="([^"]+)"', page.text)
    assert found is not None
    url = sandbox.url + found[1].replace("&amp;", "&")
    location = requests.get(url, allow_redirects=False, timeout=10).headers["Location"]
    assert location.startswith(BACK)
    return parse_qs(urlsplit(location).query)


def token(sandbox: Sandbox, **fields: str) -> requests.Response:
    known = app(sandbox)
    ours = {"client_id": known["id"], "client_secret": known["secret"]}
    return call(sandbox, "", "POST", "oauth/access_token", **{**ours, **fields})


def granted(sandbox: Sandbox) -> str:
    back = follow(sandbox, screen(sandbox), "yes")
    assert back["state"] == ["s1"]
    return str(token(sandbox, code=back["code"][0], redirect_uri=BACK).json()["access_token"])


def test_denied_and_strange_apps(sandbox: Sandbox) -> None:
    back = follow(sandbox, screen(sandbox), "no")
    assert (back["error"], back["state"]) == (["access_denied"], ["s1"])
    assert screen(sandbox, client_id="1").status_code == 400
    assert screen(sandbox, redirect_uri="https://example.org/").status_code == 400


def test_a_code_is_good_once_and_for_its_redirect(sandbox: Sandbox) -> None:
    code = follow(sandbox, screen(sandbox), "yes")["code"][0]
    assert code_of(token(sandbox, code=code, redirect_uri=BACK + "x")) == (400, 100, 36008)
    code = follow(sandbox, screen(sandbox), "yes")["code"][0]
    short = token(sandbox, code=code, redirect_uri=BACK).json()["access_token"]
    assert code_of(token(sandbox, code=code, redirect_uri=BACK)) == (400, 100, 36009)
    exchanged = token(sandbox, grant_type="fb_exchange_token", fb_exchange_token=short)
    assert exchanged.json()["expires_in"] == 60 * 24 * 3600


def test_pages_with_roles_and_cursors(sandbox: Sandbox) -> None:
    pages = [sandbox.new_bot(f"P{n}", kind="facebook") for n in range(3)]
    sandbox.new_bot("Чужая", kind="facebook", role="none")
    sandbox.new_bot("Редактор", kind="facebook", role="editor")
    user, found, after = granted(sandbox), [], ""
    while True:
        answer = call(sandbox, user, "GET", "me/accounts", limit="2", after=after).json()
        found += answer["data"]
        if "next" not in answer["paging"]:
            break
        after = answer["paging"]["cursors"]["after"]
    assert [one["name"] for one in found] == ["P0", "P1", "P2", "Редактор"]
    assert [("MANAGE" in one["tasks"]) for one in found] == [True, True, True, False]
    assert found[0]["access_token"] == pages[0]["token"]


def test_debug_token(sandbox: Sandbox) -> None:
    page: dict[str, Any] = sandbox.new_bot("P", kind="facebook")

    def debugged() -> dict[str, Any]:
        asked = {"method": "get", "input_token": page["token"]}
        return dict(call(sandbox, app_token(sandbox), "POST", "debug_token", **asked).json()["data"])

    assert debugged()["is_valid"] is True
    assert "pages_messaging" in debugged()["scopes"]
    sandbox.revoke(page, kind="facebook")
    assert debugged()["is_valid"] is False
    assert debugged()["error"]["subcode"] == 460
    assert code_of(call(sandbox, "1|x", "GET", "debug_token", input_token="y")) == (400, 190, 0)
