"""The Send API: what is taken, what is refused and in which words (PROTOCOLS §4.5, §4.6)."""

from typing import Any

import pytest

from tests.sandbox.facebook.graph import app, call, code_of, write
from tests.sandbox_process import Sandbox

HOUR = 3600
BUTTON = {"type": "postback", "title": "Да", "payload": "y"}


def card(text: str = "Куда?", buttons: Any = (BUTTON,)) -> dict[str, Any]:
    payload = {"template_type": "button", "text": text, "buttons": list(buttons)}
    return {"attachment": {"type": "template", "payload": payload}}


def quick(count: int) -> dict[str, Any]:
    return {"text": "?", "quick_replies": [{"content_type": "text", "title": "Да", "payload": "y"}] * count}


@pytest.fixture
def page(sandbox: Sandbox) -> dict[str, Any]:
    page = sandbox.new_bot("P", kind="facebook")
    sandbox.say(page, 501, text="привет", kind="facebook")
    return page


@pytest.mark.parametrize(
    "message",
    [{"text": "а" * 2000}, card("а" * 640, [BUTTON] * 3), quick(13), {"text": "x", "metadata": "m" * 1000}],
    ids=["text", "card", "quick replies", "metadata"],
)
def test_what_just_fits_is_taken(sandbox: Sandbox, page: dict[str, Any], message: Any) -> None:
    answer = write(sandbox, page, 501, message)
    assert answer.status_code == 200, answer.text
    (seen,) = sandbox.received(page, 501, kind="facebook")
    assert answer.json() == {"recipient_id": "501", "message_id": seen["message_id"]}


@pytest.mark.parametrize(
    ("message", "more", "refusal"),
    [
        ({"text": "а" * 2001}, {}, (400, 100, 0)),
        ({"text": " "}, {}, (400, 100, 0)),
        ({}, {}, (400, 100, 0)),
        ({"text": "x", **card()}, {}, (400, 100, 0)),
        (card("а" * 641), {}, (400, 100, 0)),
        (card(buttons=[BUTTON] * 4), {}, (400, 100, 0)),
        (card(buttons=[{**BUTTON, "title": "я" * 21}]), {}, (400, 100, 0)),
        (quick(14), {}, (400, 100, 0)),
        ({"text": "x"}, {"messaging_type": ""}, (400, 100, 0)),
        ({"text": "x"}, {"tag": "HUMAN_AGENT"}, (400, 100, 0)),
        ({"text": "x"}, {"messaging_type": "MESSAGE_TAG", "tag": "ACCOUNT_UPDATE"}, (400, 100, 2018327)),
        ({"text": "x"}, {"recipient": {"id": "999"}}, (400, 100, 2018001)),
    ],
)
def test_what_is_refused(
    sandbox: Sandbox, page: dict[str, Any], message: Any, more: Any, refusal: Any
) -> None:
    assert code_of(write(sandbox, page, 501, message, **more)) == refusal
    assert sandbox.received(page, 501, kind="facebook") == []


def test_the_window_of_24_hours_and_the_tag_of_seven_days(sandbox: Sandbox, page: dict[str, Any]) -> None:
    late = {"messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"}
    sandbox.clock(ahead=24 * HOUR - 60)
    assert write(sandbox, page, 501, {"text": "1"}).status_code == 200
    sandbox.clock(ahead=120)
    assert code_of(write(sandbox, page, 501, {"text": "2"})) == (403, 10, 2018278)
    assert write(sandbox, page, 501, {"text": "3"}, **late).status_code == 200
    app(sandbox, human_agent=False)
    assert code_of(write(sandbox, page, 501, {"text": "4"}, **late)) == (403, 10, 0)
    app(sandbox, human_agent=True)
    sandbox.clock(ahead=6 * 24 * HOUR)
    assert code_of(write(sandbox, page, 501, {"text": "5"}, **late)) == (403, 10, 2018278)
    sandbox.say(page, 501, text="я здесь", kind="facebook")
    assert write(sandbox, page, 501, {"text": "6"}).status_code == 200
    assert [one["text"] for one in sandbox.received(page, 501, kind="facebook")] == ["1", "3", "6"]


@pytest.mark.parametrize(
    ("standing", "refusal"),
    [
        ({"restricted": True}, (403, 10, 1893063)),
        ({"scopes": ["pages_show_list"]}, (403, 10, 0)),
    ],
)
def test_pages_that_may_not(sandbox: Sandbox, page: dict[str, Any], standing: Any, refusal: Any) -> None:
    sandbox.control("POST", f"facebook/bots/{page['id']}/standing", standing)
    assert code_of(write(sandbox, page, 501, {"text": "x"})) == refusal


def test_blocked_revoked_unreviewed(sandbox: Sandbox, page: dict[str, Any]) -> None:
    sandbox.say(page, 501, block=True, kind="facebook")
    assert code_of(write(sandbox, page, 501, {"text": "x"})) == (400, 551, 1545041)
    sandbox.say(page, 501, block=False, kind="facebook")
    app(sandbox, reviewed=False)
    assert code_of(write(sandbox, page, 501, {"text": "x"})) == (403, 200, 2018028)
    sandbox.revoke(page, kind="facebook")
    assert code_of(write(sandbox, page, 501, {"text": "x"})) == (400, 190, 460)
    again = sandbox.reissue(page, kind="facebook")
    assert again["token"] != page["token"]


def test_a_file_with_the_call_and_by_its_address(sandbox: Sandbox, page: dict[str, Any]) -> None:
    fields = {
        "messaging_type": "RESPONSE",
        "recipient": '{"id":"501"}',
        "message": '{"attachment":{"type":"file","payload":{}}}',
    }
    files = {"filedata": ("план.pdf", b"%PDF-1.4", "application/pdf")}
    assert call(sandbox, page, "POST", "me/messages", files, **fields).status_code == 200
    (seen,) = sandbox.received(page, 501, kind="facebook")
    (media,) = seen["media"]
    assert (media["name"], media["size"], media["mime"]) == ("план.pdf", 8, "application/pdf")
    by_url = {"attachment": {"type": "file", "payload": {"url": media["link"]}}}
    assert write(sandbox, page, 501, by_url).status_code == 200
    gone = {"attachment": {"type": "file", "payload": {"url": f"{sandbox.url}/facebook/media/x/y.pdf"}}}
    assert code_of(write(sandbox, page, 501, gone)) == (400, 100, 2018008)


def test_faults_and_rates_with_the_usage_header(sandbox: Sandbox, page: dict[str, Any]) -> None:
    sandbox.faults(kind="facebook", error="80006", retry_after=180, times=1)
    refused = write(sandbox, page, 501, {"text": "x"})
    assert code_of(refused) == (400, 80006, 0)
    usage = refused.headers["X-Business-Use-Case-Usage"]
    assert f'"{page["id"]}"' in usage
    assert '"estimated_time_to_regain_access": 3' in usage
    sandbox.rate(kind="facebook", per_second=2)
    codes = [write(sandbox, page, 501, {"text": "x"}).status_code for _ in range(4)]
    assert codes == [200, 200, 400, 400]
    assert sandbox.rate(kind="facebook")["bots"][page["id"]] == {"highest": 4, "refused": 2}


def test_the_proof_is_checked(sandbox: Sandbox, page: dict[str, Any]) -> None:
    assert code_of(call(sandbox, page, "GET", "me", appsecret_proof="0" * 64)) == (400, 100, 0)
    app(sandbox, proof=True)
    assert code_of(call(sandbox, page, "GET", "me")) == (400, 100, 0)
