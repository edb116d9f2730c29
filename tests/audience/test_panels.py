"""The card's panels of upper floors."""

from typing import Any

import pytest

from audience.models import Contact, Identity, Status
from channels_hub.models import Channel
from inbox.models import Chat, Dialog, Entry, Group
from projects.enums import Right

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(project: Any, in_project: Any, make_member: Any) -> Any:
    """A contact with two dialogs in one chat: one done by a colleague, one new."""
    colleague = make_member(project)
    with in_project(project):
        contact = Contact.objects.create(
            project=project, first_name="Marina", status=Status.objects.get(key="enquired")
        )
        channel = Channel.objects.create(project=project, kind="telegram", account="1", name="Bot", key="k")
        identity = Identity.objects.create(project=project, channel=channel, external_id="7", contact=contact)
        group = Group.objects.get(general=True)
        chat = Chat.objects.create(
            project=project, identity=identity, contact=contact, channel=channel, group=group, state="new"
        )
        common = {"project": project, "chat": chat, "group": group}
        done = Dialog.objects.create(
            **common, number=1, state="done", responsible=colleague, text="Where is my order?"
        )
        fresh = Dialog.objects.create(**common, number=2, state="new", text="Any Kenya left?")
        chat.dialog = fresh.pk
        chat.save()
        entries = [
            Entry.objects.create(
                project=project, chat=chat, dialog=dialog.pk, rev=1, direction="in", text=dialog.text
            )
            for dialog in (done, fresh)
        ]
    return contact, chat, entries


@pytest.mark.row("CARD-6", code="inbox/views/contact_dialogs.py")
def test_dialogs_are_listed_with_words_and_open_at_their_place(
    project: Any, told: Any, make_member: Any, client_of: Any
) -> None:
    contact, chat, entries = told
    client = client_of(make_member(project, "owner"))
    card = client.get(f"/p/{project.pk}/audience/contacts/{contact.pk}/card/").content.decode()
    address = f"/p/{project.pk}/inbox/contacts/{contact.pk}/dialogs/"
    assert address in card
    page = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert page.index("Any Kenya left?") < page.index("Where is my order?")
    for entry in entries:
        assert f"/p/{project.pk}/inbox/chats/{chat.pk}/?entry={entry.pk}" in page


def test_dialogs_that_are_not_mine_to_see_are_not_listed(
    project: Any, told: Any, make_member: Any, client_of: Any
) -> None:
    contact, _, _ = told
    manager = make_member(project, denied=[Right.INBOX_OTHERS, Right.INBOX_NEW])
    page = client_of(manager).get(f"/p/{project.pk}/inbox/contacts/{contact.pk}/dialogs/").content.decode()
    assert "Where is my order?" not in page
    assert "Any Kenya left?" not in page
