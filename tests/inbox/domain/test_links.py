"""A file above the messenger's limit reaches the client as a link, which whoever may write closes (INB-11)."""

import re
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from channels_hub.enums import DeliveryState, FileState
from channels_hub.messengers.telegram import TRAITS
from channels_hub.models import ClientLink, Delivery, MediaFile
from channels_hub.queries.links import REVOKED, Closed, client_link, opened_by_client
from inbox.domain.posting import post
from inbox.domain.refusals import Refused
from inbox.domain.resending import again
from inbox.domain.revoking import revoke
from inbox.domain.taking import take
from inbox.models import Entry
from inbox.queries import timeline
from projects.enums import Right
from projects.models import Act

pytestmark = pytest.mark.row("INB-11", "inbox/domain/posting.py", "inbox/domain/revoking.py")


def stored(world: Any, name: str, size: int) -> MediaFile:
    """A file that says it is so large."""
    path = default_storage.save("1/film", ContentFile(b"film"))
    return MediaFile.objects.create(
        project=world.project,
        kind="file",
        name=name,
        mime="video/mp4",
        size=size,
        path=path,
        state=FileState.READY,
    )


def taken(world: Any, member: Any = None) -> int:
    chat = world.new_chat().pk
    take(member or world.owner, chat)
    return chat


def sent(world: Any, member: Any = None, **more: Any) -> Entry:
    """A film above the limit, in a taken chat."""
    chat = taken(world, member)
    return post(member or world.owner, chat, "Watch this", [stored(world, "film.mp4", TRAITS.file_bytes + 1)])


def refusal(act: Any, *args: Any) -> str:
    with pytest.raises(Refused) as refused:
        act(*args)
    assert refused.value.sentence
    return refused.value.code


def test_at_the_limit_it_is_carried_and_above_it_is_linked(world: Any) -> None:
    chat = taken(world)
    small = stored(world, "small.pdf", TRAITS.file_bytes)
    large = stored(world, "film.mp4", TRAITS.file_bytes + 1)
    entry = post(world.owner, chat, "Both", [small, large])
    assert (entry.text, entry.media, entry.content) == ("Both", [small.pk, large.pk], {"linked": [large.pk]})
    (delivery,) = Delivery.objects.filter(entry=entry.pk)
    link = ClientLink.objects.get()
    assert delivery.content["file"]["file"] == small.pk
    said = delivery.content["text"]
    assert re.fullmatch(r"Both\n\nfilm\.mp4 · 50\xa0\S+\n" + re.escape(client_link(link)), said)
    assert (link.file_id, link.chat, link.entry) == (large.pk, chat, entry.pk)
    assert opened_by_client(link.token) == large


def test_a_long_text_does_not_cut_the_link(world: Any) -> None:
    entry = post(
        world.owner, taken(world), "word " * 1600, [stored(world, "film.mp4", TRAITS.file_bytes + 1)]
    )
    texts = [row.content["text"] for row in Delivery.objects.filter(entry=entry.pk).order_by("part")]
    assert len(texts) == 2
    assert texts[-1].endswith(client_link(ClientLink.objects.get()))


def test_the_reader_sees_the_link_and_who_may_close_it(world: Any) -> None:
    anna, oleg = world.member(name="Anna"), world.member(name="Oleg")
    entry = sent(world, anna)

    def item(member: Any) -> Any:
        page = timeline.page(member, entry.chat_id)
        assert page is not None
        return next(item for item in page.items if item.id == entry.pk)

    assert item(anna).link.file.name == "film.mp4"
    assert item(anna).revoke
    assert item(world.owner).revoke, "an administrator closes what others opened"
    assert not item(oleg).revoke, "one who only looks on does not"
    revoke(anna, entry.pk)
    assert item(anna).link.revoked_by == anna
    assert not item(anna).revoke


def test_a_closed_link_opens_nothing_and_pages_hear_of_it(world: Any) -> None:
    entry = sent(world)
    rev = world.chat().rev
    assert revoke(world.owner, entry.pk).rev == world.chat().rev == rev + 1
    with pytest.raises(Closed) as closed:
        opened_by_client(ClientLink.objects.get().token)
    assert closed.value.why == REVOKED
    assert refusal(revoke, world.owner, entry.pk) == "state"
    assert Act.objects.filter(what="link.revoked", person=world.owner.person).count() == 1


def test_who_may_not_close_it(world: Any) -> None:
    anna, oleg = world.member(name="Anna"), world.member()
    mute, blind = world.member(denied=[Right.CHATS_WRITE]), world.member(denied=[Right.INBOX_OTHERS])
    entry = sent(world, anna)
    assert refusal(revoke, oleg, entry.pk) == "right"
    assert refusal(revoke, mute, entry.pk) == "right"
    assert refusal(revoke, blind, entry.pk) == "gone"
    assert refusal(revoke, anna, entry.pk + 1) == "gone"
    assert ClientLink.objects.get().revoked_at is None


def test_a_message_with_a_closed_link_is_not_sent_again(world: Any) -> None:
    entry = sent(world)
    Delivery.objects.filter(entry=entry.pk).update(state=DeliveryState.FAILED)
    Entry.objects.filter(pk=entry.pk).update(state="failed")
    revoke(world.owner, entry.pk)
    assert refusal(again, world.owner, entry.pk) == "link"
    assert Delivery.objects.get().state == DeliveryState.FAILED
