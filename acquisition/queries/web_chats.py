"""Web chats by the account in their address, and visitors' lines as their pages ask for them."""

import hmac
from collections.abc import Sequence

from acquisition.models import WebLine, WebVisitor
from channels_hub.enums import Kind, Purpose
from channels_hub.models import Channel
from projects.scope import everywhere

PAGE = 60


def chat_at(account: str) -> Channel | None:
    """The connected web chat of that account, with its project."""
    with everywhere("web chat: which chat is at this address"):
        rows = Channel.objects.filter(
            kind=Kind.WEBCHAT, account=account, connected=True, purpose=Purpose.CLIENTS
        )
        return rows.filter(project__deleted_at=None).select_related("project").first()


def chat_of_token(token: str) -> Channel | None:
    """The connected web chat whose token this is; compared in constant time."""
    with everywhere("web chat: whose token is it"):
        rows = Channel.objects.filter(
            kind=Kind.WEBCHAT, account=token.partition(".")[0][:128], connected=True
        )
        row = rows.first()
    if row is None or not row.token:
        return None
    return row if hmac.compare_digest(row.token.encode(), token.encode("utf-8", "replace")) else None


def visitor(channel: Channel, code: str) -> WebVisitor | None:
    """The visitor who wrote in this chat before. In the project's scope."""
    return WebVisitor.objects.filter(channel=channel, code=code).first()


def lines_after(who: WebVisitor, rev: int) -> Sequence[WebLine]:
    """At most a page of lines after `rev`, oldest first."""
    rows = WebLine.objects.filter(visitor=who, rev__gt=rev).select_related("file")
    return list(rows.order_by("rev")[:PAGE])


def lines_before(who: WebVisitor, rev: int | None) -> Sequence[WebLine]:
    """The last page of lines before `rev` (of all with None), oldest first."""
    rows = WebLine.objects.filter(visitor=who).select_related("file")
    if rev is not None:
        rows = rows.filter(rev__lt=rev)
    return list(rows.order_by("-rev")[:PAGE])[::-1]


def line_with_file(line: int) -> WebLine | None:
    """A line with its file, whatever project it is of; None when there is none."""
    with everywhere("web chat: which file is this line's"):
        return (
            WebLine.objects.filter(pk=line, project__deleted_at=None, file__isnull=False)
            .exclude(file__path="")
            .select_related("file")
            .first()
        )
