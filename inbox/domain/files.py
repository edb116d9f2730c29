"""A client's file was fetched, or will not be: what shows it changes (channels_hub.receivers)."""

from collections.abc import Sequence

from audience.domain.portraits import hang
from channels_hub.models import MediaFile
from inbox.domain.refreshing import refresh_chats
from inbox.models import Chat

AVATAR = "avatar"


def file_changed(files: Sequence[MediaFile]) -> None:
    """Tell the pages that show these files; a portrait is hung on its contact. In the caller's transaction and scope."""
    shown = [file for file in files if file.kind != AVATAR and file.chat is not None]
    chats = {file.chat for file in shown if file.chat}
    contacts = {hang(file) for file in files if file.kind == AVATAR} - {None}
    if contacts:
        chats |= set(Chat.objects.filter(contact__in=contacts).values_list("pk", flat=True))
    refresh_chats(chats, [file.entry for file in shown if file.entry is not None])
