"""Links for messengers and for clients (ARCHITECTURE §10): whom they open a file to, how long, and what ends them."""

import asyncio
import datetime
import re
import uuid
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings

from channels_hub.domain import contents, links, sending
from channels_hub.domain.sending import Line
from channels_hub.enums import DeliveryState
from channels_hub.messengers.vocabulary import Outgoing, OutgoingFile, Sent
from channels_hub.models import Channel, ClientLink, Delivery, MediaFile
from channels_hub.queries.deliveries import Claimed
from channels_hub.queries.links import client_link, extension, provider_link
from common import clock
from projects.scope import project_scope
from tests.channels_hub.pages.conftest import body

pytestmark = [pytest.mark.django_db, pytest.mark.row("INB-11", "channels_hub/queries/links.py")]


@pytest.fixture
def moments(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """`moments(hours=49)`: so long from now."""
    start = clock.now()

    def move(**ahead: float) -> None:
        monkeypatch.setattr(clock, "now", lambda: start + datetime.timedelta(**ahead))

    return move


@pytest.fixture
def deliver(project: Any) -> Callable[[MediaFile], Delivery]:
    """A delivery that carries the file."""

    def make(file: MediaFile) -> Delivery:
        outgoing = Outgoing(file=OutgoingFile(file.pk, file.kind, file.name, file.mime, file.size or 0))
        with project_scope(project.pk):
            key = uuid.uuid4().hex
            channel = Channel.objects.create(
                project=project, kind="telegram", account=key, name="Roast", key=key
            )
            return Delivery.objects.create(
                project=project,
                channel=channel,
                chat=1,
                entry=1,
                peer="501",
                intent=f"composer:{key}",
                content=contents.to_json(outgoing),
            )

    return make


@pytest.fixture
def linked(project: Any) -> Callable[[MediaFile], ClientLink]:
    def make(file: MediaFile) -> ClientLink:
        with project_scope(project.pk):
            return links.issue(file, 1, 7)

    return make


def of_provider(delivery: Delivery, file: MediaFile) -> str:
    return provider_link(delivery.pk, file.mime, file.name)


# messengers


def test_a_messenger_gets_the_bytes_under_the_files_extension(
    stored: Any, deliver: Any, get: Any, picture: Any
) -> None:
    file = stored(picture("JPEG"), "Цены.JPG", "image")
    link = of_provider(deliver(file), file)
    assert re.fullmatch(re.escape(settings.FILES_URL) + r"/f/p/[^/]{40,}/file\.jpg", link)
    answer = get(link)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert body(answer).startswith(b"\xff\xd8")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in answer
    assert get(link, "head")["Content-Length"] == str(file.size)


@pytest.mark.parametrize(
    ("mime", "name", "said"),
    [
        ("image/png", "a.exe", "png"),
        ("application/zip", "a.docx", "docx"),
        ("application/octet-stream", "page.html", "bin"),
        ("application/octet-stream", "a.svg", "bin"),
        ("application/octet-stream", "cat.jpg", "bin"),
        ("application/octet-stream", "setup.exe", "bin"),
        ("application/octet-stream", "x.тар", "bin"),
        ("", "", "bin"),
    ],
)
def test_the_ending_tells_what_the_file_is(mime: str, name: str, said: str) -> None:
    assert extension(mime, name) == said


def test_a_messengers_link_lives_for_two_days(stored: Any, deliver: Any, get: Any, moments: Any) -> None:
    file = stored(b"%PDF-1.7", "a.pdf")
    link = of_provider(deliver(file), file)
    moments(hours=47.9)
    assert get(link).status_code == 200
    moments(hours=48.1)
    assert get(link).status_code == 410


@pytest.mark.parametrize(
    ("state", "status"),
    [
        (DeliveryState.SENT, 200),  # Viber and Facebook come for the file after they have answered
        (DeliveryState.UNCERTAIN, 200),
        (DeliveryState.QUEUED, 200),
        (DeliveryState.FAILED, 410),
        (DeliveryState.CANCELLED, 410),
    ],
)
def test_a_delivery_that_comes_to_nothing_ends_its_link(
    stored: Any, deliver: Any, get: Any, state: str, status: int
) -> None:
    file = stored(b"%PDF-1.7", "a.pdf")
    delivery = deliver(file)
    with project_scope(delivery.project_id):
        Delivery.objects.filter(pk=delivery.pk).update(state=state)
    assert get(of_provider(delivery, file)).status_code == status


def test_a_messengers_link_is_of_one_delivery_and_cannot_be_made_up(
    stored: Any, deliver: Any, get: Any
) -> None:
    file = stored(b"%PDF-1.7", "a.pdf")
    delivery = deliver(file)
    link = of_provider(delivery, file)
    ticket = link.split("/")[-2]
    for wrong in (
        link.replace(ticket, ticket[:-1]),
        link.replace(ticket, "9" + ticket),
        link.replace("file.pdf", "file.html"),
        link.replace("/f/p/", "/f/s/").rpartition("/")[0],
        link.rpartition("/")[0],
    ):
        assert get(wrong).status_code == 404
    with project_scope(delivery.project_id):
        Delivery.objects.filter(pk=delivery.pk).delete()
    assert get(link).status_code == 410


def test_a_messenger_that_comes_itself_is_given_the_address(stored: Any, deliver: Any, get: Any) -> None:
    """A second messenger, whose calls carry addresses: what it is called with opens the file."""
    file = stored(b"%PDF-1.7", "a.pdf")
    delivery = deliver(file)
    given: list[Outgoing] = []

    async def send(client: Any, token: str, base: str, peer: str, outgoing: Outgoing, opened: Any) -> Sent:
        given.append(outgoing)
        return Sent("1")

    async def opener(project: int, wanted: OutgoingFile) -> Any:
        from io import BytesIO

        return BytesIO(b"")

    messenger = SimpleNamespace(TRAITS=SimpleNamespace(fetches_files=True), send=send)
    facts = dict.fromkeys(Claimed.__dataclass_fields__)
    claimed = Claimed(
        **{
            **facts,
            "id": delivery.pk,
            "project": delivery.project_id,
            "content": delivery.content,
            "tries": 0,
        }  # type: ignore[arg-type]
    )
    outcome = asyncio.run(sending.send(Line(messenger, None, "", ""), claimed, opener))
    assert outcome.state == DeliveryState.SENT
    assert given[0].file is not None
    assert given[0].file.url.endswith("/file.pdf")
    assert body(get(given[0].file.url)) == b"%PDF-1.7"
    assert "url" not in str(delivery.content.get("file", {}).get("url") or "")


# clients


def test_a_client_gets_the_file_for_ninety_days(stored: Any, linked: Any, get: Any, moments: Any) -> None:
    link = client_link(linked(stored(b"words", "Смета на май.pdf")))
    assert re.fullmatch(re.escape(settings.FILES_URL) + r"/f/c/[\w-]{43}", link)
    answer = get(link)
    assert (answer.status_code, body(answer)) == (200, b"words")
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%D0%A1")
    assert answer["Cache-Control"] == "private, no-cache"
    assert "Set-Cookie" not in answer
    assert body(get(link, Range="bytes=1-2")) == b"or"
    moments(days=89.9)
    assert get(link).status_code == 200
    moments(days=90.1)
    over = get(link, Accept_Language="en")
    assert over.status_code == 410
    assert "The link has run out" in over.content.decode()


def test_staff_close_it_at_once(stored: Any, linked: Any, get: Any, member: Any) -> None:
    made = linked(stored(b"words", "secret plan.txt"))
    link = client_link(made)
    assert get(link).status_code == 200
    with project_scope(made.project_id):
        assert links.revoke(7, member) == 1
        assert links.revoke(7, member) == 0
    answer = get(link, Accept_Language="en")
    assert answer.status_code == 410
    page = answer.content.decode()
    assert "The link was closed" in page
    assert "plan" not in page
    assert member.person.name not in page
    assert member.project.name not in page
    assert answer["Cache-Control"] == "no-store"


def test_two_links_are_two(stored: Any, linked: Any, get: Any, project: Any) -> None:
    first = linked(stored(b"one", "a.txt"))
    with project_scope(project.pk):
        second = links.issue(stored(b"two", "b.txt"), 1, 8)
        links.revoke(7, project_owner(project))
    assert get(client_link(first)).status_code == 410
    assert body(get(client_link(second))) == b"two"
    assert len({first.token, second.token}) == 2


def project_owner(project: Any) -> Any:
    from projects.models import Member

    return Member.objects.get(role="owner")


def test_an_unknown_link_says_only_that(get: Any, linked: Any, stored: Any) -> None:
    link = client_link(linked(stored(b"words", "a.txt")))
    for wrong in (link[:-1], link + "A", link.rpartition("/")[0] + "/x", f"{settings.FILES_URL}/f/c/"):
        answer = get(wrong, Accept_Language="en")
        assert answer.status_code == 404
        assert "There is no file here" in answer.content.decode()


def test_a_deleted_project_gives_nothing_away(
    stored: Any, linked: Any, deliver: Any, get: Any, project: Any
) -> None:
    file = stored(b"words", "a.txt")
    two = [client_link(linked(file)), of_provider(deliver(file), file)]
    assert [get(link).status_code for link in two] == [200, 200]
    project.deleted_at = clock.now()
    project.save()
    assert [get(link).status_code for link in two] == [404, 410]
