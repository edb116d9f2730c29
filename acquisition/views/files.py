"""Files of a visitor's chat on the files' host: the link is made anew each time the page asks for its lines."""

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from acquisition import tickets
from acquisition.queries import web_chats
from channels_hub.queries.links import EXPIRED
from channels_hub.views.files import served
from channels_hub.views.no_file import no_file
from common.door import mark


@require_safe
def visitor(request: HttpRequest, ticket: str) -> HttpResponseBase:
    """The file of the line that the ticket names."""
    number = tickets.line_of(ticket)
    line = web_chats.line_with_file(number) if number is not None else None
    if line is None or line.file is None:
        return no_file(request, EXPIRED)
    return served(request, line.file, False, "private, max-age=86400, immutable")


visitor = mark(visitor, "file")
