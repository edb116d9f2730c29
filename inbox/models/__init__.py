from inbox.models.chat import Chat, ChatRead
from inbox.models.dialog import Dialog, Participant
from inbox.models.early import EarlyStatus, Opening
from inbox.models.entry import Entry
from inbox.models.group import Group, GroupMember

__all__ = [
    "Chat", "ChatRead", "Dialog", "EarlyStatus", "Entry", "Group", "GroupMember", "Opening", "Participant",
]  # fmt: skip
