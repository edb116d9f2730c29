"""Error pages that need neither database nor context processors."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without its token or from elsewhere: say so and ask to open the page anew."""
    return HttpResponse(render_to_string("403_csrf.html"), status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something of ours broke; what was saved is safe."""
    return HttpResponse(render_to_string("500.html"), status=500)


def spooled(status: int, languages: str) -> str:
    """The page for a body that was not taken (408, 413, 507), before Django sees the request; `languages` as the browser says."""
    known = [code for code, _ in settings.LANGUAGES]
    wanted = (code.partition("-")[0] for code, _ in parse_accept_lang_header(languages.lower()))
    language = next((code for code in wanted if code in known), settings.LANGUAGE_CODE)
    with translation.override(language):
        return render_to_string(f"{status}.html")
