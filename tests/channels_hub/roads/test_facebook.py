"""One address for all pages of the app: what Facebook sends reaches its channel, signed, once, and nothing else does."""

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests
from django.test import override_settings

from channels_hub.enums import Health
from channels_hub.models import Channel
from projects.scope import project_scope
from tests.channels_hub.roads.conftest import PURPOSE, Line, Running, Taker, Web, wait
from tests.channels_hub.roads.receipts import stored

VERIFY = "verify-me"
Make = Callable[[], Line]


@pytest.fixture
def app(provider: Any) -> Iterator[dict[str, Any]]:
    provider.reset()
    known = dict(provider.control("GET", "facebook/app"))
    apps = {"facebook": {"id": known["id"], "secret": known["secret"], "verify": VERIFY}}
    with override_settings(APPS=apps):
        yield known
    provider.reset()


@pytest.fixture
def page(no_receipts: None, project: Any, provider: Any, app: Any, taker: Taker) -> Make:
    """`page()`: a page at the sandbox as a channel."""

    def make() -> Line:
        bot = provider.new_bot("Roads", kind="facebook")
        with project_scope(project.pk):
            channel = Channel.objects.create(
                project=project,
                kind="facebook",
                account=bot["id"],
                name=bot["name"],
                token=bot["token"],
                key=secrets.token_urlsafe(24),
                purpose=PURPOSE,
                health=Health.WAITING,
            )
        return Line(channel, bot)

    return make


def body(*pages: tuple[str, str]) -> bytes:
    sides = {"sender": {"id": "901"}, "recipient": {"id": "1"}, "timestamp": 1790400000321}
    entries = [
        {"id": page, "time": 1, "messaging": [{**sides, "message": {"mid": mid, "text": mid}}]}
        for page, mid in pages
    ]
    return json.dumps({"object": "page", "entry": entries}).encode()


def post(web: Web, app: dict[str, Any], raw: bytes, secret: str = "") -> int:
    made = hmac.new((secret or app["secret"]).encode(), raw, hashlib.sha256).hexdigest()
    headers = {"X-Hub-Signature-256": f"sha256={made}"}
    return requests.post(f"{web.url}/in/facebook", data=raw, headers=headers, timeout=20).status_code


@pytest.mark.row("CHN-6", code="channels_hub/messengers/facebook/splitting.py")
def test_each_page_gets_its_own_and_a_repeat_nothing(page: Make, web: Web, app: Any) -> None:
    one, other = page(), page()
    raw = body((one.bot["id"], "m_a"), (other.bot["id"], "m_b"), ("404", "m_c"), (one.bot["id"], "m_d"))
    assert [post(web, app, raw), post(web, app, raw)] == [200, 200]
    assert [row.event for row in stored(one.channel)] == ["message:m_a", "message:m_d"]
    assert [row.event for row in stored(other.channel)] == ["message:m_b"]


@pytest.mark.parametrize(
    ("raw", "secret", "status"),
    [
        (body(("404", "m_a")), "", 200),
        (b"", "", 200),
        (b'{"object":"page","entry":[', "", 200),
        (b'{"object":"page","entry":[{"id":"\\u0000","messaging":[{"sender":"\\ud83d"}]}]}', "", 200),
        (b"[" * 100_000, "", 200),
        (b'{"object":"page","entry":[{"id":"0","changes":[{"field":"messages"}]}]}', "", 200),
        (body(("404", "m_a")), "guess", 403),
        (b"x" * (1024 * 1024 + 1), "", 413),
    ],
)
def test_what_is_nobodys_or_forged_is_not_stored(
    page: Make, web: Web, app: Any, raw: bytes, secret: str, status: int
) -> None:
    line = page()
    assert post(web, app, raw, secret) == status
    assert stored(line.channel) == []


@pytest.mark.parametrize(
    "raw",
    [
        '{"object":"page","entry":[{"id":"%s","messaging":[5]}]}',
        '{"object":"page","entry":[{"id":"%s","messaging":[{"message":{"mid":"\\ud83d","text":"\\u0000"}}]}]}',
        '{"object":"page","entry":[{"id":"%s","messaging":[{"sender":{"id":"1"},"timestamp":1e30,"message":{"mid":"m","text":"x"}}]}]}',
        '{"object":"page","entry":[{"id":"%s","standby":[{"message":{"mid":"m"}}]}]}',
    ],
)
def test_wild_shapes_of_a_known_page_are_kept_and_hurt_nobody(
    page: Make, web: Web, app: Any, lanes: Running, taker: Taker, raw: str
) -> None:
    line = page()
    assert post(web, app, (raw % line.bot["id"]).encode()) == 200
    assert post(web, app, body((line.bot["id"], "m_good"))) == 200
    assert len(stored(line.channel)) == 2
    wait(lambda: taker.texts() == ["m_good"])


def test_the_sandbox_is_heard_and_answered_and_tells_what_became_of_it(
    page: Make, web: Web, app: Any, provider: Any, lanes: Running, taker: Taker
) -> None:
    line = page()
    standing = {"subscribed": ["messages", "message_echoes", "message_deliveries", "message_reads"]}
    provider.control("POST", f"facebook/bots/{line.bot['id']}/standing", standing)
    provider.control("POST", "facebook/app", {"callback": f"{web.url}/in/facebook", "proof": True})
    provider.say(line.bot, 901, text="Есть группы?", kind="facebook")
    wait(lambda: taker.texts()[:1] == ["Есть группы?"])
    delivery = line.write(901, "Да")
    wait(lambda: line.state(delivery) == "sent")
    provider.say(line.bot, 901, read=True, wait=10, kind="facebook")
    kinds = [type(one.inbound).__name__ for one in taker.received]
    wait(lambda: len(taker.received) >= 5)
    kinds = [type(one.inbound).__name__ for one in taker.received]
    assert kinds == ["Message", "Echo", "Status", "Status", "Status"]
    echo: Any = taker.received[1].inbound
    assert (echo.mark, echo.peer) == (str(delivery.pk), "901")
    (call,) = provider.calls(line.bot, "messages", kind="facebook")
    assert call["fields"]["message"]["metadata"] == str(delivery.pk)


def test_the_address_answers_the_challenge(web: Web, app: Any) -> None:
    asked = {"hub.mode": "subscribe", "hub.verify_token": VERIFY, "hub.challenge": "1158201444"}
    good = requests.get(f"{web.url}/in/facebook", asked, timeout=5)
    assert (good.status_code, good.text) == (200, "1158201444")
    bad = requests.get(f"{web.url}/in/facebook", {**asked, "hub.verify_token": "x"}, timeout=5)
    assert bad.status_code == 403
