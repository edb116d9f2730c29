"""A community's calls as any HTTP client makes them, and a Callback server that says what it is told."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests

from tests.sandbox.receiver import Receiver
from tests.sandbox_process import Sandbox


class Api:
    """VK of a sandbox."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox, self.url = sandbox, f"{sandbox.url}/vk"

    def call(self, token: Any, method: str, **fields: Any) -> dict[str, Any]:
        """The whole answer; it always comes with status 200."""
        token = token["token"] if isinstance(token, dict) else token
        data = {"v": "5.199", "access_token": token, **fields}
        answer = requests.post(f"{self.url}/method/{method}", data=data, timeout=30)
        assert answer.status_code == 200
        return answer.json()

    def result(self, token: Any, method: str, **fields: Any) -> Any:
        answer = self.call(token, method, **fields)
        assert "response" in answer, answer
        return answer["response"]

    def code(self, token: Any, method: str, **fields: Any) -> int:
        return int(self.call(token, method, **fields)["error"]["error_code"])

    def post(self, place: str, field: str, name: str, content: bytes) -> dict[str, Any]:
        return requests.post(place, files={field: (name, content)}, timeout=30).json()


@pytest.fixture
def vk(sandbox: Sandbox) -> Api:
    sandbox.clear_faults("vk")
    sandbox.control("DELETE", "vk/rate")
    return Api(sandbox)


@pytest.fixture
def bot(vk: Api) -> dict[str, Any]:
    return vk.sandbox.new_bot("Обжиг", kind="vk")


@pytest.fixture
def say(vk: Api, bot: dict[str, Any]) -> Callable[..., Any]:
    return lambda client=501, **acts: vk.sandbox.say(bot, client, kind="vk", **acts)


OK = (200, {}, b"ok")


@pytest.fixture
def listen(vk: Api, bot: dict[str, Any], hook: Receiver) -> Iterator[Callable[..., int]]:
    """`listen(secret="abc")`: a confirmed server that hears all events; returns its number."""

    def act(secret: str = "s3cretKey", answer: Any = None) -> int:
        code = vk.result(bot, "groups.getCallbackConfirmationCode", group_id=bot["id"])["code"]
        told = answer or (lambda body: (200, {}, code.encode()) if body["type"] == "confirmation" else OK)
        hook.decide = told
        made = vk.result(
            bot,
            "groups.addCallbackServer",
            group_id=bot["id"],
            url=hook.url,
            title="Test",
            secret_key=secret,
        )
        number = int(made["server_id"])
        kinds = ("new", "reply", "edit", "allow", "deny", "event", "read")
        events = {f"message_{kind}": 1 for kind in kinds}
        vk.result(bot, "groups.setCallbackSettings", group_id=bot["id"], server_id=number, **events)
        vk.sandbox.wait(lambda: server(vk, bot, number)["status"] != "wait")
        return number

    yield act
    vk.sandbox.reset()


def server(vk: Api, bot: dict[str, Any], number: int) -> dict[str, Any]:
    items = vk.result(bot, "groups.getCallbackServers", group_id=bot["id"])["items"]
    return next(item for item in items if item["id"] == number)


def events(hook: Receiver, kind: str = "") -> list[dict[str, Any]]:
    return [hit.update for hit in hook.hits if kind in ("", hit.update["type"])]
