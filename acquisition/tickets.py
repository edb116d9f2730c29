"""What proves who a visitor is, and what opens a file of their chat: signed words, nothing stored.

A visitor's token lies in the page's own storage and travels in a header: no cookie, so nothing goes along unasked from
another site's page. It is bound to the chat's account: elsewhere it is nobody's.
"""

import datetime
import re
import secrets

from django.conf import settings
from django.core import signing

from common import clock

_CODE = re.compile(r"[A-Za-z0-9_-]{22}")
_LINK_LIFE = datetime.timedelta(hours=24)


def issue(account: str) -> str:
    """The token of a visitor who was never here before."""
    return _visitors(account).sign(secrets.token_urlsafe(16))


def code_of(account: str, token: str) -> str:
    """The visitor's code; "" for a token that is not of this chat."""
    if len(token) > 200:
        return ""
    try:
        code = _visitors(account).unsign(token)
    except signing.BadSignature:
        return ""
    return code if _CODE.fullmatch(code) else ""


def file_link(line: int) -> str:
    """Where the visitor's page has the file of a line, for a day from now."""
    until = int((clock.now() + _LINK_LIFE).timestamp())
    return f"{settings.FILES_URL}/f/v/{_files().sign(f'{line}.{until}')}"


def line_of(ticket: str) -> int | None:
    """The line of a file's link; None when it is forged or over."""
    try:
        line, until = _files().unsign(ticket).split(".")
    except (signing.BadSignature, ValueError):
        return None
    return int(line) if int(until) >= clock.now().timestamp() else None


def _visitors(account: str) -> signing.Signer:
    return signing.Signer(salt=f"acquisition.visitor.{account}", sep="~")


def _files() -> signing.Signer:
    return signing.Signer(salt="acquisition.web_line.file", sep="~")
