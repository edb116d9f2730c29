"""Writing down what became of messages, many at once: one statement over arrays, where bulk_update's CASE costs ten times as much."""

import json
from collections.abc import Sequence

from django.db import connection

from inbox.models import Chat, Entry

_ENTRIES = """
UPDATE inbox_entry AS e
SET state = c.state, provider_id = c.provider, error_code = c.code, error_text = c.words, rev = c.rev
FROM unnest(%(ids)s::bigint[], %(states)s::varchar[], %(providers)s::varchar[], %(codes)s::varchar[],
            %(words)s::varchar[], %(revs)s::bigint[]) AS c (id, state, provider, code, words, rev)
WHERE e.id = c.id AND e.project_id = %(project)s
"""
_CHATS = """
UPDATE inbox_chat AS t
SET rev = c.rev, preview = c.preview::jsonb, tail_at = c.tail_at, tail_number = c.tail_number
FROM unnest(%(ids)s::bigint[], %(revs)s::bigint[], %(previews)s::text[], %(tails)s::timestamptz[],
            %(numbers)s::bigint[]) AS c (id, rev, preview, tail_at, tail_number)
WHERE t.id = c.id AND t.project_id = %(project)s
"""


def write_entries(project: int, entries: Sequence[Entry]) -> None:
    """Store state, provider's id, reason and rev of these entries of the project."""
    if not entries:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            _ENTRIES,
            {
                "project": project,
                "ids": [entry.pk for entry in entries],
                "states": [str(entry.state) for entry in entries],
                "providers": [entry.provider_id for entry in entries],
                "codes": [entry.error_code for entry in entries],
                "words": [entry.error_text for entry in entries],
                "revs": [entry.rev for entry in entries],
            },
        )


def write_chats(project: int, chats: Sequence[Chat]) -> None:
    """Store rev, preview and tail of these chats of the project, which the caller has locked."""
    if not chats:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            _CHATS,
            {
                "project": project,
                "ids": [chat.pk for chat in chats],
                "revs": [chat.rev for chat in chats],
                "previews": [json.dumps(chat.preview) for chat in chats],
                "tails": [chat.tail_at for chat in chats],
                "numbers": [chat.tail_number for chat in chats],
            },
        )
