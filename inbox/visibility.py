"""Who sees a dialog, which tabs and which acts a member has (ARCHITECTURE §7.3): the only place that says so.

visible(m, d) = administrator, or responsible, or participant, or the group is mine and I have the right of its tab. The
rule stands here three times, as data for sockets (Snapshot), for one dialog and as a condition for lists; a test holds the
three equal.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from audience.models import Contact, Identity
from channels_hub.models import MediaFile
from inbox.enums import ChatAct, DialogState, Tab
from inbox.models import Chat, Dialog, Entry, Group, GroupMember, Participant
from projects.enums import Right
from projects.models import Member

TAB_RIGHTS = {
    Tab.NEW: Right.INBOX_NEW,
    Tab.MINE: Right.INBOX_MINE,
    Tab.OTHERS: Right.INBOX_OTHERS,
    Tab.DONE: Right.INBOX_DONE,
    Tab.SEARCH: Right.INBOX_SEARCH,
}
# A dialog of my groups that is not mine is seen with these rights; «Другие» off closes others' done ones too (TEAM-4).
STATE_RIGHTS = {
    DialogState.NEW: (Right.INBOX_NEW,),
    DialogState.ACTIVE: (Right.INBOX_OTHERS,),
    DialogState.DONE: (Right.INBOX_DONE, Right.INBOX_OTHERS),
}


@dataclass(frozen=True)
class Snapshot:
    """What a member may see, as of now, without the database: sockets filter hints by it.

    `groups` are mine (administrators: None, all); `rights` the values of projects.enums.Right. `present` falls when the
    member has left.
    """

    member: int
    administrator: bool
    groups: frozenset[int] | None
    rights: frozenset[str] = field(default_factory=frozenset)
    present: bool = True

    def sees(self, hint: dict[str, Any]) -> bool:
        """May the member know of a chat with these routing facts: group, state, responsible, participants?

        A hint without a chat's state ({"counts": true}) is for everybody of the project.
        """
        if "state" not in hint:
            return self.present
        return self.visible(
            str(hint["state"]), hint.get("group"), hint.get("responsible"), hint.get("participants") or ()
        )

    def visible(
        self, state: str, group: int | None, responsible: int | None, participants: Iterable[int] = ()
    ) -> bool:
        """The rule itself."""
        if not self.present:
            return False
        if self.administrator or self.mine(responsible, participants):
            return True
        return (self.groups is None or group in self.groups) and self.has(*STATE_RIGHTS[DialogState(state)])

    def mine(self, responsible: int | None, participants: Iterable[int] = ()) -> bool:
        """Responsible or added?"""
        return responsible == self.member or self.member in participants

    def has(self, *rights: Right) -> bool:
        """All of these rights?"""
        return all(right.value in self.rights for right in rights)


def snapshot(member: Member) -> Snapshot:
    """The member's snapshot: one query for the groups (none for administrators). Make it anew when rights, groups or membership change."""
    return member.once("snapshot", lambda: _snapshot(member))


def _snapshot(member: Member) -> Snapshot:
    return Snapshot(
        member=member.pk,
        administrator=member.is_administrator,
        groups=None if member.is_administrator else frozenset(group_ids(member)),
        rights=frozenset(right.value for right in Right if member.may(right)),
        present=member.left_at is None,
    )


def groups(member: Member) -> models.QuerySet[Group]:
    """Groups whose dialogs are the member's to see (INB-8): everybody's and one's own; all for administrators."""
    rows: models.QuerySet[Group] = Group.objects.all()
    if member.is_administrator:
        return rows
    return rows.filter(
        Q(everybody=True) | Q(pk__in=GroupMember.objects.filter(member=member).values("group"))
    )


def group_names(member: Member) -> dict[int, str]:
    """{group: its name} of the member's project, "" of the general one; asked once a request."""
    rows = Group.objects.order_by("id").values_list("id", "name", "general")
    return member.once("group names", lambda: {pk: "" if general else name for pk, name, general in rows})


def group_ids(member: Member) -> list[int]:
    """Their ids, asked once a request."""
    if member.is_administrator:
        return list(group_names(member))
    return member.once("groups", lambda: list(groups(member).values_list("pk", flat=True)))


def tabs(member: Member) -> tuple[Tab, ...]:
    """The tabs the member has, in order."""
    return tuple(tab for tab, right in TAB_RIGHTS.items() if member.may(right))


def tab_of(member: Member, chat: Chat, participants: Iterable[int]) -> Tab | None:
    """The tab where the chat stands for this member now; None when in none (not visible, or the tab's right is off)."""
    seer = snapshot(member)
    if not seer.visible(chat.state, chat.group_id, chat.responsible_id, participants):
        return None
    if chat.state == DialogState.NEW:
        tab = Tab.NEW
    elif chat.state == DialogState.DONE:
        tab = Tab.DONE
    else:
        tab = Tab.MINE if seer.mine(chat.responsible_id, participants) else Tab.OTHERS
    return tab if member.may(TAB_RIGHTS[tab]) else None


def visible_chats(member: Member) -> Q:
    """Condition on Chat: its current dialog is visible (lists, counts)."""
    return _condition(member, "dialog")


def visible_dialogs(member: Member) -> Q:
    """Condition on Dialog."""
    return _condition(member, "pk")


def _condition(member: Member, dialog: str) -> Q:
    if member.left_at is not None:
        return Q(pk__in=())
    if member.is_administrator:
        return Q()
    inside = Participant.objects.filter(dialog=OuterRef(dialog), member=member)
    open_to_me = Q(pk__in=())
    for state, rights in STATE_RIGHTS.items():
        if all(member.may(right) for right in rights):
            open_to_me |= Q(state=state)
    return Q(responsible=member) | Q(Exists(inside)) | (Q(group__in=groups(member).values("pk")) & open_to_me)


def chats(member: Member) -> models.QuerySet[Chat]:
    """Chats the member may open: one of their dialogs is visible."""
    rows: models.QuerySet[Chat] = Chat.objects.all()
    some = Dialog.objects.filter(visible_dialogs(member), chat=OuterRef("pk"))
    return rows.filter(visible_chats(member) | Q(Exists(some)))


def sees_chat(member: Member, chat: Chat | int) -> bool:
    """May the member open the chat: is one of its dialogs visible?"""
    return chats(member).filter(pk=getattr(chat, "pk", chat)).exists()


def sees_dialog(member: Member, dialog: Dialog, participants: Iterable[int] | None = None) -> bool:
    """May the member see this dialog? `participants` (member ids) saves a query."""
    inside = _participants(dialog.pk) if participants is None else participants
    return snapshot(member).visible(dialog.state, dialog.group_id, dialog.responsible_id, inside)


def acts(
    member: Member, chat: Chat, participants: Iterable[int] | None = None, seer: Snapshot | None = None
) -> frozenset[ChatAct]:
    """What the member may do in the chat now; empty when its current dialog is not visible.

    `participants` of the current dialog and `seer` (the member's snapshot) save queries.
    """
    inside = list(_participants(chat.dialog) if participants is None else participants)
    seer = seer or snapshot(member)
    if not seer.visible(chat.state, chat.group_id, chat.responsible_id, inside):
        return frozenset()
    found = {ChatAct.NOTE, ChatAct.READ}
    mine, writes = seer.mine(chat.responsible_id, inside), seer.has(Right.CHATS_WRITE)
    active = chat.state == DialogState.ACTIVE
    if chat.state == DialogState.NEW and seer.has(Right.CHATS_TAKE):
        found.add(ChatAct.TAKE)
    if active and seer.administrator and chat.responsible_id != seer.member:
        found.add(ChatAct.TAKE_OVER)
    if active and chat.responsible_id == seer.member:
        found.add(ChatAct.CLOSE)
    if writes and ((active and mine) or chat.state == DialogState.DONE):
        found.add(ChatAct.WRITE)
    if seer.administrator or (seer.has(Right.CARDS_EDIT) and (mine or not active)):
        found.add(ChatAct.EDIT_CARD)
    return frozenset(found)


def may_revoke(member: Member, acts: frozenset[ChatAct]) -> bool:
    """May the member, who has these acts in a chat, close links that clients were given there?"""
    return ChatAct.WRITE in acts or (bool(acts) and member.is_administrator)


def may_see_file(member: Member, file: MediaFile) -> bool:
    """May the member see this file: of an entry in a dialog one sees, of a chat one may open, a face of a visible contact?"""
    if member.left_at is not None or member.project_id != file.project_id:
        return False
    if member.is_administrator:
        return True
    if file.entry is not None:
        entry = Entry.objects.filter(pk=file.entry).select_related("chat").first()
        if entry is not None:
            dialog = Dialog.objects.filter(pk=entry.dialog or entry.chat.dialog).first()
            return sees_dialog(member, dialog) if dialog else sees_chat(member, entry.chat)
    if file.chat is not None:
        return sees_chat(member, file.chat)
    return _is_face_of_visible(member, file)


def _is_face_of_visible(member: Member, file: MediaFile) -> bool:
    shown = Q(photo=file)
    people = set(Contact.objects.filter(shown).values_list("pk", flat=True))
    people |= set(Identity.objects.filter(shown).values_list("contact", flat=True))
    if people and member.may(Right.AUDIENCE_SEE):
        return True
    return bool(people) and chats(member).filter(contact__in=people).exists()


def _participants(dialog: int | None) -> list[int]:
    if dialog is None:
        return []
    return list(Participant.objects.filter(dialog=dialog).values_list("member", flat=True))
