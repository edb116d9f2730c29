"""What stands where a file was: a small page of the files' host that names nothing and nobody."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from channels_hub.queries.links import EXPIRED, REVOKED

GONE = frozenset({EXPIRED, REVOKED})


def no_file(request: HttpRequest, why: str) -> HttpResponse:
    """404, or 410 for a link that was good once; `why` as in channels_hub.queries.links, or "staff"."""
    title, text = _words(why)
    # Without the request: nothing of the application's pages is known here.
    page = render_to_string("channels_hub/no_file.html", {"title": title, "text": text})
    answer = HttpResponse(page, status=410 if why in GONE else 404)
    answer["Cache-Control"] = "no-store"
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def not_here(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Any other address of the files' host."""
    return no_file(request, "")


def _words(why: str) -> tuple[str, str]:
    if why == "staff":
        return (
            _("The link does not open any more"),
            _("Links to files live for five minutes. Open the file from the chat anew."),
        )
    if why == EXPIRED:
        return (
            _("The link has run out"),
            _("Ask whoever sent you the file to send it once more."),
        )
    if why == REVOKED:
        return (
            _("The link was closed"),
            _("Whoever sent you the file has closed the link. Ask them if you still need it."),
        )
    return (
        _("There is no file here"),
        _("The link is cut short, or the file was deleted. Open the whole link from the message."),
    )
