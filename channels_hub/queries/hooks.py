"""The channel behind a webhook's address, for the intake (no ORM: it runs outside Django's threads)."""

import json
from dataclasses import dataclass, field
from typing import Any

from common.crypto import decrypt

_OF = """
SELECT c.id, c.project_id, c.kind, c.secret, c.token, c.extra::text
FROM channels_hub_channel c
"""
_BY_KEY = _OF + "WHERE c.key = %s AND c.connected"
_BY_ACCOUNT = _OF + "WHERE c.kind = %s AND c.account = %s AND c.connected"


@dataclass(frozen=True)
class Hook:
    """What the intake must know of a channel, secrets readable; `extra` is what its messenger has noted of it."""

    channel: int
    project: int
    kind: str
    secret: str
    token: str
    extra: dict[str, Any] = field(default_factory=dict)


def hook(cursor: Any, key: str) -> Hook | None:
    """The connected channel with that key, None when there is none. The key is unguessable and unique over all projects.

    Raises common.crypto.Undecryptable when FIELD_KEYS lack the key that sealed it.
    """
    cursor.execute(_BY_KEY, (key,))
    return _read(cursor.fetchone())


def hook_of(cursor: Any, kind: str, account: str) -> Hook | None:
    """The connected channel of an account; None when nobody has it. As `hook` otherwise."""
    cursor.execute(_BY_ACCOUNT, (kind, account))
    return _read(cursor.fetchone())


def _read(row: Any) -> Hook | None:
    if row is None:
        return None
    channel, project, kind, secret, token, extra = row
    opened = _open(secret, "secret"), _open(token, "token")
    return Hook(channel, project, kind, *opened, json.loads(extra))


def _open(sealed: str, column: str) -> str:
    return decrypt(sealed, f"channels_hub_channel.{column}") if sealed else ""
