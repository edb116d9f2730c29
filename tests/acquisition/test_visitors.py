"""A visitor's chat is theirs alone, kept once, and nothing hostile breaks it (CHN-13)."""

import contextlib
import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from acquisition import tickets
from acquisition.models import WebLine
from acquisition.views import entering
from channels_hub.domain.ingesting import ingest
from channels_hub.models import Channel, MediaFile
from inbox.models import Entry
from projects.domain.refusals import Refused
from tests.acquisition.conftest import Chat, code


def files_host() -> str:
    return urlsplit(settings.FILES_URL).netloc


STATIC = Path(__file__).resolve().parents[2] / "static" / "wc"
PAGE = pytest.mark.row("CHN-13", code="acquisition/views/lines.py")


@PAGE
def test_what_a_visitor_writes_is_in_the_inbox(chat: Chat) -> None:
    token = chat.visitor()
    answer = chat.say(token, "Есть самовывоз?")
    assert (answer.status_code, answer.json()["line"]["rev"]) == (200, 1)
    assert ingest(chat.channel.project_id, chat.channel.pk) == 1
    with chat.scope():
        (entry,) = Entry.objects.filter(direction="in")
        assert (entry.text, entry.provider_id, entry.number) == ("Есть самовывоз?", "1", 1)
        assert entry.chat.identity.external_id == code(token)
        assert entry.chat.identity.first_name.endswith(
            code(token)[:4].upper().replace("-", "0").replace("_", "0")
        )


@PAGE
def test_a_repeat_by_its_key_makes_no_second_line(chat: Chat) -> None:
    token = chat.visitor()
    first, again = chat.say(token, "Once"), chat.say(token, "Once")
    assert first.json() == again.json()
    assert len(chat.lines(token)) == len(chat.bodies()) == 1


@PAGE
def test_nobody_reads_another_visitors_chat(chat: Chat, make_chat: Callable[..., Chat]) -> None:
    mine, theirs, elsewhere = chat.visitor(), chat.visitor(), make_chat()
    chat.say(mine, "My secret")
    assert chat.lines(mine)[0]["text"] == "My secret"
    assert chat.lines(theirs) == []
    forged = f"{code(mine)}~{theirs.partition('~')[2]}"
    for token in (
        "",
        forged,
        mine[:-1],
        f"{mine}x",
        code(mine),
        elsewhere.visitor(),
        "x" * 5000,
        "~",
        "\u00e9~",
    ):
        headers = {"Authorization": f"Visitor {token}".encode()}
        answer = chat.ask("GET", "lines", headers=headers)
        assert (answer.status_code, answer.json()["error"]) == (401, "stranger"), token
        assert "secret" not in answer.text
    assert elsewhere.ask("GET", "lines", mine).status_code == 401


@PAGE
def test_only_its_own_projects_host_has_the_chat(chat: Chat, make_project: Callable[..., Any]) -> None:
    other = make_project(name="Elsewhere")
    for host in (
        chat.world.host(other),
        "pages.localhost:8000",
        "localhost:8000",
        f"{chat.world.host()}.evil.test",
    ):
        answer = chat.world.ask("GET", chat.path, headers={"Host": host})
        assert answer.status_code in (400, 404), host
        assert "Roast" not in answer.text


def test_a_disconnected_chat_says_that_it_is_closed(chat: Chat) -> None:
    token = chat.visitor()
    chat.say(token, "Hello")
    with chat.scope():
        Channel.objects.filter(pk=chat.channel.pk).update(connected=False)
    page = chat.ask("GET", headers={"Accept-Language": "en"})
    assert (page.status_code, "This chat is closed" in page.text) == (404, True)
    assert chat.ask("GET", "lines", token).json()["error"] == "closed"
    assert chat.say(token, "Hello?", "key-0002").status_code == 404


@PAGE
def test_the_cursor_gives_all_once_and_pages_back(chat: Chat) -> None:
    token = chat.visitor()
    chat.say(token, "1")
    for number in range(2, 71):
        assert chat.send(code(token), str(number)).status_code == 200
    page = chat.ask("GET", "lines", token).json()
    assert ([line["text"] for line in page["lines"]], page["more"]) == ([str(n) for n in range(11, 71)], True)
    earlier = chat.ask("GET", "lines?before=11", token).json()
    assert ([line["text"] for line in earlier["lines"]], earlier["more"]) == (
        [str(n) for n in range(1, 11)],
        False,
    )
    first = chat.ask("GET", "lines?after=0", token).json()
    rest = chat.ask("GET", f"lines?after={first['lines'][-1]['rev']}", token).json()
    together = [line["rev"] for line in first["lines"] + rest["lines"]]
    assert (together, first["more"], rest["more"]) == (list(range(1, 71)), True, False)


@PAGE
def test_what_came_and_what_was_seen_goes_back_once_and_only_forward(chat: Chat) -> None:
    token = chat.visitor()
    chat.say(token, "Hello")
    chat.send(code(token), "a")
    chat.send(code(token), "b")

    def see(**marks: int) -> list[tuple[str, list[int]]]:
        before = len(chat.bodies())
        assert chat.ask("POST", "marks", token, json=marks).status_code == 200
        return [(body["seen"]["state"], body["seen"]["numbers"]) for body in chat.bodies()[before:]]

    assert see(delivered=2) == [("delivered", [2])]
    assert see(delivered=2, read=1) == []
    assert see(delivered=99, read=99) == [("delivered", [3]), ("read", [3, 2])]
    assert see(delivered=1, read=1) == []


@PAGE
def test_a_press_is_told_with_the_buttons_own_data(chat: Chat) -> None:
    token = chat.visitor()
    chat.say(token, "Hello")
    buttons = [{"text": "Site", "url": "https://shop.example/"}, {"text": "Yes", "data": "y:1"}]
    assert chat.send(code(token), "Well?", buttons=buttons).json()["id"] == 2
    line = chat.lines(token)[-1]
    assert line["buttons"] == [{"text": "Site", "url": "https://shop.example/"}, {"text": "Yes"}], (
        "data stays ours"
    )

    def press(rev: int, button: Any) -> Any:
        return chat.ask(
            "POST", "presses", token, json={"key": f"press-{rev}-{button}", "rev": rev, "button": button}
        )

    assert press(2, 1).status_code == press(2, 1).status_code == 200
    presses = [body["press"] for body in chat.bodies() if "press" in body]
    assert presses == [{"number": 2, "data": "y:1"}]
    assert chat.lines(token)[-1]["pressed"] == [1]
    for rev, button in ((2, 0), (2, 7), (1, 0), (9, 0)):
        assert press(rev, button).status_code == 409


HOSTILE: list[tuple[str, Any, int]] = [
    ("a list", b"[1]", 400),
    ("not JSON", b'{"key":', 400),
    ("nothing", b"", 400),
    ("bytes", b"\xff\xfe\x00", 400),
    ("10,000 levels", b"[" * 10000 + b"]" * 10000, 400),
    ("endless digits", b'{"key":' + b"9" * 6000 + b"}", 400),
    ("no key", b'{"text":"a"}', 400),
    ("short key", b'{"key":"a","text":"a"}', 400),
    ("key of markup", b'{"key":"<script>alert</script>","text":"a"}', 400),
    ("key as list", b'{"key":["key-0001"],"text":"a"}', 400),
    ("text as number", b'{"key":"key-0001","text":5}', 400),
    ("only spaces", b'{"key":"key-0001","text":"  \\n "}', 400),
    ("only NUL", b'{"key":"key-0001","text":"\\u0000"}', 400),
    ("quote of minus one", b'{"key":"key-0001","text":"a","reply_to":-1}', 400),
    ("quote of true", b'{"key":"key-0001","text":"a","reply_to":true}', 400),
    ("4001 letters", b'{"key":"key-0001","text":"' + b"a" * 4001 + b'"}', 413),
    ("a megabyte", b'{"key":"key-0001","text":"' + b"a" * 1024 * 1024 + b'"}', 413),
]


@PAGE
@pytest.mark.parametrize(
    ("body", "status"), [case[1:] for case in HOSTILE], ids=[case[0] for case in HOSTILE]
)
def test_what_is_no_message_is_refused_in_words(chat: Chat, body: bytes, status: int) -> None:
    token = chat.visitor()
    answer = chat.ask("POST", "lines", token, data=body, headers={"Accept-Language": "en"})
    assert answer.status_code == status
    assert len(answer.json()["text"]) > 10
    assert chat.bodies() == []


@pytest.mark.parametrize(
    ("said", "kept"),
    [("a\0b", "ab"), ("x\ud83d", "x\ufffd"), ("😀" * 4000, "😀" * 4000), ("\u202egpj.exe", "\u202egpj.exe")],
)
def test_strange_letters_are_kept_as_they_can_be(chat: Chat, said: str, kept: str) -> None:
    token = chat.visitor()
    assert chat.say(token, said).status_code == 200
    assert chat.lines(token)[0]["text"] == kept
    ingest(chat.channel.project_id, chat.channel.pk)
    with chat.scope():
        assert Entry.objects.get(direction="in").text == kept


@PAGE
def test_who_writes_too_fast_is_told_so_and_others_go_on(chat: Chat) -> None:
    token, other = chat.visitor(), chat.visitor()
    answers = [chat.say(token, "a", f"key-{n:04}") for n in range(20)]
    fast = [answer for answer in answers if answer.status_code == 429]
    assert 3 <= len(fast) <= 5
    assert fast[0].json()["error"] == "fast"
    assert len(chat.lines(token)) == 20 - len(fast)
    assert chat.say(other, "b").status_code == 200


def test_a_flood_from_one_network_does_not_reach_the_database(chat: Chat) -> None:
    answers = [chat.ask("POST", "visitor").status_code for _ in range(40)]
    assert (answers.count(200), answers.count(429)) in {(30, 10), (31, 9)}
    with contextlib.suppress(Refused):
        for _ in range(10_000):
            entering.acts.let("127.0.0.1")
    answer = chat.ask("GET", "lines", "x", headers={"Accept-Language": "en"})
    assert (answer.status_code, "your network" in answer.json()["text"]) == (429, True)


PROGRAMS = [
    ("setup.exe", b"hello"),
    ("photo.exe.jpg", b"hello"),
    ("photo.jpg", b"MZ\x90\x00" + b"\0" * 600),
    ("notes.txt", b"#!/bin/sh\nrm -rf /\n"),
    ("notes", b"\x7fELF" + b"\0" * 100),
]


@PAGE
@pytest.mark.parametrize(("name", "content"), PROGRAMS)
def test_programs_are_refused_by_name_and_by_content(chat: Chat, name: str, content: bytes) -> None:
    token = chat.visitor()
    answer = chat.ask(
        "POST", "files", token, data={"key": "key-0001"}, files={"file": (name, content, "image/jpeg")}
    )
    assert (answer.status_code, answer.json()["error"]) == (400, "program")
    with chat.scope():
        assert not MediaFile.objects.filter(kind="file").exists()
    assert chat.lines(token) == []


@PAGE
def test_a_file_is_kept_once_and_opened_by_its_link_alone(chat: Chat) -> None:
    token = chat.visitor()

    def upload(key: str = "key-0001") -> Any:
        files = {"file": ("список.txt", b"one\ntwo", "text/html")}
        return chat.ask("POST", "files", token, data={"key": key, "text": "Here"}, files=files)

    first, again = upload(), upload()
    assert first.json()["line"]["rev"] == again.json()["line"]["rev"] == 1
    with chat.scope():
        (kept,) = MediaFile.objects.filter(kind="file")
        line = WebLine.objects.get()
    assert chat.bodies()[0]["line"]["files"] == [
        {"upload": kept.pk, "kind": "file", "name": "список.txt", "mime": kept.mime, "size": 7}
    ]
    ticket = tickets.file_link(line.pk).rpartition("/")[2]
    opened = chat.world.ask("GET", f"/f/v/{ticket}", headers={"Host": files_host()})
    assert (opened.content, opened.headers["Content-Disposition"][:10]) == (b"one\ntwo", "attachment")
    assert opened.headers["X-Content-Type-Options"] == "nosniff"
    for wrong in (f"{ticket}x", "1.99999999999~x", f"{line.pk}.1~x"):
        assert chat.world.ask("GET", f"/f/v/{wrong}", headers={"Host": files_host()}).status_code == 410


def test_a_file_above_25_megabytes_is_refused_in_words(chat: Chat) -> None:
    token, files = chat.visitor(), {"file": ("big.bin", b"\0" * (25 * 1024 * 1024 + 200_000))}
    answer = chat.ask("POST", "files", token, data={"key": "key-0001"}, files=files)
    assert (answer.status_code, answer.json()["error"]) == (413, "large")


@PAGE
def test_the_page_is_framed_by_its_sites_alone_and_sets_no_cookie(make_chat: Callable[..., Chat]) -> None:
    chat = make_chat(extra={"origins": ["https://shop.example"]})
    page = chat.ask("GET", headers={"Cookie": "wepster_session=stolen", "Accept-Language": "en"})
    policy = dict(rule.split(" ", 1) for rule in page.headers["Content-Security-Policy"].split("; "))
    assert policy["frame-ancestors"] == "'self' https://shop.example"
    assert (policy["default-src"], policy["script-src"], policy["style-src"]) == (
        "'none'",
        "'self'",
        "'self'",
    )
    assert "X-Frame-Options" not in page.headers
    assert "Set-Cookie" not in page.headers
    assert 'lang="en"' in page.text
    assert 'lang="ru"' in chat.ask("GET", "?lang=ru&theme=dark").text
    assert 'data-theme="dark"' in chat.ask("GET", "?theme=dark").text


def test_markup_in_the_name_and_the_address_is_text(webchat: Any) -> None:
    chat = Chat(webchat)
    with chat.scope():
        Channel.objects.filter(pk=chat.channel.pk).update(name="</script><img src=x onerror=alert(1)>")
    page = chat.ask("GET", "?start=</script><script>alert(2)</script>").text
    assert "<img src=x" not in page
    assert "<script>alert" not in page


@PAGE
def test_the_page_weighs_little() -> None:
    weights = [len(gzip.compress(file.read_bytes(), 9)) for file in STATIC.iterdir()]
    assert sum(weights) < 30_000
