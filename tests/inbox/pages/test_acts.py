"""Acts on the wire: fragments for scripts, redirects without them, refusals in place."""

import io
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from inbox.domain import taking
from inbox.enums import DialogState
from inbox.models import ChatRead, Entry
from tests.inbox.conftest import message

SCRIPT = {"HX-Request": "true", "accept-language": "en"}
EN = {"accept-language": "en"}


def url(world: Any, path: str = "") -> str:
    return f"/p/{world.project.pk}/inbox/{path}"


def png(side: int = 8) -> SimpleUploadedFile:
    data = io.BytesIO()
    Image.new("RGB", (side, side), "teal").save(data, "PNG")
    return SimpleUploadedFile("cup.png", data.getvalue(), "image/png")


@pytest.fixture
def mine(db: None, world: Any, client_of: Any) -> Any:
    """The owner's taken chat and the owner's client."""
    chat = world.new_chat()
    taking.take(world.owner, chat.pk)
    return chat, client_of(world.owner)


@pytest.mark.row("INB-7", code="inbox/views/acts.py")
def test_taking_without_scripts_leads_back_to_the_chat(db: None, world: Any, client_of: Any) -> None:
    chat = world.new_chat()
    answer = client_of(world.owner).post(url(world, f"chats/{chat.pk}/taking"), {"tab": "mine"})
    assert answer.status_code == 302
    assert answer.headers["Location"] == url(world, f"chats/{chat.pk}/?tab=mine")
    assert world.chat().responsible_id == world.owner.pk


@pytest.mark.row("INB-7", code="inbox/showing/foot.py")
def test_who_is_slower_is_told_by_whom_in_place(db: None, world: Any, client_of: Any) -> None:
    chat = world.new_chat()
    taking.take(world.member(name="Oleg Samoilov"), chat.pk)
    client = client_of(world.member())
    answer = client.post(url(world, f"chats/{chat.pk}/taking"), {"rev": 0}, headers=SCRIPT)
    assert answer.status_code == 409
    said = answer.content.decode()
    assert "The chat is taken by Oleg" in said
    assert "<html" not in said
    whole = client.post(url(world, f"chats/{chat.pk}/taking"), headers=EN)
    assert whole.status_code == 409
    assert "The chat is taken by Oleg" in whole.content.decode()
    assert "<html" in whole.content.decode()


def test_an_act_answers_with_what_changed(world: Any, mine: Any) -> None:
    chat, client = mine
    rev = world.chat().rev
    answer = client.post(url(world, f"chats/{chat.pk}/closing"), {"rev": rev}, headers=SCRIPT)
    assert answer.status_code == 200
    said = answer.content.decode()
    assert f'data-rev="{world.chat().rev}"' in said
    assert 'class="event"' in said, "the service line comes with it"
    assert world.chat().state == DialogState.DONE
    assert "Hello" not in said, "what the page has does not come again"


@pytest.mark.row("INB-11", code="inbox/views/messages.py")
def test_a_message_is_sent_once_however_often_it_is_said(world: Any, mine: Any) -> None:
    chat, client = mine
    sent = {"text": "Good day\r\nto you", "intent": str(uuid.uuid4()), "rev": world.chat().rev}
    for _ in range(3):
        answer = client.post(url(world, f"chats/{chat.pk}/messages"), sent, headers=SCRIPT)
        assert answer.status_code == 200
        assert f'data-intent="{sent["intent"]}"' in answer.content.decode()
    rows = Entry.objects.filter(chat=chat, direction="out")
    assert [row.text for row in rows] == ["Good day\nto you"]


@pytest.mark.row("INB-11", code="inbox/forms/message.py")
def test_an_image_goes_with_its_text(world: Any, mine: Any) -> None:
    chat, client = mine
    answer = client.post(
        url(world, f"chats/{chat.pk}/messages"), {"text": "Look", "image": png(), "intent": str(uuid.uuid4())}
    )
    assert answer.status_code == 302
    entry = Entry.objects.get(chat=chat, direction="out")
    assert (entry.text, len(entry.media)) == ("Look", 1)
    page = client.get(url(world, f"chats/{chat.pk}/")).content.decode()
    assert f"/inbox/files/{entry.media[0]}?small=1" in page
    link = client.get(url(world, f"files/{entry.media[0]}"))
    assert link.status_code == 302
    assert "/f/s/" in link.headers["Location"]


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"text": "  \n "}, "Write something first"),
        (
            {"image": SimpleUploadedFile("a.png", b"x" * (3 * 1024 * 1024 + 1), "image/png")},
            "larger than 3 MB",
        ),
        ({"image": SimpleUploadedFile("a.exe", b"MZ", "application/octet-stream")}, "Only JPG, PNG and GIF"),
        (
            {"image": SimpleUploadedFile("a.png", b"<svg onload=alert(1)>", "image/png")},
            "JPG, PNG and GIF fit",
        ),
    ],
)
def test_what_cannot_be_sent_is_refused_in_words(
    world: Any, mine: Any, sent: dict[str, Any], sentence: str
) -> None:
    chat, client = mine
    answer = client.post(url(world, f"chats/{chat.pk}/messages"), sent, headers=SCRIPT)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Entry.objects.filter(chat=chat, direction="out").exists()


def test_the_text_of_a_refused_message_stays_in_the_field(db: None, world: Any, client_of: Any) -> None:
    chat = world.new_chat()
    answer = client_of(world.owner).post(
        url(world, f"chats/{chat.pk}/messages"), {"text": "typed words"}, headers=EN
    )
    assert answer.status_code == 409
    page = answer.content.decode()
    assert 'id="chat-notice" role="alert"><div class="window"' in page
    assert ">typed words</textarea>" in page
    assert not Entry.objects.filter(chat=chat, text="typed words").exists()


@pytest.mark.row("INB-4", code="inbox/views/messages.py")
def test_notes_are_for_colleagues_only(db: None, world: Any, client_of: Any) -> None:
    chat = world.new_chat()
    answer = client_of(world.member()).post(
        url(world, f"chats/{chat.pk}/notes"), {"text": "careful"}, headers=SCRIPT
    )
    assert answer.status_code == 200
    assert 'data-kind="note"' in answer.content.decode()
    note = Entry.objects.get(chat=chat, kind="note")
    assert (note.text, note.state) == ("careful", "")


@pytest.mark.row("INB-12", code="inbox/views/messages.py")
def test_a_failed_message_offers_to_send_it_again(world: Any, mine: Any) -> None:
    chat, client = mine
    client.post(url(world, f"chats/{chat.pk}/messages"), {"text": "Hi"})
    entry = Entry.objects.get(chat=chat, direction="out")
    Entry.objects.filter(pk=entry.pk).update(state="failed", error_text="Blocked by the client")
    page = client.get(url(world, f"chats/{chat.pk}/"), headers=EN).content.decode()
    assert "Blocked by the client" in page
    assert url(world, f"entries/{entry.pk}/resending") in page
    Entry.objects.filter(pk=entry.pk).update(state="sent", error_text="")
    answer = client.post(url(world, f"entries/{entry.pk}/resending"), headers=SCRIPT)
    assert answer.status_code == 409, "nothing to send again"


def test_reading_is_noted_up_to_the_cursor(world: Any, mine: Any) -> None:
    chat, client = mine
    world.hear(message(text="more"))
    rev = world.chat().rev
    assert client.post(url(world, f"chats/{chat.pk}/reading"), {"rev": rev}).status_code == 204
    assert ChatRead.objects.get(chat=chat, member=world.owner).rev == rev


@pytest.mark.row("INB-22", code="inbox/views/timelines.py")
def test_the_cursor_gives_the_new_and_the_changed(world: Any, mine: Any) -> None:
    chat, client = mine
    rev = world.chat().rev
    world.hear(message(text="after the cursor"))
    said = client.get(url(world, f"chats/{chat.pk}/timeline"), {"since": rev}).content.decode()
    assert "after the cursor" in said
    assert "Hello" not in said
    assert 'id="chat-head"' in said
    assert 'id="chat-foot"' in said
    nothing = client.get(
        url(world, f"chats/{chat.pk}/timeline"), {"since": world.chat().rev}
    ).content.decode()
    assert "<li" not in nothing.split("</ol>")[0]


@pytest.mark.row("NTF-1", code="inbox/views/news.py")
def test_news_names_new_messages_of_my_chats(db: None, world: Any, client_of: Any) -> None:
    from common import clock

    world.hear(message(text="Old words", peer="777"))
    since = clock.now().isoformat()
    # Telegram tells whole seconds: by them the message is older than the page.
    world.hear(message(text="Is it <b>fresh</b>?", at=int(clock.now().timestamp()) * 1000 - 1000))
    said = client_of(world.owner).get(url(world, "news"), {"since": since}).json()
    assert said["new"] == 2
    assert [(m["text"], m["chat"]) for m in said["messages"]] == [
        ("Is it <b>fresh</b>?", world.chat("501").pk)
    ]
    assert client_of(world.owner).get(url(world, "news"), {"since": "nonsense"}).json()["messages"] == []


@pytest.mark.parametrize("verb", ["taking", "taking-over", "closing", "reading", "messages", "notes"])
def test_acts_are_never_done_by_a_link(world: Any, mine: Any, verb: str) -> None:
    chat, client = mine
    assert client.get(url(world, f"chats/{chat.pk}/{verb}")).status_code == 405


def test_a_forged_form_is_refused(db: None, world: Any, client_of: Any) -> None:
    chat = world.new_chat()
    client = client_of(world.owner, enforce_csrf_checks=True)
    assert client.post(url(world, f"chats/{chat.pk}/taking")).status_code == 403
    assert world.chat().responsible_id is None
