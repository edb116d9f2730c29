"""Calls of the Graph API, as any HTTP client makes them."""

from typing import Any

import requests

from tests.sandbox.receiver import Receiver
from tests.sandbox_process import Sandbox

ROOT = "facebook/v25.0"


def app(sandbox: Sandbox, **changes: Any) -> dict[str, Any]:
    return sandbox.control("POST" if changes else "GET", "facebook/app", changes or None)


def call(
    sandbox: Sandbox, page: dict[str, Any] | str, verb: str, path: str, files: Any = None, **fields: Any
) -> requests.Response:
    token = page["token"] if isinstance(page, dict) else page
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    body: dict[str, Any] = {"params": fields} if verb == "GET" else {"json": fields}
    if files:
        body = {"data": fields, "files": files}
    return requests.request(verb, f"{sandbox.url}/{ROOT}/{path}", headers=headers, timeout=30, **body)


def write(
    sandbox: Sandbox, page: dict[str, Any], user: int | str, message: Any, **more: Any
) -> requests.Response:
    fields = {"messaging_type": "RESPONSE", "recipient": {"id": str(user)}, "message": message, **more}
    return call(sandbox, page, "POST", "me/messages", **fields)


def app_token(sandbox: Sandbox) -> str:
    known = app(sandbox)
    return f"{known['id']}|{known['secret']}"


def subscribe(sandbox: Sandbox, page: dict[str, Any], hook: Receiver, get_started: bool = True) -> None:
    number = app(sandbox)["id"]
    fields = {"object": "page", "callback_url": hook.url, "verify_token": hook.verify, "fields": "messages"}
    assert call(sandbox, app_token(sandbox), "POST", f"{number}/subscriptions", **fields).status_code == 200
    wanted = "messages,messaging_postbacks,messaging_referrals,message_deliveries,message_reads,message_echoes,message_edits,message_reactions"
    assert call(sandbox, page, "POST", "me/subscribed_apps", subscribed_fields=wanted).json()["success"]
    if get_started:
        call(sandbox, page, "POST", "me/messenger_profile", get_started={"payload": "GET_STARTED"})


def items(hook: Receiver) -> list[dict[str, Any]]:
    return [item for hit in hook.hits for entry in hit.update["entry"] for item in entry["messaging"]]


def code_of(answer: requests.Response) -> tuple[int, int, int]:
    error = answer.json()["error"]
    return answer.status_code, error["code"], error.get("error_subcode", 0)
