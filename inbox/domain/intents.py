"""One act of writing happens once, however often the page sends it."""

import uuid

from inbox.domain.acting import Held, gone
from inbox.models import Entry


def key(kind: str, intent: uuid.UUID | str) -> str:
    """The stored key, like "composer:<uuid>"; a new one when the page named none. Long ones are folded into a uuid."""
    said = str(intent) or str(uuid.uuid4())
    if len(said) > 64:
        said = str(uuid.uuid5(uuid.NAMESPACE_OID, said))
    return f"{kind}:{said}"


def intended(held: Held, name: str) -> Entry | None:
    """The entry that this intent already made, under the chat's lock; raises Refused "gone" when it is another's."""
    entry: Entry | None = Entry.objects.filter(intent=name).first()
    if entry is not None and (entry.chat_id, entry.author_id) != (held.chat.pk, held.member.pk):
        raise gone()
    return entry
