"""The library that others use works against the sandbox (PROTOCOLS §2.7)."""

from viberbot import Api, BotConfiguration
from viberbot.api.messages import TextMessage

from tests.sandbox.receiver import Receiver
from tests.sandbox.viber.calling import events, hooked, receiver
from tests.sandbox_process import Sandbox


def test_viberbot_sends_and_reads(sandbox: Sandbox, hook: Receiver) -> None:
    bot = hooked(sandbox, hook)
    api = Api(BotConfiguration(auth_token=bot["token"], name="Школа", avatar=""))
    api._request_sender._viber_bot_api_url = f"{sandbox.url}/viber/pa"
    sandbox.say(bot, {"id": 7, "name": "Ира"}, text="Доброго дня", kind="viber", wait=5)
    (hit,) = hook.hits
    assert api.verify_signature(hit.raw, hit.headers["X-Viber-Content-Signature"])
    request = api.parse_request(hit.raw.decode())
    assert (request.message.text, request.sender.name) == ("Доброго дня", "Ира")
    (token,) = api.send_messages(receiver(sandbox, bot, 7), [TextMessage(text="Привет")])
    assert sandbox.received(bot, 7, kind="viber")[0]["message_id"] == str(token)
    assert api.get_account_info()["id"] == bot["account"]
    sandbox.wait(lambda: events(hook, "delivered"))
