"""Signing in with VK: the person lets the application in, then each community does (CHN-5)."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from tests.sandbox.vk.conftest import Api

REDIRECT = "http://localhost:8000/oauth/vk/"


def press(vk: Api, decision: str = "allow", **more: Any) -> requests.Response:
    query = {"client_id": "51", "redirect_uri": REDIRECT, "response_type": "code", "state": "st", **more}
    page = requests.get(f"{vk.url}/authorize", params=query, timeout=10)
    assert page.status_code == 200
    return requests.post(
        page.url,
        data={"decision": decision, "person": more.get("person", 101)},
        timeout=10,
        allow_redirects=False,
    )


def back(answer: requests.Response) -> dict[str, str]:
    assert answer.status_code == 302
    return {key: values[0] for key, values in parse_qs(urlsplit(answer.headers["Location"]).query).items()}


def token(vk: Api, code: str, **more: Any) -> requests.Response:
    asked = {"client_id": "51", "client_secret": "x", "redirect_uri": REDIRECT, "code": code, **more}
    return requests.post(f"{vk.url}/access_token", data=asked, timeout=10)


def test_the_whole_way(vk: Api, bot: dict[str, Any]) -> None:
    told = back(press(vk, scope="groups"))
    assert told["state"] == "st"
    person = token(vk, told["code"]).json()["access_token"]
    assert token(vk, told["code"]).json()["error"] == "invalid_grant", "a code is good once"
    groups = vk.result(person, "groups.get", extended=1, filter="moder")["items"]
    assert [(one["id"], one["admin_level"]) for one in groups] == [(bot["id"], 3)]
    assert vk.code(person, "messages.send", peer_id=1, random_id=1, message="x") == 28
    code = back(press(vk, group_ids=bot["id"], scope="messages,manage"))["code"]
    (given,) = token(vk, code).json()["groups"]
    assert given["group_id"] == bot["id"]
    names = [
        one["name"] for one in vk.result(given["access_token"], "groups.getTokenPermissions")["permissions"]
    ]
    assert names == ["messages", "manage"]


def test_a_person_may_refuse(vk: Api) -> None:
    told = back(press(vk, "deny"))
    assert (told["error"], told["state"]) == ("access_denied", "st")


@pytest.mark.parametrize(
    "more", [{"redirect_uri": "http://localhost:1/"}, {"client_secret": ""}, {"code": "x"}]
)
def test_a_code_is_bound(vk: Api, more: dict[str, str]) -> None:
    code = back(press(vk))["code"]
    assert "error" in token(vk, **{"code": code, **more}).json()


def test_only_an_administrator_lets_into_a_community(vk: Api, bot: dict[str, Any]) -> None:
    vk.sandbox.control("POST", f"vk/bots/{bot['id']}/settings", {"roles": {"202": 2}})
    assert press(vk, group_ids=bot["id"], person=202).status_code == 403
