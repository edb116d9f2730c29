"""Contact data in a chat, for a member who may not see it: every way out gives the same (TEAM-4)."""

from typing import Any

import pytest

from channels_hub.messengers.vocabulary import SharedContact
from inbox.models import Chat
from inbox.queries import chat_page, timeline
from projects.enums import Right
from tests.inbox.conftest import message


@pytest.mark.row("TEAM-4", "inbox/queries/timeline.py")
def test_username_and_a_shared_number_are_masked_in_the_chat(world: Any) -> None:
    world.hear(message(text="", contact=SharedContact(phone="+79000001248", name="Lev", own=True)))
    chat = Chat.objects.get().pk
    blind = world.member(denied=[Right.CONTACTS_SEE])

    assert "79000001248" in str(timeline.page(world.owner, chat).items)
    assert "79000001248" not in str(timeline.page(blind, chat).items)
    assert "79000001248" not in str(timeline.since(blind, chat, 0).items)
    seen, masked = chat_page.head(world.owner, chat), chat_page.head(blind, chat)
    assert seen is not None
    assert masked is not None
    assert (seen.username, masked.username) == ("u501", "")
