"""The channel behind a webhook's address, for the intake (no ORM: it runs outside Django's threads)."""

from dataclasses import dataclass
from typing import Any

from common.crypto import decrypt

_SQL = """
SELECT c.id, c.project_id, c.kind, c.secret, c.token
FROM channels_hub_channel c
WHERE c.key = %s AND c.connected
"""


@dataclass(frozen=True)
class Hook:
    """What the intake must know of a channel, secrets readable."""

    channel: int
    project: int
    kind: str
    secret: str
    token: str


def hook(cursor: Any, key: str) -> Hook | None:
    """The connected channel with that key, None when there is none. The key is unguessable and unique over all projects.

    Raises common.crypto.Undecryptable when FIELD_KEYS lack the key that sealed it.
    """
    cursor.execute(_SQL, (key,))
    row = cursor.fetchone()
    if row is None:
        return None
    channel, project, kind, secret, token = row
    return Hook(channel, project, kind, _open(secret, "secret"), _open(token, "token"))


def _open(sealed: str, column: str) -> str:
    return decrypt(sealed, f"channels_hub_channel.{column}") if sealed else ""
