"""The list's words for a chat's newest entry, in the reader's language."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from inbox import wording
from inbox.enums import EntryKind


@dataclass(frozen=True)
class Preview:
    """`text` is ready words (a service line's sentence, "Photo" for a picture); `author` the colleague of a note or message,
    empty for the client and for oneself; `kind` and `direction` of the entry; `state` of an outgoing one; `media` its file's
    kind, or location, contact, sticker, unsupported."""

    text: str
    kind: str = "message"
    direction: str = "in"
    author: str = ""
    state: str = ""
    media: str = ""


def shown(stored: dict[str, Any], reader: int, at: datetime.datetime) -> Preview:
    """The preview of a chat as `reader` (a member's id) reads it; `at` is the entry's time."""
    kind, media = stored.get("kind", EntryKind.MESSAGE), stored.get("media", "")
    if kind == EntryKind.SERVICE:
        return Preview(wording.words(stored.get("verb", ""), at, stored.get("name", "")), kind, "")
    text = stored.get("text", "") or media_word(media, stored.get("unsupported", ""))
    author = stored.get("name", "") if stored.get("author") not in (None, reader) else ""
    return Preview(
        text, kind, stored.get("direction", ""), author.split(" ")[0], stored.get("state", ""), media
    )


def media_word(media: str, unsupported: str = "") -> str:
    """A word for what a message without text holds; what we cannot show is named (INB-10)."""
    match media:
        case "image":
            return _("Photo")
        case "video":
            return _("Video")
        case "voice":
            return _("Voice message")
        case "audio":
            return _("Audio")
        case "animation":
            return "GIF"
        case "sticker":
            return _("Sticker")
        case "location":
            return pgettext("preview", "Location")
        case "contact":
            return pgettext("preview", "Contact")
        case "unsupported":
            return _("Cannot be shown here: %(what)s") % {"what": unsupported or "?"}
        case "file":
            return _("File")
    return ""
