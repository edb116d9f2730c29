"""The client's edits (INB-25): the entry shows the last text, `content["versions"]` what stood before.

An edit whose message we do not have (it waits in quarantine, or is older than the channel) is taken as that message and
marked AHEAD; when the message itself comes, it fills in what the edit did not tell and adds nothing.
"""

import datetime

from channels_hub.messengers.vocabulary import Message
from common.text import storable
from inbox.domain.contents import content_of
from inbox.domain.ordering import moment
from inbox.models import Entry

AHEAD = "ahead"
MOST = 50


def edit(entry: Entry, text: str, at: datetime.datetime) -> bool:
    """Put `text` in the place of the entry's; False when it stands already or a later edit is known."""
    if text == entry.text or (entry.edited_at is not None and at < entry.edited_at):
        return False
    stood = {"text": entry.text, "at": _ms(entry.edited_at or entry.at)}
    entry.content = {**entry.content, "versions": [*entry.content.get("versions", []), stood][-MOST:]}
    entry.text, entry.edited_at = text, at
    return True


def complete(entry: Entry, message: Message, now: datetime.datetime) -> bool:
    """Fill an entry that an edit made AHEAD of its message; False for any other: a replay adds nothing."""
    if AHEAD not in entry.content:
        return False
    at, text = moment(message.at, now), storable(message.text)
    content = {
        **content_of(message),
        **{name: value for name, value in entry.content.items() if name != AHEAD},
    }
    if text != entry.text:
        content["versions"] = [{"text": text, "at": _ms(at)}, *content.get("versions", [])]
    entry.content, entry.number, entry.reply_to = content, message.number, message.reply_to[:128]
    entry.at = min(entry.at, at)
    return True


def _ms(at: datetime.datetime) -> int:
    return int(at.timestamp() * 1000)
