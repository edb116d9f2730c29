"""Who sees what: one table, and the three ways of asking held equal."""

import itertools
from typing import Any

import pytest

from channels_hub.models import MediaFile
from inbox import live, visibility
from inbox.domain.closing import close
from inbox.domain.taking import take
from inbox.enums import ChatAct, Tab
from inbox.models import Chat, Dialog, Group, GroupMember, Participant
from projects.enums import Right
from projects.models import Member
from tests.inbox.conftest import message

STATES = ("new", "active", "done")
SWITCHES = (Right.INBOX_NEW, Right.INBOX_OTHERS, Right.INBOX_DONE, Right.INBOX_MINE)


def set_up(world: Any) -> dict[str, Chat]:
    """Chats in each state, in the general group and in one of Anna's alone, led by Anna, with Oleg added to an active and a done one."""
    anna, oleg = world.member(name="Anna"), world.member(name="Oleg")
    world.anna, world.oleg = anna, oleg
    repairs = Group.objects.create(project=world.project, name="Repairs", everybody=False)
    GroupMember.objects.create(project=world.project, group=repairs, member=anna)
    chats = {}
    for number, (state, closed_group, added) in enumerate(
        itertools.product(STATES, (False, True), (False, True))
    ):
        if state == "new" and added:
            continue
        chat = world.new_chat(str(1000 + number))
        if state != "new":
            take(anna, chat.pk)
        if added:
            Participant.objects.create(project=world.project, chat=chat, dialog_id=chat.dialog, member=oleg)
        if state == "done":
            close(anna, chat.pk)
        if closed_group:
            Chat.objects.filter(pk=chat.pk).update(group=repairs)
            Dialog.objects.filter(chat=chat).update(group=repairs)
        chats[f"{state}{'-repairs' if closed_group else ''}{'-added' if added else ''}"] = Chat.objects.get(
            pk=chat.pk
        )
    return chats


def seen(member: Member, chats: dict[str, Chat]) -> set[str]:
    found = set(Chat.objects.filter(visibility.visible_chats(member)).values_list("pk", flat=True))
    return {name for name, chat in chats.items() if chat.pk in found}


@pytest.mark.row("TEAM-4", "INB-8", "INB-3", code="inbox/visibility.py")
def test_the_table(world: Any) -> None:
    chats = set_up(world)
    everything = set(chats)
    assert seen(world.owner, chats) == seen(world.member("admin"), chats) == everything
    assert seen(world.anna, chats) == everything
    general = {name for name in everything if "repairs" not in name}
    added = {name for name in everything if "added" in name}
    assert seen(world.member(), chats) == general
    assert seen(world.oleg, chats) == general | added
    cases = {
        Right.INBOX_NEW: general - {"new"},
        Right.INBOX_OTHERS: {"new"},
        Right.INBOX_DONE: {"new", "active", "active-added"},
        Right.INBOX_MINE: general,
    }
    for right, expected in cases.items():
        assert seen(world.member(denied=[right]), chats) == expected, right
    gone = world.member()
    gone.left_at = gone.joined_at
    assert seen(gone, chats) == set()


@pytest.mark.row("TEAM-4", code="inbox/visibility.py")
def test_the_ways_of_asking_are_equal(world: Any) -> None:
    """Snapshot, condition on chats, condition on dialogs, one dialog, the chats one may open: for every combination of switches."""
    chats = set_up(world)
    people = [world.owner, world.anna, world.oleg]
    for size in range(len(SWITCHES) + 1):
        people += [world.member(denied=denied) for denied in itertools.combinations(SWITCHES, size)]
    for who in (world.anna, world.oleg):
        twin = Member.objects.select_related("person", "project").get(pk=who.pk)
        twin.denied = [right.value for right in SWITCHES]
        people.append(twin)
    for member in people:
        snapshot = visibility.snapshot(member)
        listed = set(Chat.objects.filter(visibility.visible_chats(member)).values_list("pk", flat=True))
        dialogs = set(Dialog.objects.filter(visibility.visible_dialogs(member)).values_list("pk", flat=True))
        openable = set(visibility.chats(member).values_list("pk", flat=True))
        for name, chat in chats.items():
            inside = list(Participant.objects.filter(dialog=chat.dialog).values_list("member", flat=True))
            expected = chat.pk in listed
            assert snapshot.sees(live.routing(chat, inside)) == expected, name
            assert (chat.dialog in dialogs) == expected, name
            assert (chat.pk in openable) == visibility.sees_chat(member, chat) == expected, name
            assert visibility.sees_dialog(member, Dialog.objects.get(pk=chat.dialog)) == expected, name
            assert bool(visibility.acts(member, chat)) == expected, name


def test_an_older_dialog_opens_the_chat(world: Any) -> None:
    """A chat whose present dialog is another group's opens by what one may see of it, and allows nothing."""
    anna = world.member(name="Anna")
    chat = world.new_chat()
    take(anna, chat.pk)
    close(anna, chat.pk)
    world.hear(message(text="again"))
    group = Group.objects.create(project=world.project, name="Repairs", everybody=False)
    Dialog.objects.filter(state="new").update(group=group)
    Chat.objects.update(group=group)
    chat = world.chat()
    assert visibility.sees_chat(anna, chat)
    assert visibility.acts(anna, chat) == frozenset()
    assert visibility.tab_of(anna, chat, []) is None


@pytest.mark.row("INB-1", "TEAM-4", code="inbox/visibility.py")
def test_tabs_follow_rights(world: Any) -> None:
    assert visibility.tabs(world.owner) == (Tab.NEW, Tab.MINE, Tab.OTHERS, Tab.DONE, Tab.SEARCH)
    some = world.member(denied=[Right.INBOX_NEW, Right.INBOX_OTHERS])
    assert visibility.tabs(some) == (Tab.MINE, Tab.DONE, Tab.SEARCH)


@pytest.mark.row("INB-4", "INB-5", "INB-9", "INB-17", "INB-19", code="inbox/visibility.py")
def test_acts(world: Any) -> None:
    chats = set_up(world)
    quiet = {ChatAct.NOTE, ChatAct.READ}
    manager, mute = (
        world.member(),
        world.member(denied=[Right.CHATS_WRITE, Right.CHATS_TAKE, Right.CARDS_EDIT]),
    )
    table = [
        (manager, "new", {ChatAct.TAKE, ChatAct.EDIT_CARD}),
        (mute, "new", set()),
        (world.owner, "new", {ChatAct.TAKE, ChatAct.EDIT_CARD}),
        (manager, "active", set()),
        (world.owner, "active", {ChatAct.TAKE_OVER, ChatAct.EDIT_CARD}),
        (world.anna, "active", {ChatAct.WRITE, ChatAct.CLOSE, ChatAct.EDIT_CARD}),
        (world.oleg, "active-added", {ChatAct.WRITE, ChatAct.EDIT_CARD}),
        (manager, "done", {ChatAct.WRITE, ChatAct.EDIT_CARD}),
        (mute, "done", set()),
    ]
    for member, name, expected in table:
        assert visibility.acts(member, chats[name]) == quiet | expected, (member, name)


@pytest.mark.row("TEAM-4", code="inbox/visibility.py")
def test_files(world: Any) -> None:
    chats = set_up(world)
    stranger = world.member(denied=[Right.AUDIENCE_SEE])

    def file(**facts: Any) -> MediaFile:
        return MediaFile.objects.create(project=world.project, kind="image", **facts)

    for name in ("new", "active-repairs", "active-repairs-added", "done"):
        chat = chats[name]
        shown = file(chat=chat.pk, entry=chat.preview["entry"])
        for member in (world.owner, world.anna, world.oleg, stranger):
            expected = Chat.objects.filter(visibility.visible_chats(member), pk=chat.pk).exists()
            assert visibility.may_see_file(member, shown) == expected, (name, member)
    loose = file()
    assert not visibility.may_see_file(stranger, loose)
    chats["new"].contact.photo = loose
    chats["new"].contact.save()
    assert visibility.may_see_file(stranger, loose)


def test_hints_without_a_chat_are_for_all(world: Any) -> None:
    assert visibility.snapshot(world.member(denied=list(Right))).sees({"counts": True})
