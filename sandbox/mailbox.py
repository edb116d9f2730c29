"""Mails that the product sent: the last 500, parsed."""

import re
from collections import deque
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html import unescape
from typing import Any

KEPT = 500
LINK = re.compile(r"https?://[^\s<>\"')\]]+")
HREF = re.compile(r"href\s*=\s*[\"'](https?://[^\"']+)[\"']", re.IGNORECASE)


def parsed(raw: bytes, recipients: list[str], at: float) -> dict[str, Any]:
    """One mail as the control interface shows it; ``recipients`` are those of the envelope."""
    message = message_from_bytes(raw, policy=default)
    assert isinstance(message, EmailMessage)
    text, html = _body(message, "plain"), _body(message, "html")
    found = LINK.findall(text) + [unescape(link) for link in HREF.findall(html)]
    return {
        "to": recipients,
        "from": str(message.get("From", "")),
        "subject": str(message.get("Subject", "")),
        "text": text,
        "html": html,
        "at": at,
        "links": list(dict.fromkeys(link.rstrip(".,;:!?") for link in found)),
        "headers": {name: str(value) for name, value in message.items()},
        "attachments": [_attachment(part) for part in message.iter_attachments()],
    }


def _body(message: EmailMessage, kind: str) -> str:
    """Text of the first part of this kind, empty when there is none."""
    part = message.get_body((kind,))
    if part is None:
        return ""
    content = part.get_content()
    return content if isinstance(content, str) else content.decode("utf-8", "replace")


def _attachment(part: Any) -> dict[str, Any]:
    """Name, type and size of an attached file."""
    payload = part.get_payload(decode=True) or b""
    return {"name": part.get_filename() or "", "mime": part.get_content_type(), "size": len(payload)}


class Mailbox:
    """All mailboxes in one."""

    def __init__(self) -> None:
        self._mails: deque[dict[str, Any]] = deque(maxlen=KEPT)

    def receive(self, raw: bytes, recipients: list[str], at: float) -> None:
        """Keep a mail as it came over SMTP."""
        self._mails.append(parsed(raw, recipients, at))

    def to(self, address: str | None = None) -> list[dict[str, Any]]:
        """Mails to an address (all without one), the oldest first."""
        wanted = address.lower() if address else None
        return [
            mail for mail in self._mails if wanted is None or wanted in (one.lower() for one in mail["to"])
        ]

    def clear(self) -> None:
        """Forget all."""
        self._mails.clear()
