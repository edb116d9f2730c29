"""Refusals: status, code and words as PROTOCOLS §1.1 and §1.5 list them."""

import json
from typing import Any

import pytest

from tests.sandbox.bot_api import call, result
from tests.sandbox.test_methods import png
from tests.sandbox_process import Sandbox

BUTTON = {"inline_keyboard": [[{"text": "x", "callback_data": "ы" * 33}]]}
BAD_URL = {"inline_keyboard": [[{"text": "x", "url": "not a url"}]]}

TABLE: list[tuple[str, dict[str, Any], int, str]] = [
    ("noSuchMethod", {}, 404, "Not Found: method not found"),
    ("sendMessage", {"text": "x"}, 400, "Bad Request: chat_id is empty"),
    ("sendMessage", {"chat_id": 1, "text": "x"}, 400, "Bad Request: chat not found"),
    ("sendMessage", {"chat_id": 501, "text": " \n"}, 400, "Bad Request: message text is empty"),
    ("sendMessage", {"chat_id": 501, "text": "я" * 4097}, 400, "Bad Request: message is too long"),
    (
        "sendMessage",
        {"chat_id": 501, "text": "<b>x", "parse_mode": "HTML"},
        400,
        'Bad Request: can\'t parse entities: Can\'t find end tag corresponding to start tag "b"',
    ),
    (
        "sendMessage",
        {"chat_id": 501, "text": "ы<x>", "parse_mode": "HTML"},
        400,
        'Bad Request: can\'t parse entities: Unsupported start tag "x" at byte offset 2',
    ),
    (
        "sendMessage",
        {"chat_id": 501, "text": "<b>x</i>", "parse_mode": "HTML"},
        400,
        'Bad Request: can\'t parse entities: Unmatched end tag at byte offset 4, expected "</b>", found "</i>"',
    ),
    (
        "sendMessage",
        {"chat_id": 501, "text": "a.", "parse_mode": "MarkdownV2"},
        400,
        "Bad Request: can't parse entities: Character '.' is reserved and must be escaped with the preceding '\\'",
    ),
    (
        "sendMessage",
        {"chat_id": 501, "text": "*a", "parse_mode": "Markdown"},
        400,
        "Bad Request: can't parse entities: Can't find end of Bold entity at byte offset 0",
    ),
    ("sendMessage", {"chat_id": 501, "text": "x", "reply_markup": json.dumps(BUTTON)}, 400, "Bad Request: BUTTON_DATA_INVALID"),
    (
        "sendMessage",
        {"chat_id": 501, "text": "x", "reply_markup": json.dumps(BAD_URL)},
        400,
        "Bad Request: inline keyboard button URL 'not a url' is invalid: Wrong HTTP URL",
    ),
    ("sendMessage", {"chat_id": 501, "text": "x", "reply_markup": "{"}, 400, "Bad Request: can't parse reply markup JSON object"),
    ("sendPhoto", {"chat_id": 501}, 400, "Bad Request: there is no photo in the request"),
    ("sendPhoto", {"chat_id": 501, "photo": "AgACx"}, 400, "Bad Request: wrong file identifier/HTTP URL specified"),
    ("sendPhoto", {"chat_id": 501, "photo": "x", "caption": "я" * 1025}, 400, "Bad Request: message caption is too long"),
    ("getFile", {"file_id": "nope"}, 400, "Bad Request: wrong file_id or the file is temporarily unavailable"),
    ("sendChatAction", {"chat_id": 501, "action": "dancing"}, 400, "Bad Request: wrong parameter action in request"),
    ("deleteMessage", {"chat_id": 501, "message_id": 9999}, 400, "Bad Request: message to delete not found"),
    ("getUserProfilePhotos", {"user_id": 77}, 400, "Bad Request: user not found"),
    ("setWebhook", {"url": "http://shop.example.org/x"}, 400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"),
    (
        "setWebhook",
        {"url": "https://shop.example.org:8000/x"},
        400,
        "Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
    ),
    ("setWebhook", {"url": "https://10.0.0.1/x"}, 400, "Bad Request: bad webhook: IP address 10.0.0.1 is reserved"),
    (
        "setWebhook",
        {"url": "https://nowhere.invalid/x"},
        400,
        "Bad Request: bad webhook: Failed to resolve host: Name or service not known",
    ),
    ("setWebhook", {"url": "https://shop.org/x", "secret_token": "a" * 257}, 400, "Bad Request: secret token is too long"),
    (
        "setWebhook",
        {"url": "https://shop.org/x", "secret_token": "ключ"},
        400,
        "Bad Request: secret token contains unallowed characters",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("method", "fields", "code", "words"), TABLE, ids=[f"{row[0]}-{row[3][:40]}" for row in TABLE]
)
def test_refusal(sandbox: Sandbox, method: str, fields: dict[str, Any], code: int, words: str) -> None:
    bot = sandbox.new_bot("B")
    sandbox.say(bot, 501, start=True)
    answer = call(sandbox, bot, method, **fields)
    assert answer.status_code == code
    assert answer.json() == {"ok": False, "error_code": code, "description": words}
    assert sandbox.received(bot, 501) == []


def test_four_thousand_emoji_and_a_caption_at_the_limit_pass(sandbox: Sandbox) -> None:
    bot = sandbox.new_bot("B")
    sandbox.say(bot, 501, start=True)
    assert result(sandbox, bot, "sendMessage", chat_id=501, text="😀" * 4096)["text"] == "😀" * 4096
    marked = f"<b>{'я' * 4096}</b>"
    assert (
        len(result(sandbox, bot, "sendMessage", chat_id=501, text=marked, parse_mode="HTML")["text"]) == 4096
    )


def test_tokens(sandbox: Sandbox) -> None:
    bot = sandbox.new_bot("B")
    unknown = call(sandbox, "123456:" + "A" * 35, "getMe")
    assert (unknown.status_code, unknown.json()["description"]) == (401, "Unauthorized")
    malformed = call(sandbox, "bad", "getMe")
    assert (malformed.status_code, malformed.json()["description"]) == (
        401,
        "Unauthorized: invalid token specified",
    )
    assert call(sandbox, bot, "getMe").status_code == 200
    sandbox.revoke(bot)
    revoked = call(sandbox, bot, "getMe")
    assert revoked.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}


def test_standing_of_the_client(sandbox: Sandbox) -> None:
    bot, other = sandbox.new_bot("B"), sandbox.new_bot("C")
    sandbox.say(bot, 501, start=True)
    foreign = call(sandbox, other, "sendMessage", chat_id=501, text="x")
    assert (foreign.status_code, foreign.json()["description"]) == (
        403,
        "Forbidden: bot can't initiate conversation with a user",
    )
    sandbox.say(bot, 501, block=True)
    blocked = call(sandbox, bot, "sendMessage", chat_id=501, text="x")
    assert (blocked.status_code, blocked.json()["description"]) == (
        403,
        "Forbidden: bot was blocked by the user",
    )
    sandbox.say(bot, 501, start="again")
    assert call(sandbox, bot, "sendMessage", chat_id=501, text="x").status_code == 200
    sandbox.say(bot, 501, deactivate=True)
    gone = call(sandbox, bot, "sendMessage", chat_id=501, text="x")
    assert (gone.status_code, gone.json()["description"]) == (403, "Forbidden: user is deactivated")


def test_sizes(sandbox: Sandbox) -> None:
    bot = sandbox.new_bot("B")
    sandbox.say(bot, 501, start=True)
    photo = png() + bytes(10 * 1024 * 1024)
    big = call(sandbox, bot, "sendPhoto", files={"photo": ("a.png", photo)}, chat_id=501).json()[
        "description"
    ]
    assert (
        big
        == f"Bad Request: file of size {len(photo)} bytes is too big for a photo; the maximum size is 10485760 bytes"
    )
    narrow = call(sandbox, bot, "sendPhoto", files={"photo": ("a.png", png(2100, 100))}, chat_id=501).json()
    assert narrow["description"] == "Bad Request: PHOTO_INVALID_DIMENSIONS"
    text = call(sandbox, bot, "sendPhoto", files={"photo": ("a.png", b"no picture")}, chat_id=501).json()
    assert text["description"] == "Bad Request: IMAGE_PROCESS_FAILED"
    large = call(
        sandbox, bot, "sendDocument", files={"document": ("a.bin", bytes(50 * 1024 * 1024 + 1))}, chat_id=501
    )
    assert (large.status_code, large.json()["description"]) == (413, "Request Entity Too Large")
    sandbox.say(bot, 501, file={"name": "big.zip", "size": 20 * 1024 * 1024 + 1})
    file_id = sandbox.pending(bot)[-1]["message"]["document"]["file_id"]
    assert (
        call(sandbox, bot, "getFile", file_id=file_id).json()["description"] == "Bad Request: file is too big"
    )


def test_set_webhook_twice_at_once_is_too_many(sandbox: Sandbox) -> None:
    bot = sandbox.new_bot("B")
    result(sandbox, bot, "setWebhook", url="https://shop.org/x")
    again = call(sandbox, bot, "setWebhook", url="https://shop.org/x")
    assert again.json() == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }
    assert again.headers["Retry-After"] == "1"
    sandbox.clock(ahead=2)
    result(sandbox, bot, "setWebhook", url="https://shop.org/x")
