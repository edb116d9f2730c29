"""Files in the chat: sent by the composer, their links closed, what could not be fetched asked for again (INB-10, INB-11)."""

import uuid
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from channels_hub.enums import FileState, FileTrouble
from channels_hub.messengers.telegram import TRAITS
from channels_hub.models import ClientLink, Delivery, MediaFile
from channels_hub.queries.files import staff_link
from inbox.domain import taking
from inbox.domain.closing import close
from inbox.models import Entry
from projects.domain.managing_team import remove
from projects.enums import Right

SCRIPT = {"HX-Request": "true", "accept-language": "en"}
EN = {"accept-language": "en"}


def url(world: Any, path: str = "") -> str:
    return f"/p/{world.project.pk}/inbox/{path}"


@pytest.fixture
def mine(db: None, world: Any, client_of: Any) -> Any:
    """The owner's taken chat and the owner's client."""
    chat = world.new_chat()
    taking.take(world.owner, chat.pk)
    return chat, client_of(world.owner)


def say(world: Any, mine: Any, **fields: Any) -> Any:
    chat, client = mine
    return client.post(
        url(world, f"chats/{chat.pk}/messages"), {"intent": str(uuid.uuid4()), **fields}, headers=SCRIPT
    )


def upload(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/octet-stream")


@pytest.mark.row("INB-11", code="inbox/views/messages.py")
def test_a_file_goes_with_its_text(world: Any, mine: Any) -> None:
    assert say(world, mine, text="The plan", file=upload(b"%PDF-1.7 plan", "план.pdf")).status_code == 200
    entry = Entry.objects.get(direction="out")
    (delivery,) = Delivery.objects.filter(entry=entry.pk)
    assert (delivery.content["text"], delivery.content["file"]["name"]) == ("The plan", "план.pdf")
    chat, client = mine
    page = client.get(url(world, f"chats/{chat.pk}/"), headers=EN).content.decode()
    assert "план.pdf" in page
    assert f"/inbox/files/{entry.media[0]}" in page


@pytest.mark.row("INB-11", code="templates/inbox/_composer.html")
def test_both_limits_are_said_before_choosing(world: Any, mine: Any) -> None:
    chat, client = mine
    page = client.get(url(world, f"chats/{chat.pk}/"), headers=EN).content.decode()
    assert "JPG, PNG or GIF up to 3 MB" in page
    assert "File up to 100 MB; above 50\xa0MB the client gets a link" in page
    assert f'data-carries="{TRAITS.file_bytes}"' in page
    assert 'data-link-note="the client gets a link: Telegram takes up to 50\xa0MB"' in page


@pytest.mark.row("INB-11", code="inbox/views/messages.py")
@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"MZ\x90\x00 renamed", "report.pdf", "Programs and installers"),
        (b"hello", "setup.exe", "Programs and installers"),
        (b"", "a.pdf", "empty"),
    ],
)
def test_a_refused_file_leaves_nothing(
    world: Any, mine: Any, content: bytes, name: str, sentence: str
) -> None:
    answer = say(world, mine, text="look", file=upload(content, name))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not MediaFile.objects.filter(channel=None).exists()
    assert not Entry.objects.filter(direction="out").exists()


def test_a_file_whose_message_was_refused_is_forgotten(world: Any, mine: Any) -> None:
    """The text is too long for a message, which only posting says: by then the file is stored."""
    answer = say(world, mine, text="x" * 16_500, file=upload(b"%PDF-1.7", "a.pdf"))
    assert answer.status_code == 422
    assert not MediaFile.objects.filter(channel=None).exists()


@pytest.fixture
def linked(world: Any, mine: Any) -> Entry:
    """A sent film whose client has a link."""
    from inbox.domain.posting import post

    chat, _ = mine
    film = MediaFile.objects.create(
        project=world.project,
        kind="file",
        name="film.mp4",
        mime="video/mp4",
        size=TRAITS.file_bytes + 1,
        path="1/film",
        state=FileState.READY,
    )
    return post(world.owner, chat.pk, "Watch", [film])


@pytest.mark.row("INB-11", code="inbox/views/messages.py")
def test_the_menu_closes_the_link_in_place(world: Any, mine: Any, linked: Entry) -> None:
    chat, client = mine
    act = url(world, f"entries/{linked.pk}/revoking")
    page = client.get(url(world, f"chats/{chat.pk}/"), headers=EN).content.decode()
    assert f'action="{act}"' in page
    assert "The client has a link to the file until" in page
    rev = world.chat().rev
    answer = client.post(act, {"rev": rev}, headers=SCRIPT)
    assert answer.status_code == 200
    said = answer.content.decode()
    assert "The link to the file is closed" in said
    assert f'action="{act}"' not in said
    assert ClientLink.objects.get().revoked_by == world.owner
    assert client.post(act, {"rev": rev}, headers=SCRIPT).status_code == 409


@pytest.mark.row("INB-11", code="inbox/domain/revoking.py")
def test_one_who_only_looks_on_has_no_menu(world: Any, mine: Any, linked: Entry, client_of: Any) -> None:
    chat, _ = mine
    oleg = client_of(world.member())
    act = url(world, f"entries/{linked.pk}/revoking")
    page = oleg.get(url(world, f"chats/{chat.pk}/"), headers=EN).content.decode()
    assert "The client has a link to the file until" in page
    assert act not in page
    assert oleg.post(act, headers=SCRIPT).status_code == 403


# what could not be fetched


@pytest.fixture
def lost(world: Any) -> MediaFile:
    """A client's file that could not be fetched."""
    chat = world.new_chat()
    entry = Entry.objects.get(chat=chat)
    file = MediaFile.objects.create(
        project=world.project,
        channel=world.channel,
        kind="file",
        name="order.pdf",
        size=30_000_000,
        state=FileState.FAILED,
        trouble=FileTrouble.SILENT,
        tries=8,
        chat=chat.pk,
        entry=entry.pk,
    )
    Entry.objects.filter(pk=entry.pk).update(media=[file.pk])
    return file


@pytest.mark.row("INB-10", code="inbox/views/files.py")
def test_a_lost_file_says_why_and_is_asked_for_again(world: Any, lost: MediaFile, client_of: Any) -> None:
    client = client_of(world.owner)
    page = client.get(url(world, f"chats/{lost.chat}/"), headers=EN).content.decode()
    act = url(world, f"files/{lost.pk}/fetching")
    assert "29\xa0MB · Could not be fetched: the messenger did not give it whole" in page
    assert f'action="{act}"' in page
    answer = client.post(act, {"rev": world.chat().rev}, headers=SCRIPT)
    assert answer.status_code == 200
    assert "Loading from the messenger" in answer.content.decode()
    lost.refresh_from_db()
    assert (lost.state, lost.trouble, lost.tries) == (FileState.REMOTE, "", 0)


@pytest.mark.row("INB-10", code="inbox/showing/files.py")
@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (
            {"state": FileState.TOO_LARGE, "trouble": ""},
            "29\xa0MB · Too large to fetch, open it in the messenger",
        ),
        (
            {"trouble": FileTrouble.GONE},
            "29\xa0MB · Could not be fetched: the messenger does not have it any more",
        ),
        ({"trouble": FileTrouble.CHANNEL}, "29\xa0MB · Could not be fetched: the channel is disconnected"),
        (
            {"state": FileState.REMOTE, "trouble": FileTrouble.DISK},
            "29\xa0MB · Waits: there is no room left for files on the server",
        ),
    ],
)
def test_what_is_not_here_is_named_with_its_size(
    world: Any, lost: MediaFile, client_of: Any, facts: dict[str, str], sentence: str
) -> None:
    MediaFile.objects.filter(pk=lost.pk).update(**facts)
    page = client_of(world.owner).get(url(world, f"chats/{lost.chat}/"), headers=EN).content.decode()
    assert sentence in page
    assert "order.pdf" in page


# staff links ask the inbox's own guard each time


def files_host(link: str) -> int:
    parts = urlsplit(link)
    return Client().get(parts.path, headers={"Host": parts.netloc}).status_code


@pytest.mark.row("TEAM-4", "INB-11", code="channels_hub/queries/files.py")
def test_what_ends_a_members_link_at_once(world: Any, mine: Any) -> None:
    """Rights taken, the dialog no longer visible, the member removed, the person barred: each the next request sees."""
    chat, _ = mine
    say(world, mine, text="The plan", file=upload(b"%PDF-1.7 plan", "a.pdf"))
    file = MediaFile.objects.get(channel=None)
    anna = world.member()
    link = staff_link(anna, file)
    assert files_host(link) == 200
    anna.denied = [Right.INBOX_OTHERS.value]
    anna.save()
    assert files_host(link) == 404, "the dialog is another's"
    anna.denied = []
    anna.save()
    assert files_host(link) == 200
    close(world.owner, chat.pk)
    anna.denied = [Right.INBOX_DONE.value]
    anna.save()
    assert files_host(link) == 404, "the dialog went where one does not look"
    anna.denied = []
    anna.save()
    anna.person.is_active = False
    anna.person.save()
    assert files_host(link) == 404
    anna.person.is_active = True
    anna.person.save()
    assert files_host(link) == 200
    remove(anna, by=world.owner)
    assert files_host(link) == 404
