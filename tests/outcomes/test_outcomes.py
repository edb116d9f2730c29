"""What can go wrong with a send (docs/outcomes.md), each at the provider over HTTP and to the operator's page."""

import contextlib
import re
import socket
import threading
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import pytest
from django.db import connection, connections

from channels_hub.enums import Health
from channels_hub.messengers.telegram import transport
from channels_hub.models import Channel
from projects.scope import everywhere, project_scope
from tests.channels_hub.roads.conftest import wait
from tests.outcomes.conftest import Desk

HTML = "<html><body>It works!</body></html>"
FAILED, UNCERTAIN, QUEUED, SENT = "failed", "uncertain", "queued", "sent"


@dataclass(frozen=True)
class Case:
    """`fault` at the provider, the `state` and `code` that become of it, words on the page in both languages; `again`:
    "send again" is offered; `seen`: how many of the message the client then has."""

    name: str
    fault: dict[str, Any]
    state: str
    code: str
    en: str
    ru: str
    again: bool
    seen: int = 0
    settings: dict[str, float] = field(default_factory=dict)


CASES = [
    Case(
        "blocked",
        {"status": 403, "error": "Forbidden: bot was blocked by the user"},
        FAILED,
        "blocked",
        "The client blocked the bot, so the message did not arrive. Try another way to reach them",
        "Клиент заблокировал бота, сообщение не дошло. Попробуйте связаться с ним иначе",
        again=False,
    ),
    Case(
        "account deleted",
        {"status": 403, "error": "Forbidden: user is deactivated"},
        FAILED,
        "unreachable",
        "The client's account is deleted, or they never began a chat with the bot. Try another way to reach them",
        "Аккаунт клиента удалён, или он не начинал чат с ботом. Попробуйте связаться с ним иначе",
        again=True,
    ),
    Case(
        "too long",
        {"status": 400, "error": "Bad Request: message is too long"},
        FAILED,
        "too_long",
        "The messenger finds the message too long. Send it in parts",
        "Для мессенджера сообщение слишком длинное. Отправьте его частями",
        again=False,
    ),
    Case(
        "bad markup",
        {"status": 400, "error": "Bad Request: can't parse entities: unclosed tag"},
        FAILED,
        "markup",
        "The messenger could not read the formatting. Send the text without it",
        "Мессенджер не разобрал оформление. Отправьте текст без него",
        again=False,
    ),
    Case(
        "refused",
        {"status": 400, "error": "Bad Request: BUTTON_TYPE_INVALID"},
        FAILED,
        "rejected",
        "The messenger refused the message: Bad Request: BUTTON_TYPE_INVALID",
        "Мессенджер не принял сообщение: Bad Request: BUTTON_TYPE_INVALID",
        again=True,
    ),
    Case(
        "5xx of the provider",
        {"status": 500},
        QUEUED,
        "retry",
        "The messenger does not work now. The message waits and leaves by itself",
        "Мессенджер сейчас не работает. Сообщение ждёт и уйдёт само",
        again=False,
    ),
    Case(
        "5xx page of a proxy",
        {"status": 502, "body": HTML},
        QUEUED,
        "retry",
        "The messenger does not work now. The message waits and leaves by itself",
        "Мессенджер сейчас не работает. Сообщение ждёт и уйдёт само",
        again=False,
    ),
    Case(
        "a gateway that waited in vain",
        {"status": 504, "body": HTML},
        UNCERTAIN,
        "gateway",
        "The messenger's own server did not finish in time. Perhaps delivered. Send again?",
        "Сервер мессенджера не успел закончить. Возможно, доставлено. Отправить ещё раз?",
        again=True,
    ),
    Case(
        "throttled for long",
        {"status": 429, "retry_after": 60},
        QUEUED,
        "throttled",
        "The messenger asked for a pause. The message leaves by itself after it",
        "Мессенджер попросил паузу. После неё сообщение уйдёт само",
        again=False,
    ),
    Case(
        "no answer after the request left",
        {"delay_ms": 3000},
        UNCERTAIN,
        "silent",
        "The messenger got the message and did not answer in time. Perhaps delivered. Send again?",
        "Мессенджер получил сообщение и не ответил вовремя. Возможно, доставлено. Отправить ещё раз?",
        again=True,
        seen=1,
        settings={"ANSWER": 1.0},
    ),
    Case(
        "slow drip",
        {"drip_ms": 200},
        UNCERTAIN,
        "slow",
        "The messenger's answer came too slowly and was not waited for. Perhaps delivered. Send again?",
        "Ответ мессенджера шёл слишком медленно, его не дождались. Возможно, доставлено. Отправить ещё раз?",
        again=True,
        seen=1,
        settings={"ANSWER": 1.0},
    ),
    Case(
        "reset before it was taken",
        {"drop": "before"},
        UNCERTAIN,
        "cut",
        "The connection broke before the messenger answered. Perhaps delivered. Send again?",
        "Связь оборвалась раньше, чем мессенджер ответил. Возможно, доставлено. Отправить ещё раз?",
        again=True,
    ),
    Case(
        "reset after it was taken",
        {"drop": "after"},
        UNCERTAIN,
        "cut",
        "The connection broke before the messenger answered. Perhaps delivered. Send again?",
        "Связь оборвалась раньше, чем мессенджер ответил. Возможно, доставлено. Отправить ещё раз?",
        again=True,
        seen=1,
    ),
    Case(
        "HTML page",
        {"body": HTML},
        UNCERTAIN,
        "garbled",
        "Something unreadable came instead of the messenger's answer. Perhaps delivered. Send again?",
        "Вместо ответа мессенджера пришло что-то неразборчивое. Возможно, доставлено. Отправить ещё раз?",
        again=True,
    ),
    Case(
        "garbage",
        {"body": '{"ok": true, "result": ['},
        UNCERTAIN,
        "garbled",
        "Something unreadable came instead of the messenger's answer. Perhaps delivered. Send again?",
        "Вместо ответа мессенджера пришло что-то неразборчивое. Возможно, доставлено. Отправить ещё раз?",
        again=True,
    ),
    Case(
        "yes, and nothing said of the message",
        {"body": '{"ok": true, "result": {}}'},
        UNCERTAIN,
        "garbled",
        "Something unreadable came instead of the messenger's answer. Perhaps delivered. Send again?",
        "Вместо ответа мессенджера пришло что-то неразборчивое. Возможно, доставлено. Отправить ещё раз?",
        again=True,
    ),
]


def said(page: str) -> str:
    """What stands under the newest message that did not simply arrive."""
    found = re.findall(r'<div class="msg__fail">(.*?)</div>', page, re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", found[-1])).split()) if found else ""


def texts(desk: Desk, provider: Any, client: int = 501) -> list[str]:
    return [message["text"] for message in provider.received(desk.line.bot, client)]


def calls(desk: Desk, provider: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = provider.calls(desk.line.bot, "sendMessage")
    return found


@pytest.mark.row("INB-12", code="inbox/failing.py")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_failure_has_its_own_outcome_in_words(
    case: Case, desk: Desk, provider: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in case.settings.items():  # the same deadline, sooner
        monkeypatch.setattr(transport, name, value)
    provider.faults(bot=desk.line.bot, method="sendMessage", times=1, **case.fault)
    entry = desk.post(501, "Good day")
    wait(lambda: desk.entry(entry).error_code == case.code)
    (delivery,) = desk.deliveries(entry)
    assert (desk.entry(entry).state, delivery.state, delivery.error_code) == (
        case.state,
        case.state,
        case.code,
    )
    button = {"en": " Send again", "ru": " Отправить ещё раз"}
    for language, words in (("en", case.en), ("ru", case.ru)):
        assert said(desk.page(501, language)) == words + (button[language] if case.again else "")
    wait(lambda: len(calls(desk, provider)) == 1)
    wait(lambda: texts(desk, provider) == ["Good day"] * case.seen)
    assert not {"claimed", "calling"} & {one.state for one in desk.deliveries(entry)}


@pytest.mark.row("INB-12", code="inbox/domain/resending.py")
def test_send_again_works_once_however_many_press_it(desk: Desk, provider: Any) -> None:
    provider.faults(bot=desk.line.bot, method="sendMessage", times=1, drop="after")
    entry = desk.post(501, "Good day")
    wait(lambda: desk.entry(entry).state == UNCERTAIN)
    ready, answers = threading.Barrier(3), []

    def press() -> None:
        ready.wait(5)
        answers.append(desk.send_again(entry))
        connections.close_all()

    threads = [threading.Thread(target=press) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(answers) == [200, 409, 409]
    wait(lambda: desk.entry(entry).state == SENT)
    assert texts(desk, provider) == [
        "Good day",
        "Good day",
    ]  # the one that arrived all the same, and the one asked for
    assert len(calls(desk, provider)) == 2
    assert said(desk.page(501)) == ""
    assert desk.send_again(entry) == 409


@pytest.mark.parametrize(
    ("fault", "tries"),
    [({"status": 500}, 2), ({"status": 503, "body": HTML}, 2), ({"status": 429, "retry_after": 6}, 2)],
)
def test_what_waits_leaves_by_itself_once(
    desk: Desk, provider: Any, fault: dict[str, Any], tries: int
) -> None:
    provider.faults(bot=desk.line.bot, method="sendMessage", times=1, **fault)
    entry = desk.post(501, "Good day")
    wait(lambda: said(desk.page(501)).endswith(("leaves by itself", "by itself after it")))
    wait(lambda: desk.entry(entry).state == SENT, seconds=20)
    assert (said(desk.page(501)), desk.entry(entry).error_code) == ("", "")
    assert texts(desk, provider) == ["Good day"]
    assert len(calls(desk, provider)) == tries


def full_backlog() -> tuple[socket.socket, list[socket.socket]]:
    """An address that takes no connection: its line of waiting ones is full, so a new one is never answered."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen(0)
    waiting = []
    for _ in range(4):
        one = socket.socket()
        one.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            one.connect(listening.getsockname())
        waiting.append(one)
    return listening, waiting


@pytest.mark.parametrize("why", ["refused", "no such name", "no connection in time"])
def test_what_never_left_is_never_uncertain(
    why: str, desk: Desk, provider: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = settings.PROVIDER_URLS
    with contextlib.ExitStack() as stack:
        if why == "refused":
            closed = stack.enter_context(socket.socket())
            closed.bind(("127.0.0.1", 0))
            wrong = f"http://127.0.0.1:{closed.getsockname()[1]}"
        elif why == "no such name":
            wrong = "http://nowhere.localhost.invalid"
        else:
            monkeypatch.setattr(transport, "CONNECT", 0.5)
            listening, waiting = full_backlog()
            for one in (listening, *waiting):
                stack.enter_context(one)
            wrong = f"http://127.0.0.1:{listening.getsockname()[1]}"
        settings.PROVIDER_URLS = {**right, "telegram": wrong}
        entry = desk.post(501, "Good day")
        wait(lambda: desk.entry(entry).error_code == "unreached", seconds=20)
        assert (desk.entry(entry).state, [one.state for one in desk.deliveries(entry)]) == (QUEUED, [QUEUED])
        words = "The messenger cannot be reached now. The message waits and leaves by itself"
        assert said(desk.page(501)) == words
        assert said(desk.page(501, "ru")) == "С мессенджером сейчас нет связи. Сообщение ждёт и уйдёт само"
        assert calls(desk, provider) == []
    settings.PROVIDER_URLS = right
    wait(lambda: desk.entry(entry).state == SENT, seconds=20)
    assert texts(desk, provider) == ["Good day"]


@pytest.mark.row("CHN-10", code="channels_hub/domain/healing.py")
def test_a_revoked_token_keeps_what_waits_for_the_new_one(desk: Desk, provider: Any) -> None:
    provider.revoke(desk.line.bot)
    entry = desk.post(501, "Good day")
    wait(lambda: desk.entry(entry).error_code == "credentials")
    assert (desk.entry(entry).state, desk.line.fresh().health) == (QUEUED, Health.TOKEN)
    assert said(desk.page(501)) == (
        "The channel's key does not work any more. Connect the channel again: the message waits and leaves then"
    )
    assert said(desk.page(501, "ru")) == (
        "Ключ канала больше не действует. Подключите канал заново: сообщение ждёт и тогда уйдёт"
    )
    assert len(calls(desk, provider)) == 1
    token = provider.control("POST", f"telegram/bots/{desk.line.bot['id']}/reissue")["token"]
    with project_scope(desk.project):
        Channel.objects.filter(pk=desk.line.channel.pk).update(token=token, health=Health.OK)
    wait(lambda: desk.entry(entry).state == SENT)
    assert texts(desk, provider) == ["Good day"]


def test_a_file_that_is_gone_is_told_without_a_call(desk: Desk, provider: Any) -> None:
    media = desk.line.file(
        kind="file", name="gone.txt", mime="text/plain", size=4, path="roads/gone.txt", state="ready"
    )
    entry = desk.post(501, "", [media])
    wait(lambda: desk.entry(entry).state == FAILED)
    assert said(desk.page(501)) == "The file could not be read. Attach it again"
    assert said(desk.page(501, "ru")) == "Файл не прочитался. Приложите его ещё раз"
    assert provider.calls(desk.line.bot, "sendDocument") == []


def test_a_call_that_nobody_finished_is_uncertain(desk: Desk, provider: Any) -> None:
    provider.faults(bot=desk.line.bot, method="sendMessage", delay_ms=4000)
    entry = desk.post(501, "Good day")
    wait(lambda: desk.deliveries(entry)[0].state == "calling")
    with (
        everywhere("sweep: calls that nobody finished"),
        connection.cursor() as cursor,
    ):  # its process died long ago
        cursor.execute(
            "UPDATE channels_hub_delivery SET lease_until = now() - interval '1 second' WHERE state = 'calling'"
        )
    wait(lambda: desk.entry(entry).error_code == "lost")
    assert (
        said(desk.page(501))
        == "Sending was interrupted on our side. Perhaps delivered. Send again? Send again"
    )
    wait(lambda: desk.entry(entry).state == SENT)  # the answer came all the same
    assert texts(desk, provider) == ["Good day"]
    assert len(calls(desk, provider)) == 1
