"""Names that a messenger tells when it is asked."""

from typing import Any

import pytest

from audience.models import Contact
from channels_hub.messengers.vocabulary import Profile
from inbox.domain.naming import named
from tests.inbox.conftest import message, profile


@pytest.mark.row("CARD-1", code="inbox/domain/naming.py")
def test_a_name_reaches_the_card_and_open_pages(world: Any) -> None:
    nameless = message("501")
    world.hear(type(nameless)(**{**vars(nameless), "profile": Profile("501")}))
    before = world.chat().rev
    named(world.channel, [profile("501", "Lev"), profile("777", "Nobody")])
    contact = Contact.objects.get()
    assert (contact.first_name, contact.last_name) == ("Lev", "Quiet")
    assert "lev" in contact.search
    assert world.chat().rev == before + 1
    named(world.channel, [profile("501", "Lev"), Profile("501")])
    assert world.chat().rev == before + 1
