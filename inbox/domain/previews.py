"""What the list shows of a chat (inbox.models.Chat.preview); words are made when read."""

from typing import Any

from inbox.enums import EntryKind
from inbox.models import Chat, Entry

LONGEST = 160
SHOWN_VERBS = frozenset({"started"})


def preview(entry: Entry, media: str = "") -> dict[str, Any]:
    """The preview of an entry that has its id; `media` is its first file's kind."""
    content = entry.content
    other = next(
        (name for name in ("location", "contact", "sticker", "unsupported") if content.get(name)), ""
    )
    facts = {
        "entry": entry.pk,
        "kind": entry.kind,
        "direction": entry.direction,
        "text": " ".join(entry.text[: LONGEST * 4].split())[:LONGEST],
        "media": media or other,
        "author": entry.author_id,
        "name": entry.author_name,
        "state": entry.state,
        "verb": entry.verb,
        "origin": entry.origin,
    }
    if other == "unsupported" and not media:
        facts["unsupported"] = content["unsupported"]
    return {name: value for name, value in facts.items() if value not in ("", None)}


def is_shown(entry: Entry) -> bool:
    """Does the list speak of this entry? Messages, notes and a client's Start; not what colleagues do with the chat."""
    return entry.kind != EntryKind.SERVICE or entry.verb in SHOWN_VERBS


def retouch(chat: Chat, entry: Entry) -> bool:
    """Follow a change of the entry that the preview shows; returns whether the preview changed."""
    if chat.preview.get("entry") != entry.pk:
        return False
    chat.preview = preview(entry, chat.preview.get("media", ""))
    return True
